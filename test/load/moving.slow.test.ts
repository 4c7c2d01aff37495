import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { activityLogs, addOns, coupons, events, fees, invoices } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import type { Resource } from "../../runtime/resource.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import { DIALECTS, useDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type JsonObject, makeRow } from "../lago/rows.ts";
import { type Lago as FakeLago, type LagoOptions, startLago } from "../lago/server.ts";
import type { TableName } from "../lago/tables.ts";
import { addOn } from "../runtime/add-ons.ts";
import { compareBooks, makeAddOn, readTables, readTruth, startBooks } from "./add-on-books.ts";

for (const dialect of DIALECTS) {
  describe(`lists that move while they are read into ${dialect}`, () => {
    let destination: Destination;
    let fake: FakeLago;
    useDatabase(dialect, (opened) => void ({ destination } = opened));
    afterEach(() => fake.close());

    async function run(resource: Resource, options: Partial<LoadOptions> = {}): Promise<ResourceReport> {
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: 10, concurrency: 1, retry: { firstWait: 1 } });
      const { resources } = await load([resource], { lago, destination, full: true, ...options });
      return resources[0]!;
    }

    async function start(table: TableName, records: readonly (readonly [JsonObject, LagoKeys?])[], options: Partial<LagoOptions> = {}): Promise<void> {
      const rows = records.map(([record, hidden]) => makeRow(table, record, hidden));
      fake = await startLago({ data: { organization: "{}", tables: { [table]: rows } }, ...options });
    }

    /** Ids in Lago that no row has, and the reverse. */
    async function differences(resource: Resource, path: string, key = "lago_id"): Promise<{ lost: number; left: number }> {
      const truth = new Set(fake.list(path).map((text) => (JSON.parse(text) as Record<string, string>)[key]!));
      const { rows } = await destination.query(`SELECT ${key} FROM ${resource.name} WHERE _deleted_at IS NULL`);
      const found = new Set(rows.map(([id]) => id!));
      return { lost: [...truth].filter((id) => !found.has(id)).length, left: [...found].filter((id) => !truth.has(id)).length };
    }

    it("records added at the top arrive twice: one pass has all earlier ones", async () => {
      fake = await startBooks(95);
      fake.setFaults([{ page: 3, nth: 1, change: () => [200, 201, 202].forEach((index) => fake.put("add_ons", makeAddOn(index))) }]);
      const { status, passes, rows, total_count } = await run(addOns);
      assert.deepEqual([status, passes, rows, total_count], ["loaded", 1, 95, 98]);
    });

    it("a record is deleted, and the next one slips through: another reading has it", async () => {
      fake = await startBooks(95);
      fake.setFaults([{ page: 3, nth: 1, change: () => fake.remove("add_ons", addOn(94).lago_id) }]);
      const { status, passes } = await run(addOns);
      assert.deepEqual([status, passes], ["loaded", 2]);
      assert.deepEqual(compareBooks(await readTables(destination), readTruth(fake)).lost, []);
      await run(addOns);
      assert.deepEqual(compareBooks(await readTables(destination), readTruth(fake)), { lost: [], invented: [] });
    });

    it("one is deleted and one added between two pages, and no count shows it: the record that arrives twice does", async () => {
      fake = await startBooks(95);
      const swap = () => {
        fake.remove("add_ons", addOn(10).lago_id);
        fake.put("add_ons", makeAddOn(300));
      };
      fake.setFaults([{ page: 3, nth: 1, change: swap }]);
      const { status, passes } = await run(addOns);
      assert.deepEqual([status, passes], ["loaded", 2]);
      assert.deepEqual(compareBooks(await readTables(destination), readTruth(fake)).lost, []);
    });

    it("a list that never holds still is incomplete, says by how much, and nothing of it is swept", async () => {
      fake = await startBooks(95);
      await run(addOns);
      let gone = 0;
      const vanish = () => fake.remove("add_ons", addOn(94 - gone++).lago_id);
      fake.setFaults([{ page: 3, change: vanish }, { page: 6, change: vanish }]);
      const { status, passes, error, deleted } = await run(addOns);
      assert.deepEqual([status, passes, deleted], ["incomplete", 3, 0]);
      assert.match(error!, /Lago counted 91 records at first and 89 at last; \d+ came, \d+ different ones in all/);
      assert.equal((await readTables(destination)).size, 95);
    });

    it("and is read up to --max-passes times", async () => {
      fake = await startBooks(95);
      let gone = 0;
      fake.setFaults([{ page: 3, change: () => fake.remove("add_ons", addOn(94 - gone++).lago_id) }]);
      assert.equal((await run(addOns, { maxPasses: 2 })).passes, 2);
    });

    it("a coupon that ends moves behind the reading point's back: another reading has what it pushed aside", async () => {
      await start("coupons", Array.from({ length: 60 }, (_, index) => [coupon(index), { status: 0 }]));
      fake.setFaults([{ page: 3, nth: 1, change: () => fake.put("coupons", { ...coupon(58), name: "ended" }, { status: 1 }) }]);
      const { status, passes } = await run(coupons);
      assert.deepEqual([status, passes], ["loaded", 2]);
      assert.deepEqual(await differences(coupons, "/coupons"), { lost: 0, left: 0 });
    });

    it("fees come oldest first, and their count is half an hour old: new ones are read at the end, and the list once more", async () => {
      await start("fees", Array.from({ length: 55 }, (_, index) => [fee(index)]));
      await fetchPage("/fees?per_page=10");
      fake.setFaults([{ page: 3, nth: 1, change: () => [60, 61].forEach((index) => fake.put("fees", fee(index))) }]);
      const { status, passes, total_count } = await run(fees);
      assert.deepEqual([status, passes, total_count], ["loaded", 2, 57]);
      assert.deepEqual(await differences(fees, "/fees"), { lost: 0, left: 0 });
    });

    it("deleted fees that Lago's cached count still has are not expected", async () => {
      await start("fees", Array.from({ length: 55 }, (_, index) => [fee(index)]));
      await run(fees);
      [1, 2, 3].forEach((index) => fake.remove("fees", fee(index)["lago_id"] as string));
      const { status, deleted, total_count } = await run(fees);
      assert.deepEqual([status, deleted, total_count], ["loaded", 3, 52]);
      assert.deepEqual(await differences(fees, "/fees"), { lost: 0, left: 0 });
    });

    it("a fee deleted while fees are read, behind an old count: another reading has the one that slipped through", async () => {
      await start("fees", Array.from({ length: 55 }, (_, index) => [fee(index)]));
      fake.setFaults([{ page: 3, nth: 1, change: () => fake.remove("fees", fee(2)["lago_id"] as string) }]);
      const { status, passes } = await run(fees);
      assert.deepEqual([status, passes], ["loaded", 2]);
      assert.equal((await differences(fees, "/fees")).lost, 0);
    });

    it("a fee deleted and another added while fees are read, so that no count shows it: the second pass finds the missed one", async () => {
      await start("fees", Array.from({ length: 55 }, (_, index) => [fee(index)]));
      const swap = () => {
        fake.remove("fees", fee(2)["lago_id"] as string);
        [60, 61].forEach((index) => fake.put("fees", fee(index)));
      };
      fake.setFaults([{ page: 3, nth: 1, change: swap }]);
      assert.equal((await run(fees)).status, "loaded");
      assert.equal((await differences(fees, "/fees")).lost, 0);
    });

    it("invoices announce pages that are empty by now, and end all the same", async () => {
      fake = await startLago({ data: makeCompany({ customers: 12, months: 6 }) });
      await run(invoices);
      const gone = fake.list("/invoices").slice(0, 30).map((text) => (JSON.parse(text) as { lago_id: string }).lago_id);
      gone.forEach((id) => fake.remove("invoices", id));
      const { status, deleted } = await run(invoices);
      assert.deepEqual([status, deleted], ["loaded", 30]);
      assert.deepEqual(await differences(invoices, "/invoices"), { lost: 0, left: 0 });
    });

    it("logs of one second change places from answer to answer: readings together have them all", async () => {
      const ties = Array.from({ length: 45 }, (_, index): [JsonObject] => [log(index)]);
      await start("activity_logs", ties, { looseTies: true });
      const { status, passes, rows } = await run(activityLogs, { maxPasses: 12 });
      assert.deepEqual([status, rows], ["loaded", 45]);
      assert.ok(passes > 1, "nothing changed places");
    });

    it("an event that ClickHouse lists twice is one row, and a second reading shows that nothing else is missing", async () => {
      const all = Array.from({ length: 40 }, (_, index): [JsonObject] => [event(index)]);
      await start("events", all);
      fake.setFaults([{ edit: (body) => body.replace("transaction-20", "transaction-21") }]);
      const { status, passes, rows, total_count } = await run(events);
      assert.deepEqual([status, passes, rows, total_count], ["loaded", 2, 39, 40]);
    });

    async function fetchPage(path: string): Promise<void> {
      await (await fetch(`${fake.url}/api/v1${path}`, { headers: { authorization: "Bearer test-key" } })).text();
    }
  });
}

type LagoKeys = Parameters<typeof makeRow>[2];

const uuid = (index: number) => addOn(index).lago_id;
const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString().replace(".000", "");

const coupon = (index: number): JsonObject => ({ lago_id: uuid(index), code: `coupon_${index}`, name: "on", expiration: "no_expiration", created_at: at(index) });
const fee = (index: number): JsonObject => ({ lago_id: uuid(index), amount_cents: index, created_at: at(index) });
const log = (index: number): JsonObject => ({ activity_id: uuid(index), activity_type: "invoice.created", logged_at: at(Math.floor(index / 15)), created_at: at(index) });
const event = (index: number): JsonObject => ({ lago_id: uuid(index), transaction_id: `transaction-${index}`, external_subscription_id: "one", code: "calls", timestamp: at(index), created_at: at(index) });
