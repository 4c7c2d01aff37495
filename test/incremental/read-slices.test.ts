import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { events, fees } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import { DIALECTS, newDatabase, useDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { startLago } from "../lago/server.ts";
import { type LongList, type LongListOptions, makeLongList, makeTimes } from "./long-list.ts";

const NOW = new Date("2026-11-22T09:30:00Z");
const START = Date.UTC(2026, 2, 1);
const END = NOW.getTime() - 60_000;
/** Around every second at which slices of some hours are cut: the last moment before it, itself, the first within it. */
const BORDERS = Array.from({ length: 200 }, (_, index) => (Math.ceil(START / 1000 / 2 ** 16) + index) * 2 ** 16 * 1000).flatMap((border) => [border - 1, border, border + 1]);
const TIMES = [...makeTimes(2_400, START, END), ...BORDERS].sort((one, other) => one - other);
/** 3,000 events on pages of 10 would be 300 pages. */
const LONG: LongListOptions = { times: TIMES, perPage: 10 };

for (const dialect of DIALECTS) {
  describe(`a list of more than a hundred pages, loaded into ${dialect}`, () => {
    let destination: Destination;
    useDatabase(dialect, (opened) => void ({ destination } = opened));

    it("is read in slices: no page is deeper than the hundredth, no record is lost or doubled at a border", async () => {
      const list = makeLongList(LONG);
      const report = await loadEvents(list);
      assert.deepEqual([report.status, report.rows, report.passes, report.total_count], ["loaded", 3_000, 1, 3_000]);
      assert.deepEqual(await readTable(), [["3000", "3000"]]);
      assert.ok(deepest(list) <= 100, `page ${deepest(list)}`);
      // Both slices of a border asked for it, and something fell on it.
      const borders = new Set(list.asked.flatMap(({ to }) => to ?? []));
      const onBorders = BORDERS.filter((time) => borders.has(new Date(time).toISOString().replace(".000", "")));
      assert.ok(onBorders.length >= 3, "no record lay on a border, so this shows nothing");
    });

    it("is read page by page where records have no time, which no slice would bring", async () => {
      const list = makeLongList({ ...LONG, times: TIMES.slice(0, 1_200), timeless: 2 });
      const report = await loadEvents(list);
      assert.deepEqual([report.status, report.rows], ["loaded", 1_202]);
      assert.ok(deepest(list) > 100);
    });

    it("is read page by page where Lago does not know the filters, and would answer each slice with the whole list", async () => {
      const list = makeLongList({ ...LONG, deaf: true });
      const report = await loadEvents(list);
      assert.deepEqual([report.status, report.rows, report.passes], ["loaded", 3_000, 1]);
      assert.ok(list.asked.length < 310, `${list.asked.length} requests`);
    });

    it("may grow while it is read: the newest records are there, and nothing is read twice for them", async () => {
      let added = 0;
      const onAsked: LongListOptions["onAsked"] = ({ from, to }, list) => {
        if (from && to && added < 50) list.add(NOW.getTime() + added++);
      };
      const list = makeLongList({ ...LONG, onAsked });
      const report = await loadEvents(list);
      assert.deepEqual([report.status, report.passes, added], ["loaded", 1, 50]);
      assert.ok(report.rows >= 3_000);
    });

    it("is read in slices by a window too, when much has come since the last load", async () => {
      const known = TIMES.slice(0, 1_500);
      const list = makeLongList({ ...LONG, times: known });
      await loadEvents(list, { now: new Date(known.at(-1)! + 1_000) });
      const asked = list.asked.length;
      TIMES.slice(1_500).forEach((time) => list.add(time));
      const report = await loadEvents(list, { maxAge: Infinity });
      assert.match(report.extent!, /^window from 2026-/);
      assert.equal(report.status, "loaded");
      assert.ok(report.rows > 1_500 && report.rows < 1_800, `${report.rows} rows`);
      assert.deepEqual(await readTable(), [["3000", "3000"]]);
      assert.ok(Math.max(...list.asked.slice(asked).map(({ page }) => page)) <= 100);
      assert.ok(list.asked.slice(asked).every(({ from }) => from !== null), "a window asks for nothing before it");
    });

    it("is not asked again for slices that a load had read which was ended", async () => {
      const stop = new AbortController();
      const ended = makeLongList({ ...LONG, onAsked: (_, { asked }) => void (asked.length === 200 && stop.abort(new Error("ended"))) });
      await assert.rejects(loadEvents(ended, { signal: stop.signal }), /ended/);
      assert.deepEqual(await destination.query("SELECT count(*) FROM events").then(({ rows }) => rows), [["0"]]);
      const list = makeLongList(LONG);
      const report = await loadEvents(list);
      assert.deepEqual([report.status, report.rows], ["loaded", 3_000]);
      assert.ok(report.resumed > 50, `${report.resumed} pages resumed`);
      assert.deepEqual(await readTable(), [["3000", "3000"]]);
    });

    it("is cut into larger slices once larger pages are known, in the same places by a load that resumes", async () => {
      const large: LongListOptions = { times: makeTimes(40_000, START, END), perPage: "auto" };
      const stop = new AbortController();
      const ended = makeLongList({ ...large, onAsked: ({ page, perPage }) => void (perPage === 1_000 && page === 12 && stop.abort(new Error("ended"))) });
      await assert.rejects(loadEvents(ended, { signal: stop.signal }), /ended/);
      const list = makeLongList(large);
      const report = await loadEvents(list);
      assert.deepEqual([report.status, report.rows, report.passes], ["loaded", 40_000, 1]);
      assert.deepEqual(await readTable(), [["40000", "40000"]]);
      const slices = new Set([...ended.asked, ...list.asked].filter(({ perPage }) => perPage > 1).map(({ from, to }) => `${from} ${to}`));
      assert.ok(slices.size <= 4, `${slices.size} slices`);
      assert.ok(report.resumed > 10, `${report.resumed} pages resumed`);
      const pages = [...ended.asked, ...list.asked].filter(({ perPage }) => perPage > 1).length;
      assert.ok(pages <= 40 + 8 + 12, `${pages} pages, of which the load that was ended may have had a dozen on their way`);
    });

    async function loadEvents({ lago }: LongList, options: Partial<Parameters<typeof load>[1]> = {}): Promise<ResourceReport> {
      const { resources } = await load([events], { lago, destination, now: NOW, ...options });
      return resources[0]!;
    }

    async function readTable() {
      return (await destination.query("SELECT count(*), count(DISTINCT transaction_id) FROM events WHERE _deleted_at IS NULL")).rows;
    }
  });
}

describe("fees, whose count Lago keeps for half an hour", () => {
  it("are counted anew once where they are few", async () => {
    const fake = await startLago({ data: makeCompany({ seed: 11, customers: 6, months: 6 }), apiKey: "test-key" });
    const database = await newDatabase("duckdb");
    const destination = await database.open();
    try {
      await load([fees], { lago: createLago({ apiKey: "test-key", baseUrl: fake.url }), destination, now: NOW });
      const pages = fake.requests.filter(({ path }) => path.endsWith("/fees")).map(({ query }) => Number(query.get("page")));
      assert.equal(pages.filter((page) => page > 1_000).length, 1, pages.join(", "));
    } finally {
      await destination.close();
      await database.remove();
      await fake.close();
    }
  });

  it("are counted again for each slice, by requesting a page behind its end", async () => {
    const fake = await startLago({ data: makeCompany({ seed: 11, customers: 6, months: 6 }), apiKey: "test-key" });
    const database = await newDatabase("duckdb");
    const destination = await database.open();
    try {
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: 1 });
      const { resources } = await load([fees], { lago, destination, now: NOW });
      const sent = fake.list("/fees").length;
      assert.ok(sent > 100, `${sent} fees are no list to cut`);
      assert.deepEqual([resources[0]!.status, resources[0]!.rows], ["loaded", sent]);
      const pages = fake.requests.filter(({ query }) => query.get("per_page") === "1").map(({ query }) => Number(query.get("page")));
      assert.ok(Math.max(...pages) <= 100, `page ${Math.max(...pages)}`);
    } finally {
      await destination.close();
      await database.remove();
      await fake.close();
    }
  });
});

/** Rows are counted by asking for one. */
function deepest({ asked }: LongList): number {
  return Math.max(...asked.map(({ page }) => page));
}
