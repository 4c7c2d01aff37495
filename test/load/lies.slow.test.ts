import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { addOns, analyticsMrr, wallets, walletTransactions } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { addOn } from "../runtime/add-ons.ts";

/** What a list is asked for, and how often it was before. */
interface Asked {
  readonly selector: string;
  readonly records: readonly object[];
  readonly page: number;
  readonly size: number;
  readonly nth: number;
}

/** An answer with status 200 that is not what Lago has. */
type Lie = (asked: Asked) => unknown;

const pageOf = ({ records, page, size }: Asked) => records.slice((page - 1) * size, page * size);
const metaOf = (count: number, { page, size }: Asked) => {
  const total_pages = Math.ceil(count / size);
  return { current_page: page, next_page: page < total_pages ? page + 1 : null, prev_page: page > 1 ? page - 1 : null, total_pages, total_count: count };
};
const answer = (asked: Asked, sent: readonly unknown[] = pageOf(asked), meta: unknown = metaOf(asked.records.length, asked)) => ({ [asked.selector]: sent, meta });
const honest: Lie = (asked) => answer(asked);
/** As if Lago had these records and no others. */
const only = (pick: (records: readonly object[]) => readonly object[]): Lie => (asked) => answer({ ...asked, records: pick(asked.records) });
const inMeta = (change: object): Lie => (asked) => answer(asked, undefined, { ...metaOf(asked.records.length, asked), ...change });

/** `missing`: the load has to say that it may lack something. `loaded`: the lie hides nothing, so all has to be there. `either`: it may come to all of it. */
const LIES: readonly (readonly [name: string, outcome: "missing" | "loaded" | "either", lie: Lie])[] = [
  ["an empty list, with a count of 0", "missing", only(() => [])],
  ["an empty list, with the right count", "missing", (asked) => answer(asked, [])],
  ["{}", "missing", () => ({})],
  ["null", "missing", () => null],
  ["[]", "missing", () => []],
  ["nothing", "missing", () => undefined],
  ["only meta", "missing", (asked) => ({ meta: metaOf(0, asked) })],
  ["null in the place of the list", "missing", (asked) => ({ [asked.selector]: null, meta: metaOf(0, asked) })],
  ["an object in the place of the list", "missing", (asked) => ({ [asked.selector]: {}, meta: metaOf(0, asked) })],
  ["null in the place of each record", "missing", (asked) => answer(asked, pageOf(asked).map(() => null))],
  ["records without their keys", "missing", (asked) => answer(asked, pageOf(asked).map(() => ({ name: "x" })))],
  ["the list under another name", "missing", (asked) => ({ data: pageOf(asked), meta: metaOf(asked.records.length, asked) })],
  ["another organization's list", "missing", only((records) => records.map((record, index) => ({ ...record, lago_id: addOn(5000 + index).lago_id })))],
  ["only the first half, as if there were no others", "missing", only((records) => records.slice(0, records.length / 2))],
  ["only every second record, as if there were no others", "missing", only((records) => records.filter((_, index) => index % 2 === 0))],
  ["pages that lack their last record", "missing", (asked) => answer(asked, pageOf(asked).slice(0, -1))],
  ["pages that lack their last record, at each second request", "either", (asked) => answer(asked, asked.nth % 2 === 0 ? pageOf(asked).slice(0, -1) : pageOf(asked))],
  ["the first page, whatever page is asked for", "missing", (asked) => answer(asked, pageOf({ ...asked, page: 1 }))],
  ["empty pages from the second on", "missing", (asked) => answer(asked, asked.page < 2 ? pageOf(asked) : [])],
  ["no meta", "loaded", (asked) => ({ [asked.selector]: pageOf(asked) })],
  ["a meta of null", "loaded", (asked) => answer(asked, undefined, null)],
  ["a meta of text", "loaded", (asked) => answer(asked, undefined, "?")],
  ["a count of 0 and no pages", "loaded", inMeta({ total_count: 0, total_pages: 0, next_page: null })],
  ["a count of null", "loaded", inMeta({ total_count: null })],
  ["a count that is too high", "missing", inMeta({ total_count: 9999, total_pages: 999 })],
  ["a next page that is this page", "loaded", (asked) => answer(asked, undefined, { ...metaOf(asked.records.length, asked), next_page: asked.page })],
  ["a next page without end", "loaded", (asked) => answer(asked, undefined, { ...metaOf(asked.records.length, asked), next_page: asked.page + 1 })],
  ["pages of 7, whatever size is asked for", "loaded", (asked) => answer({ ...asked, size: 7 })],
  ["pages of 7, whatever size is asked for, without meta", "loaded", (asked) => ({ [asked.selector]: pageOf({ ...asked, size: 7 }) })],
];

