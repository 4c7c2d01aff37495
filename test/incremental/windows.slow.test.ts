import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { activityLogs, addOns, events, fees, invoices } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { ConfigurationError } from "../../runtime/errors.ts";
import { load } from "../../runtime/load.ts";
import type { Resource } from "../../runtime/resource.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import { DIALECTS, useDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import type { JsonObject } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import type { TableName } from "../lago/tables.ts";

/** When the company's history ends: the first load is half an hour later, and days are counted from it. */
const FIRST = Date.parse("2026-11-02T10:00:00Z");
const DAY = 86_400_000;
const day = (days: number) => new Date(FIRST + days * DAY);
const time = (days: number) => `${day(days).toISOString().slice(0, 19)}Z`;
const date = (days: number) => time(days).slice(0, 10);

for (const dialect of DIALECTS) {
  describe(`loads on later days into ${dialect}`, () => {
    let fake: FakeLago;
    let destination: Destination;
    beforeEach(async () => {
      fake = await startLago({ data: makeCompany({ seed: 11, customers: 3, months: 4, eventsPerCharge: 2 }), apiKey: "test-key" });
    });
    useDatabase(dialect, (opened) => void ({ destination } = opened));
    afterEach(() => fake.close());

    it("read everything at first, then windows of what has a time and all of the rest, and say so wherever they report", async () => {
      const first = await loadAt(0, [fees, addOns]);
      assert.deepEqual(first.map(({ strategy, extent }) => [strategy, extent]), [["window", "whole list, for the first time"], ["full", "whole list"]]);
      const later = await loadAt(2, [fees, addOns]);
      const said = `window from ${cursorDay(await reached(fees), 35)}, last full refresh 2 days ago`;
      assert.deepEqual(later.map(({ extent }) => extent), [said, "whole list"]);
      assert.ok(later[0]!.rows < first[0]!.rows && later[1]!.rows === first[1]!.rows);
      assert.deepEqual(await values("SELECT extent FROM _loads WHERE resource = 'fees' ORDER BY started_at"), ["whole list, for the first time", said]);
    });

    it("leave alone what lies outside of the window: it is neither read nor taken for deleted", async () => {
      await loadAt(0, [fees]);
      fake.remove("fees", oldest("fees"));
      const [report] = await loadAt(1, [fees]);
      assert.deepEqual([report!.status, report!.deleted], ["loaded", 0]);
      assert.deepEqual(await values("SELECT count(*) FROM fees WHERE _deleted_at IS NOT NULL"), ["0"]);
      const [full] = await loadAt(8, [fees]);
      assert.deepEqual([full!.extent, full!.deleted], ["whole list, last full refresh 8 days ago", 1]);
    });

    it("find events that come late by less than the look-back, and those that come later in the next full refresh", async () => {
      await loadAt(0, [events]);
      const like = copy("events", fake.rows("events")[0]!.id);
      const send = (name: string, at: number) => fake.put("events", { ...like, lago_id: id(name), transaction_id: name, timestamp: time(at).replace("Z", ".000Z") });
      send("a", 0.5);
      send("b", -5);
      send("c", -40);
      await loadAt(1, [events]);
      const known = () => values("SELECT transaction_id FROM events WHERE transaction_id IN ('a', 'b', 'c') ORDER BY 1");
      assert.deepEqual(await known(), ["a", "b"]);
      await loadAt(1.1, [events], { full: true });
      assert.deepEqual(await known(), ["a", "b", "c"]);
    });

    it("keep the cursor of invoices out of the future, where drafts have their issuing dates", async () => {
      const like = copy("invoices", oldest("invoices"));
      fake.put("invoices", { ...like, lago_id: id("draft"), status: "draft", issuing_date: date(20) });
      fake.put("invoices", { ...like, lago_id: id("today"), status: "finalized", issuing_date: date(0) });
      await loadAt(0, [invoices]);
      assert.equal(await reached(invoices), date(0));
      fake.put("invoices", { ...like, lago_id: id("draft"), status: "finalized", issuing_date: date(2) });
      const [report] = await loadAt(3, [invoices]);
      assert.equal(report!.status, "loaded");
      assert.deepEqual(await values(`SELECT status FROM invoices WHERE lago_id = '${id("draft")}'`), ["finalized"]);
      assert.equal(await reached(invoices), date(2));
    });

    it("ask for an invoice that left the window: one that was given another date is changed, one that is gone is marked", async () => {
      const like = copy("invoices", oldest("invoices"));
      for (const name of ["today", "moved", "gone"]) fake.put("invoices", { ...like, lago_id: id(name), status: "finalized", issuing_date: date(0) });
      await loadAt(0, [invoices]);
      fake.put("invoices", { ...like, lago_id: id("moved"), status: "finalized", issuing_date: date(-300) });
      fake.remove("invoices", id("gone"));
      const [report] = await loadAt(1, [invoices]);
      assert.deepEqual([report!.scope, report!.status, report!.deleted], ["window", "loaded", 1]);
      assert.deepEqual(await values(`SELECT lago_id FROM invoices WHERE _deleted_at IS NOT NULL`), [id("gone")]);
      assert.deepEqual(await values(`SELECT issuing_date FROM invoices WHERE lago_id = '${id("moved")}'`), [date(-300)]);
    });

    it("find fees that a refreshed draft created again behind the cursor, and soft-delete those that it destroyed", async () => {
      const taxed = fake.rows("fees").find(({ text }) => text.includes("lago_fee_id"))!.id;
      const fee = { ...copy("fees", taxed), created_at: time(-20) };
      fake.put("fees", { ...fee, lago_id: id("before") });
      await loadAt(0, [fees]);
      fake.remove("fees", id("before"));
      fake.put("fees", { ...fee, lago_id: id("after") });
      const [report] = await loadAt(1, [fees]);
      assert.deepEqual([report!.status, report!.deleted], ["loaded", 1]);
      const ids = `('${id("before")}', '${id("after")}')`;
      assert.deepEqual(await values(`SELECT lago_id FROM fees WHERE lago_id IN ${ids} AND _deleted_at IS NULL`), [id("after")]);
      assert.deepEqual(await values(`SELECT _root_lago_id FROM fees__applied_taxes WHERE _root_lago_id IN ${ids} AND _deleted_at IS NULL`), [id("after")]);
    });

    it("do not take a window that comes empty for the end of all rows, since the latest one known lies in it", async () => {
      await loadAt(0, [events]);
      for (const { id } of [...fake.rows("events")]) fake.remove("events", id);
      const [first] = await loadAt(1, [events]);
      assert.deepEqual([first!.status, first!.deleted], ["incomplete", 0]);
    });

    it("keep logs that Lago has dropped because they are old, and mark one that is gone among those it keeps", async () => {
      const logs = () => [...fake.rows("activity_logs")].sort((one, other) => (String(one.keys["logged_at"]) < String(other.keys["logged_at"]) ? -1 : 1));
      await loadAt(0, [activityLogs]);
      const [first, second, , fourth] = logs();
      for (const { id } of [first!, second!, fourth!]) fake.remove("activity_logs", id);
      const [report] = await loadAt(0.1, [activityLogs], { full: true });
      assert.deepEqual([report!.status, report!.deleted], ["loaded", 1]);
      assert.deepEqual(await values("SELECT activity_id FROM activity_logs WHERE _deleted_at IS NOT NULL"), [fourth!.id]);
    });

    it("find the payment of a fee that is older than any window", async () => {
      const fee: JsonObject = { ...copy("fees", oldest("fees")), created_at: time(-200), payment_status: "pending", succeeded_at: null, failed_at: null };
      fake.put("fees", fee);
      await loadAt(0, [fees]);
      fake.put("fees", { ...fee, payment_status: "succeeded", succeeded_at: time(0.5) });
      const [report] = await loadAt(1, [fees]);
      assert.equal(report!.status, "loaded");
      assert.deepEqual(await values(`SELECT payment_status FROM fees WHERE lago_id = '${String(fee["lago_id"])}'`), ["succeeded"]);
    });

    it("leave the cursor where it was when the window could not be read without doubt", async () => {
      await loadAt(0, [events]);
      const before = await cursorRow(events);
      const like = copy("events", fake.rows("events")[0]!.id);
      for (let index = 0; index < 9; index++) fake.put("events", { ...like, transaction_id: `new-${index}`, lago_id: id(`new-${index}`), timestamp: time(0.1 + index / 100) });
      let gone = 0;
      const vanish = () => fake.remove("events", fake.rows("events").find(({ text }) => text.includes(`new-${8 - gone++}`))!.id);
      fake.setFaults([{ path: "/events", page: 2, nth: 1, change: vanish }]);
      const [report] = await loadAt(1, [events], { maxPasses: 1 }, 3);
      assert.equal(report!.status, "incomplete");
      assert.deepEqual(await cursorRow(events), before);
      fake.setFaults([]);
      assert.equal((await loadAt(1.1, [events]))[0]!.status, "loaded");
      assert.notDeepEqual(await cursorRow(events), before);
    });

    it("move a cursor with its rows or not at all", async () => {
      await loadAt(0, [events]);
      const before = await cursorRow(events);
      const stage = await destination.stage(events, { loadId: "torn", loadedAt: day(1) });
      const page = `{"events":[${JSON.stringify({ ...copy("events", fake.rows("events")[0]!.id), transaction_id: "torn", timestamp: time(0.5) })}]}`;
      await stage.add([await stage.read(Buffer.from(page), [])]);
      const torn = () => {
        throw new Error("ended between the rows and the journal");
      };
      await assert.rejects(stage.commit({ sweep: "none", cursor: { reached: time(0.5), lastFullAt: day(1) }, entry: torn }));
      await stage.discard();
      assert.deepEqual(await cursorRow(events), before);
      assert.deepEqual(await values("SELECT count(*) FROM events WHERE transaction_id = 'torn'"), ["0"]);
    });

    it("fill a range without moving the cursor, and sweep nothing", async () => {
      await loadAt(0, [events, addOns]);
      const before = await cursorRow(events);
      const like = copy("events", fake.rows("events")[0]!.id);
      fake.put("events", { ...like, lago_id: id("late"), transaction_id: "late", timestamp: time(-60) });
      const range = { since: new Date(`${date(-61)}T00:00:00Z`), until: new Date(`${date(-59)}T23:59:59.999Z`) };
      const [report, other] = await loadAt(1, [events, addOns], range);
      assert.deepEqual([report!.extent, report!.deleted, other!.extent], [`from ${date(-61)} up to ${date(-59)}, as asked`, 0, "whole list"]);
      assert.deepEqual(await values("SELECT count(*) FROM events WHERE transaction_id = 'late'"), ["1"]);
      assert.deepEqual(await cursorRow(events), before);
    });

    it("refuse borders that are none before they ask Lago, which would leave them out and send everything", async () => {
      await assert.rejects(loadAt(0, [events], { since: day(2), until: day(1) }), ConfigurationError);
      await assert.rejects(loadAt(0, [events], { since: new Date("yesterday") }), ConfigurationError);
      assert.equal(fake.requests.length, 0);
    });

    it("read everything again where somebody has emptied the table", async () => {
      await loadAt(0, [events]);
      await destination.query("DELETE FROM events");
      assert.equal((await loadAt(1, [events]))[0]!.extent, "whole list, for the first time");
    });

    async function loadAt(days: number, resources: readonly Resource[], options: Partial<Parameters<typeof load>[1]> = {}, perPage?: number): Promise<readonly ResourceReport[]> {
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, ...(perPage && { perPage }) });
      return (await load(resources, { lago, destination, now: day(days), ...options })).resources;
    }

    async function values(sql: string): Promise<(string | null)[]> {
      return (await destination.query(sql)).rows.map(([value]) => value!);
    }

    async function cursorRow({ name }: Resource) {
      return (await destination.query(`SELECT reached, last_full_at, load_id FROM _cursors WHERE resource = '${name}'`)).rows[0];
    }

    async function reached(resource: Resource): Promise<string> {
      return (await cursorRow(resource))![0]!;
    }

    function copy(table: TableName, key: string): JsonObject {
      return JSON.parse(fake.rows(table).find((row) => row.id === key)!.text) as JsonObject;
    }

    function oldest(table: "fees" | "invoices"): string {
      const column = table === "fees" ? "created_at" : "issuing_date";
      return [...fake.rows(table)].sort((one, other) => (String(one.keys[column]) < String(other.keys[column]) ? -1 : 1))[0]!.id;
    }
  });
}

/** The day on which a window begins. */
function cursorDay(reached: string, lookback: number): string {
  return new Date(Date.parse(reached.slice(0, 10)) - lookback * DAY).toISOString().slice(0, 10);
}

/** A uuid for a name. */
function id(name: string): string {
  return `00000000-0000-4000-8000-${Buffer.from(name).toString("hex").padStart(12, "0").slice(-12)}`;
}
