import { setTimeout as sleep } from "node:timers/promises";
import * as generated from "../../../generated/index.ts";
import { createLago } from "../../../runtime/client.ts";
import type { Destination } from "../../../runtime/destinations/destination.ts";
import { load, type LoadOptions } from "../../../runtime/load.ts";
import type { Dialect, Resource } from "../../../runtime/resource.ts";
import { newDatabase } from "../../databases.ts";
import { type Difference, findDifferences } from "../../incremental/simulation/differences.ts";
import { type Happening, startLife } from "../../incremental/simulation/life.ts";
import { announce } from "../../lago/announce.ts";
import { makeCompany } from "../../lago/company/company.ts";
import { makeRandom } from "../../lago/random.ts";
import { startLago } from "../../lago/server.ts";
import { deliver, signHmac, signJwt, writeBody } from "../../lago/webhooks.ts";
import { startAnswering } from "./start-answering.ts";

export interface LiveWeeks {
  readonly dialect: Dialect;
  readonly seed: number;
  readonly days: number;
  /** Look at the last day only. */
  readonly lookAtLast?: boolean;
}

export interface LiveOutcome {
  /** After the webhooks of a day were answered: rows that are not as a full refresh makes them, though a webhook told of their last change. */
  readonly untrue: readonly Difference[];
  /** Rows whose last change no webhook told of: none is sent, or it was lost. */
  readonly silent: number;
  /** Rows that are not as they should be after the next load that reads everything. */
  readonly lasting: readonly Difference[];
  /** Webhooks by the status that they were answered with. */
  readonly statuses: Readonly<Record<number, number>>;
}

const { customers, plans, subscriptions, subscriptionCharges, wallets, walletTransactions, walletTransactionConsumptions, invoices, fees, creditNotes, payments } = generated;
const TOLD: readonly Resource[] = [customers, plans, subscriptions, subscriptionCharges, wallets, walletTransactions, walletTransactionConsumptions, invoices, fees, creditNotes, payments];
const START = Date.parse("2026-11-02T10:00:00Z");

/**
 * Lets days of a company's life pass of which webhooks tell: out of order, doubled, late, lost, old ones again, forged. After the first load, nothing but
 * webhooks tells the loader what to read; at the end of each day its tables are held against a full refresh.
 */
export async function simulateLive({ dialect, seed, days, lookAtLast = false }: LiveWeeks): Promise<LiveOutcome> {
  const data = makeCompany({ seed, customers: 6, months: 3, eventsPerCharge: 1 });
  const organization = (JSON.parse(data.organization) as { lago_id: string }).lago_id;
  let now = START;
  const fake = await startLago({ data, apiKey: "test-key", now: () => now });
  const lago = createLago({ apiKey: "test-key", baseUrl: fake.url });
  const [own, whole] = [await newDatabase(dialect), await newDatabase(dialect)];
  const [is, should] = [await own.open(), await whole.open()];
  const random = makeRandom(seed);
  const statuses: Record<number, number> = {};
  const loadInto = async (destination: Destination, resources: readonly Resource[], options: Partial<LoadOptions>) => {
    const { resources: reports } = await load(resources, { lago, destination, resources: TOLD, now: new Date(now), ...options });
    // As if the lists were long: of short ones, all is read sooner than what has changed.
    if (random.chance(0.7)) await destination.query("UPDATE _loads SET pages = 1000");
    return reports;
  };
  await loadInto(is, TOLD, {});
  const answering = await startAnswering(organization, (hints, concerned) => loadInto(is, concerned, { hints }), { among: TOLD });
  try {
    const life = startLife(fake, { seed, start: START });
    const delivered = new Map<number, Set<string>>();
    const earlier: string[] = [];
    const found: { untrue: Difference[]; silent: number } = { untrue: [], silent: 0 };
    for (let day = 1; day <= days; day++) {
      const before = life.history.length;
      life.nextDay();
      now = life.now();
      const sent = life.history.slice(before).flatMap((happening) => announce(happening).map((envelope) => ({ turn: happening.turn, of: envelope.objectType, body: writeBody({ ...envelope, organization }) })));
      const arriving = shuffle([...sent.filter(() => random.chance(0.95)), ...sent.filter(() => random.chance(0.2))]);
      for (const [index, { turn, of, body }] of arriving.entries()) {
        await send(body);
        delivered.set(turn, (delivered.get(turn) ?? new Set()).add(of));
        // Some come while a load runs, or after it.
        if (index % 7 === 6) await sleep(random.int(0, 400));
      }
      for (const old of shuffle([...earlier]).slice(0, 3)) await send(old);
      earlier.push(...sent.map(({ body }) => body));
      await answering.settled();
      if (lookAtLast && day < days) continue;
      await loadInto(should, TOLD, { full: true });
      for (const difference of await findDifferences(TOLD, is, should)) {
        if (isSilent(difference, life.history, delivered)) found.silent++;
        else found.untrue.push(difference);
      }
    }
    await answering.stop();
    await loadInto(is, TOLD, { full: true });
    return { ...found, lasting: await findDifferences(TOLD, is, should), statuses };
  } finally {
    await answering.stop();
    await Promise.all([is.close(), should.close()]);
    await Promise.all([own.remove(), whole.remove(), fake.close()]);
  }

  function shuffle<Item>(items: readonly Item[]): Item[] {
    return items.map((item) => ({ item, place: random.int(0, 1e9) })).sort((one, other) => one.place - other.place).map(({ item }) => item);
  }

  async function send(body: string): Promise<void> {
    const forged = random.chance(0.1) ? [{ algorithm: "hmac", signature: signHmac(body, "another key").signature }] : [];
    for (const signature of [...forged, random.chance(0.5) ? signHmac(body) : signJwt(body)]) {
      const { status } = await deliver(answering.url, body, signature);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  }
}

/** Whether no webhook that arrived has told of the last thing that happened to a row, or to the one below which it is. */
function isSilent({ resource, key }: Difference, history: readonly Happening[], delivered: ReadonlyMap<number, ReadonlySet<string>>): boolean {
  const own = history.findLast(({ table, id }) => table === tableOf(resource) && [key.join("\t"), key.at(-1)].includes(id));
  const above = history.findLast(({ table, after }) => table === resource.parent?.resource && after?.["external_id"] === key[0]);
  const isTold = ({ turn }: Happening) => resource.webhooks!.some(({ of }) => of.some((kind) => delivered.get(turn)?.has(kind)));
  return [own, above].some((last) => last !== undefined && !isTold(last));
}

function tableOf({ name, selector }: Resource): string {
  const tables: Readonly<Record<string, string>> = { subscription_charges: "charges", wallet_transaction_consumptions: "consumptions" };
  return tables[name] ?? selector;
}
