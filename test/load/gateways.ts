import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { activityLogs, addOns, billableMetrics, coupons, customerPaymentMethods, customers, invoices, taxes, wallets, walletTransactions } from "../../generated/index.ts";
import { findAccess } from "../../runtime/cli/access.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { LagoError } from "../../runtime/errors.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import type { Dialect } from "../../runtime/resource.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { makeDoer } from "../lago/activities.ts";
import { makeCompany } from "../lago/company/company.ts";
import type { Fault } from "../lago/faults.ts";
import type { JsonObject } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import { expectOutcome, type Gateway, GATEWAYS, type RequestKind, STATUSES } from "./gateway-cases.ts";

/** Each kind of request is met in a resource of its own, so that one load shows them all: what fails, fails alone. */
const MET: Readonly<Record<Exclude<RequestKind, "changes" | "organization" | "check">, { readonly resource: string; readonly where: Pick<Fault, "path" | "minPage"> }>> = {
  "first page": { resource: "taxes", where: { path: "/taxes" } },
  "later page": { resource: "add_ons", where: { path: "/add_ons", minPage: 2 } },
  "some parents": { resource: "wallet_transactions", where: {} },
  "all parents": { resource: "customer_payment_methods", where: { path: "/customers/*/payment_methods" } },
  details: { resource: "invoices (details)", where: { path: "/invoices/*" } },
};
const RESOURCES = [addOns, billableMetrics, coupons, customerPaymentMethods, customers, invoices, taxes, wallets, walletTransactions];
/** Never refused: it shows that the others go on. */
const ALWAYS = "coupons";

/** When the company's history ends, and days later. */
const day = (days: number) => new Date(Date.parse("2026-11-02T10:00:00Z") + days * 86_400_000);

/** An answer that is not Lago's. */
export interface Cell {
  readonly status: number;
  readonly gateway: Gateway;
}

/** Every status of every gateway. */
export const CELLS: readonly Cell[] = GATEWAYS.flatMap((gateway) => STATUSES.map((status) => ({ status, gateway })));

/** What becomes of loads whose requests, of any kind, are answered so. */
export function testGateways(cells: readonly Cell[], dialects = DIALECTS): void {
  for (const dialect of dialects) testInto(dialect, cells);
}

function testInto(dialect: Dialect, cells: readonly Cell[]): void {
  describe(`what is not Lago's own answer, into ${dialect}`, () => {
    let fake: FakeLago;
    let database: TestDatabase;
    let destination: Destination;
    let living: string;

    before(async () => {
      fake = await startLago({ data: makeCompany({ customers: 6, months: 1, eventsPerCharge: 1 }), apiKey: "test-key" });
      database = await newDatabase(dialect);
      destination = await database.open();
      const reports = await run(RESOURCES, { now: day(-1) });
      assert.deepEqual([...reports.values()].filter((status) => status !== "loaded"), []);
      await run([billableMetrics], { changes: true, resources: [activityLogs], now: day(0) });
      const [row] = fake.rows("billable_metrics");
      makeDoer(fake, () => day(0.5).getTime()).put("billable_metric.updated", "billable_metrics", { ...(JSON.parse(row!.text) as JsonObject), name: "changed" });
      living = await countLiving();
    });
    after(async () => {
      await destination.close();
      await database.remove();
      await fake.close();
    });

    for (const { status, gateway: { name, answer } } of cells) {
      it(`${status} of ${name}`, async () => {
        const wallet = fake.rows("wallets")[0]!.id;
        const paths = { ...MET, "some parents": { ...MET["some parents"], where: { path: `/wallets/${wallet}/wallet_transactions` } } };
        const kinds = Object.entries(paths) as [RequestKind, (typeof MET)[keyof typeof MET]][];
        fake.setFaults([{ path: "/organizations" }, ...kinds.map(([, { where }]) => where)].map((where) => ({ ...where, answer: answer(status) })));
        const found = await run(RESOURCES, { full: true, details: [invoices], now: day(2) });
        for (const [kind, { resource }] of kinds) assert.equal(found.get(resource) ?? "ended", expectOutcome(kind, status, name), `${kind}: ${[...found]}`);
        assert.equal(found.get(ALWAYS) ?? "ended", expectOutcome("organization", status, name), "what fails, fails alone, and whose key it is need not be told");

        // The record that an activity tells of, and that Lago has.
        fake.setFaults([{ path: "/billable_metrics/*", answer: answer(status) }, { path: "/taxes", answer: answer(status) }]);
        assert.equal(await checkTaxes(), expectOutcome("check", status, name), "check");
        assert.equal((await runChanges()).get("billable_metrics") ?? "ended", expectOutcome("changes", status, name), "changes");
        assert.equal(await countLiving(), living);
      });
    }

    /** Whether `check` says that the key may read a list. */
    async function checkTaxes(): Promise<string> {
      const [access] = await findAccess(connect(), [taxes]).catch((error: unknown) => {
        assert.ok(error instanceof LagoError, String(error));
        return [undefined];
      });
      return access?.readable ?? "ended";
    }

    const connect = () => createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: 2, retry: { attempts: 2, firstWait: 1, longestWait: 2 } });

    /** Loads what activities tell of, a day later. As if the lists were long: of short ones, all is read sooner than what has changed. */
    async function runChanges(): Promise<Map<string, string>> {
      await destination.query("UPDATE _loads SET pages = 1000");
      return run([billableMetrics], { changes: true, resources: [activityLogs], now: day(1) });
    }

    /** Status by resource; empty where an error ended the load. */
    async function run(resources: LoadOptions["resources"] & object, options: Partial<LoadOptions> = {}): Promise<Map<string, string>> {
      try {
        const report = await load(resources, { lago: connect(), destination, resume: false, ...options });
        return new Map(report.resources.map(({ name, status }) => [name, status]));
      } catch (error) {
        assert.ok(error instanceof LagoError, String(error));
        return new Map();
      }
    }

    async function countLiving(): Promise<string> {
      const counts = [...RESOURCES, billableMetrics].map(({ tables }) => `(SELECT count(*) FROM ${tables[0].name} WHERE _deleted_at IS NULL)`);
      return JSON.stringify((await destination.query(`SELECT ${counts.join(", ")}`)).rows);
    }
  });
}