const SAYS = {
  missing: "no row is marked as deleted, and the load says that something is missing",
  loaded: "all of it is read",
  either: "no row is marked as deleted",
} as const;

const RECORDS = 120;
const records = Array.from({ length: RECORDS }, (_, index) => addOn(index));
const mrrs = records.map((_, index) => ({ month: new Date(Date.UTC(2000, index)).toISOString(), amount_cents: "1.0", currency: "EUR" }));
const PARENTS = 3;
const parents = records.slice(0, PARENTS);
const below = (parent: number) => records.filter((_, index) => index % PARENTS === parent).map((record) => ({ ...record, amount: "1.0" }));

for (const dialect of DIALECTS) {
  describe(`answers with status 200 that are not what Lago has, into ${dialect}`, () => {
    let database: TestDatabase;
    let destination: Destination;
    let lie: Lie = honest;
    const counts = new Map<string, number>();
    const lists: Readonly<Record<string, Pick<Asked, "selector" | "records">>> = {
      "/add_ons": { selector: "add_ons", records },
      "/analytics/mrr": { selector: "mrrs", records: mrrs },
      "/wallets": { selector: "wallets", records: parents.map((parent) => ({ ...parent, external_customer_id: "one" })) },
      ...Object.fromEntries(parents.map(({ lago_id }, parent) => [`/wallets/${lago_id}/wallet_transactions`, { selector: "wallet_transactions", records: below(parent) }])),
    };
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url!, "http://x");
      const path = pathname.slice("/api/v1".length);
      const nth = (counts.get(path) ?? 0) + 1;
      counts.set(path, nth);
      const list = lists[path];
      const asked = list && { ...list, page: Number(searchParams.get("page") ?? 1), size: Number(searchParams.get("per_page") ?? RECORDS), nth };
      const body = !asked ? { status: 404, error: "Not Found", code: "resource_not_found" } : (path === "/wallets" ? honest : lie)(asked);
      response.writeHead(asked ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(body));
    });

    before(async () => {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      database = await newDatabase(dialect);
      destination = await database.open();
    });
    after(async () => {
      await destination.close();
      await database.remove();
      server.close();
    });

    async function run(told: Lie, options: Partial<LoadOptions> = {}): Promise<readonly ResourceReport[]> {
      lie = told;
      counts.clear();
      const { port } = server.address() as AddressInfo;
      const lago = createLago({ apiKey: "test-key", baseUrl: `http://127.0.0.1:${port}`, perPage: 20, retry: { attempts: 2, firstWait: 1, longestWait: 2 } });
      return (await load([addOns, analyticsMrr, wallets, walletTransactions], { lago, destination, full: true, resume: false, ...options })).resources;
    }

    /** Rows of the first load that are living, of each table. */
    async function countLiving(): Promise<string> {
      const keyed = ["add_ons", "wallet_transactions"].map((table) => `(SELECT count(*) FROM ${table} WHERE _deleted_at IS NULL AND lago_id::text < '${addOn(5000).lago_id}')`);
      return JSON.stringify((await destination.query(`SELECT ${[...keyed, "(SELECT count(*) FROM analytics_mrr WHERE _deleted_at IS NULL)"].join(", ")}`)).rows[0]);
    }

    const all = JSON.stringify([RECORDS, RECORDS, RECORDS].map(String));

    for (const [name, outcome, told] of LIES) {
      it(`${name}: ${SAYS[outcome]}`, async () => {
        await run(honest, { acceptDeletions: true });
        assert.equal(await countLiving(), all);
        const reports = await run(told);
        const statusOf = (resource: string) => reports.find((report) => report.name === resource)!;
        assert.equal(await countLiving(), all, JSON.stringify(reports.map(({ name, status, error }) => [name, status, error])));
        for (const resource of ["add_ons", "wallet_transactions"]) {
          const { status, error } = statusOf(resource);
          if (outcome !== "either") assert.equal(status === "loaded", outcome === "loaded", `${resource}: ${status}: ${error}`);
          assert.notEqual(status, "skipped");
        }
      });
    }
  });
}
