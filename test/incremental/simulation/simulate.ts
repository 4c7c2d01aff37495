import * as generated from "../../../generated/index.ts";
import { createLago } from "../../../runtime/client.ts";
import type { Destination } from "../../../runtime/destinations/destination.ts";
import { load, type LoadOptions } from "../../../runtime/load.ts";
import type { Dialect, Resource } from "../../../runtime/resource.ts";
import { newDatabase } from "../../databases.ts";
import { makeCompany } from "../../lago/company/company.ts";
import { startLago } from "../../lago/server.ts";
import { isAnnounced } from "./announced.ts";
import { type Difference, findDifferences } from "./differences.ts";
import { DAY, startLife } from "./life.ts";

export interface Simulation {
  readonly dialect: Dialect;
  readonly seed: number;
  readonly days: number;
  /** Default: all that the company's life touches, of each strategy some. */
  readonly resources?: readonly Resource[];
  /** The resources as they are loaded, where they are to be other ones than are announced. */
  readonly spoil?: (resource: Resource) => Resource;
}

export interface Outcome {
  /** At the end, between what loads of each day made and what one full refresh makes. */
  readonly differences: readonly Difference[];
  readonly unannounced: readonly Difference[];
  /** The same after a load with the clock past the age at which lists are read in full. */
  readonly lasting: readonly Difference[];
}

const { customers, plans, coupons, subscriptions, subscriptionCharges, wallets, walletTransactions, walletTransactionConsumptions, events, invoices, fees, creditNotes, payments, activityLogs, customerPastUsage } = generated;
const TOUCHED: readonly Resource[] = [customers, plans, coupons, subscriptions, subscriptionCharges, wallets, walletTransactions, walletTransactionConsumptions, events, invoices, fees, creditNotes, payments, activityLogs, customerPastUsage];

const START = Date.parse("2026-11-02T10:00:00Z");
/** Longer than any simulation. */
const NEVER = 1_000 * DAY;

/** Loads on each day of a company's life what has to be read on that day, and holds it against a full refresh at its end. */
export async function simulate({ dialect, seed, days, resources = TOUCHED, spoil = (resource) => resource }: Simulation): Promise<Outcome> {
  const data = makeCompany({ seed, customers: 12, months: 4, eventsPerCharge: 1 });
  let now = START;
  const fake = await startLago({ data, apiKey: "test-key", now: () => now });
  const lago = createLago({ apiKey: "test-key", baseUrl: fake.url });
  const [daily, whole] = [await newDatabase(dialect), await newDatabase(dialect)];
  const [is, should] = [await daily.open(), await whole.open()];
  try {
    const life = startLife(fake, { seed, start: START });
    const reached = new Map<number, Map<string, string>>();
    const loadInto = async (destination: Destination, resources: readonly Resource[], options: Partial<LoadOptions>) => {
      const report = await load(resources, { lago, destination, resources, now: new Date(now), fewParents: 1, ...options });
      const short = report.resources.filter(({ status }) => status !== "loaded");
      if (short.length > 0) throw new Error(`Not loaded on ${new Date(now).toISOString()}: ${short.map(({ name, error }) => `${name}: ${error}`).join("; ")}`);
    };
    const spoilt = resources.map(spoil);
    await loadInto(is, spoilt, {});
    for (let day = 1; day <= days; day++) {
      life.nextDay();
      now = life.now();
      reached.set(day, await readReached(is));
      await loadInto(is, spoilt, { maxAge: NEVER });
    }
    await loadInto(should, resources, {});
    const differences = await differ(resources, is, should);
    now += 8 * DAY;
    await loadInto(is, resources, {});
    const course = { history: life.history, reached };
    return { differences, unannounced: differences.filter((difference) => !isAnnounced(difference, course)), lasting: await differ(resources, is, should) };
  } finally {
    await Promise.all([is.close(), should.close()]);
    await Promise.all([daily.remove(), whole.remove(), fake.close()]);
  }
}

/** Logs that Lago has dropped by itself are kept: that is announced for good. */
async function differ(resources: readonly Resource[], is: Destination, should: Destination): Promise<Difference[]> {
  const found = await findDifferences(resources, is, should);
  const kept: Difference[] = [];
  for (const { name, cursor } of resources.filter(({ cursor }) => cursor?.expires)) {
    const oldest = (await should.query(`SELECT min(${cursor!.column}) FROM ${name}`)).rows[0]![0]!;
    kept.push(...found.filter(({ resource, kind, is }) => resource.name === name && kind === "gone" && String(is![cursor!.column]) < oldest));
  }
  return found.filter((difference) => !kept.includes(difference));
}

async function readReached(destination: Destination): Promise<Map<string, string>> {
  const { rows } = await destination.query("SELECT resource, reached FROM _cursors WHERE reached IS NOT NULL");
  return new Map(rows.map(([resource, reached]) => [resource!, reached!]));
}
