import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { payments } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import type { Fetch } from "../../runtime/transport/fetch.ts";
import { DIALECTS, useDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import type { JsonObject } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";

const FIRST = Date.parse("2026-11-02T10:00:00Z");
const DAY = 86_400_000;
const day = (days: number) => new Date(FIRST + days * DAY);
const time = (days: number) => `${day(days).toISOString().slice(0, 19)}Z`;

/** Old payments, at most ten a page: 60 of them a day apart, and some of the last days. */
const OLD = Array.from({ length: 60 }, (_, index) => -100 - index);
const RECENT = [-1, -2, -3, -4, -5];

for (const dialect of DIALECTS) {
  describe(`a list that comes newest first and has no filter by time, into ${dialect}`, () => {
    let fake: FakeLago;
    let destination: Destination;
    let like: JsonObject;
    beforeEach(async () => {
      fake = await startLago({ data: makeCompany({ seed: 11, customers: 2, months: 2, eventsPerCharge: 1 }), apiKey: "test-key" });
    });
    useDatabase(dialect, (opened) => void ({ destination } = opened));
    beforeEach(async () => {
      like = JSON.parse(fake.rows("payments")[0]!.text) as JsonObject;
      for (const { id } of [...fake.rows("payments")]) fake.remove("payments", id);
      for (const days of [...OLD, ...RECENT]) pay(days);
    });
    afterEach(() => fake.close());

    it("is read from its first page on, up to the records of before the window", async () => {
      assert.deepEqual(facts(await loadAt(0)), ["loaded", "full", 65, 65, 0, 0]);
      pay(0.5);
      pay(-2, { status: "failed" });
      pay(-150, { status: "failed" });
      const report = await loadAt(1);
      assert.deepEqual(facts(report), ["loaded", "window", 10, 1, 1, 0]);
      assert.ok(report.requests <= 2, `${report.requests} requests`);
      assert.deepEqual(await values("SELECT count(*) FROM payments WHERE status = 'failed'"), ["1"]);
      assert.equal(await reached(), time(0.5));
      assert.deepEqual(facts(await loadAt(9)), ["loaded", "full", 66, 0, 1, 0]);
    });

    it("marks what is gone of the window", async () => {
      await loadAt(0);
      fake.remove("payments", id(-3));
      pay(0.5);
      assert.deepEqual(facts(await loadAt(1)), ["loaded", "window", 10, 1, 0, 1]);
      assert.deepEqual(await values("SELECT lago_id FROM payments WHERE _deleted_at IS NOT NULL"), [id(-3)]);
    });

    it("gets a full refresh if its count differs from the known rows, which also marks deletions before the window", async () => {
      await loadAt(0);
      fake.remove("payments", id(-120));
      const report = await loadAt(1);
      assert.deepEqual(facts(report), ["loaded", "full", 64, 0, 0, 1]);
      assert.equal(report.extent, "whole list, since Lago counts 64, and 65 are known");
      assert.equal((await loadAt(2)).scope, "window");
    });

    it("gets a full refresh if a record from before the window arrives", async () => {
      await loadAt(0);
      pay(-130.5);
      assert.deepEqual(facts(await loadAt(1)), ["loaded", "full", 66, 1, 0, 0]);
      assert.equal((await loadAt(2)).scope, "window");
    });

    it("is read to its end where it comes in another order", async () => {
      await loadAt(0);
      pay(0.5);
      const report = await loadAt(1, {}, reversed);
      assert.deepEqual(facts(report), ["loaded", "full", 66, 1, 0, 0]);
      assert.equal(report.extent, "whole list, which does not come newest first");
    });

    it("is trusted if records arrive while it is read; without a count it gets a full refresh", async () => {
      await loadAt(0);
      fake.setFaults([{ path: "/payments", page: 1, nth: 1, change: () => pay(0.9) }]);
      assert.deepEqual(facts(await loadAt(1)).slice(0, 2), ["loaded", "window"]);
      fake.setFaults([]);
      assert.deepEqual(facts(await loadAt(2)).slice(0, 2), ["loaded", "window"]);
      const uncounted = await loadAt(3, {}, withoutCount);
      assert.deepEqual(facts(uncounted).slice(0, 4), ["loaded", "full", 66, 0]);
    });

    it("can be asked for from a day on, also where the table has nothing of before", async () => {
      const report = await loadAt(0, { since: day(-4) });
      assert.deepEqual([report.status, report.scope, report.extent], ["loaded", "range", `from ${time(-4).slice(0, 10)}, as asked`]);
      assert.deepEqual(await values(`SELECT count(*) FROM payments WHERE created_at >= '${time(-4)}'`), ["4"]);
      assert.equal((await loadAt(1)).extent, "whole list, for the first time");
    });

    function pay(days: number, change: JsonObject = {}): void {
      fake.put("payments", { ...like, lago_id: id(days), created_at: time(days), ...change });
    }

    async function loadAt(days: number, options: Partial<Parameters<typeof load>[1]> = {}, fetch?: Fetch): Promise<ResourceReport> {
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: 10, ...(fetch && { fetch }) });
      return (await load([payments], { lago, destination, now: day(days), ...options })).resources[0]!;
    }

    async function values(sql: string): Promise<(string | null)[]> {
      return (await destination.query(sql)).rows.map(([value]) => value!);
    }

    async function reached(): Promise<string> {
      return (await values("SELECT reached FROM _cursors WHERE resource = 'payments'"))[0]!;
    }
  });
}

function facts({ status, scope, rows, inserted, updated, deleted }: ResourceReport): unknown[] {
  return [status, scope, rows, inserted, updated, deleted];
}

/** A uuid for the payment of a day. */
function id(days: number): string {
  return `00000000-0000-4000-8000-${String(Math.round(Math.abs(days) * 10)).padStart(12, "0")}`;
}

/** Of each page, the oldest record first. */
const reversed: Fetch = rewrite((answer) => ({ ...answer, payments: [...(answer["payments"] as JsonObject[])].reverse() }));

const withoutCount: Fetch = rewrite(({ meta, ...answer }) => ({ ...answer, meta: { ...(meta as JsonObject), total_count: null, total_pages: null } }));

function rewrite(change: (answer: JsonObject) => JsonObject): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    const text = await response.text();
    const body = text.includes('"payments"') ? JSON.stringify(change(JSON.parse(text) as JsonObject)) : text;
    return new Response(body, { status: response.status, headers: { "content-type": "application/json" } });
  };
}
