import { makeRandom } from "../random.ts";
import { toJson } from "../rows.ts";
import type { LagoData } from "../server.ts";
import type { Tables } from "../store.ts";
import { addAnalytics } from "./analytics.ts";
import { bill } from "./billing.ts";
import { openBooks } from "./books.ts";
import { makeCatalog } from "./catalog.ts";
import { makeCustomer } from "./customers.ts";
import { monthStart } from "./formats.ts";
import { addLogs, addPlanLogs } from "./logs.ts";
import { makeOrganization } from "./organization.ts";
import { makeShop } from "./plans.ts";
import { makeSubscriptions } from "./subscriptions.ts";

export type CompanySize = {
  seed?: number;
  customers?: number;
  /** How long the company has been in business. */
  months?: number;
  /** On average, a month, for each charge of each subscription. */
  eventsPerCharge?: number;
  eventsStore?: "postgres" | "clickhouse";
  /** The moment it is looked at. The default lies in the grace period of last month's American invoices: drafts, due in the future. */
  until?: string;
};

/** Pigeon Post, which sends messages for a living: the same records for the same size, and sums that add up. */
export function makeCompany({
  seed = 1,
  customers = 40,
  months = 12,
  eventsPerCharge = 4,
  eventsStore = "postgres",
  until = "2026-11-02T09:30:00Z",
}: CompanySize = {}): LagoData {
  const tables: Tables = {};
  const random = makeRandom(seed);
  const end = Date.parse(until);
  const books = openBooks(tables, {
    random: random.fork("company"),
    forms: random.fork("forms"),
    organizationId: random.uuid(),
    clickhouse: eventsStore === "clickhouse",
    from: monthStart(end, -months),
    until: end,
  });
  const organization = makeOrganization(books);
  const shop = makeShop(books, organization, makeCatalog(books, organization));
  const accounts = Array.from({ length: customers }, (_, index) => {
    // One stream a customer: more customers leave those before as they were.
    const own = { ...books, random: random.fork(`customer ${index}`), forms: random.fork(`forms ${index}`) };
    const customer = makeCustomer(own, organization, index + 1);
    return bill(own, shop, customer, makeSubscriptions(own, shop, customer), eventsPerCharge);
  });
  addAnalytics(books, organization, accounts);
  addLogs(books, accounts);
  addPlanLogs(books, shop.plans);
  return { organization: toJson(organization.record), tables };
}
