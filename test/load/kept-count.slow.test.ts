import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { invoices } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import type { Fault } from "../lago/faults.ts";
import { makeRow } from "../lago/rows.ts";
import { startLago } from "../lago/server.ts";
import { addOn } from "../runtime/add-ons.ts";

const COUNT = 73;
const PER_PAGE = 10;
/** Lago keeps the count of `/invoices` for half an hour, also for other filters: it is that of another list, or of an earlier time. */
const told = (count: number, pages: readonly number[]): Fault[] =>
  pages.map((page) => ({
    path: "/invoices",
    page,
    edit: (body) => body.replace(/"total_count":\d+/, `"total_count":${count}`).replace(/"total_pages":\d+/, `"total_pages":${Math.ceil(count / PER_PAGE)}`).replace(/"next_page":(\d+|null)/, `"next_page":${page * PER_PAGE < count ? page + 1 : null}`),
  }));
const ALL_PAGES = [1, 2, 3, 4, 5, 6, 7, 8];

const CASES: readonly (readonly [name: string, faults: readonly Fault[]])[] = [
  ["too low on the first page, and right on the others", told(3, [1])],
  ["too low on each page", told(3, ALL_PAGES)],
  ["too low in the middle", told(25, [1, 2])],
  ["0", told(0, ALL_PAGES)],
  ["too high on the first page", told(500, [1])],
  ["too high on each page", told(500, ALL_PAGES)],
];

for (const dialect of DIALECTS) {
  describe(`a kept count of a list, into ${dialect}`, () => {
    for (const [name, faults] of CASES) {
      it(`${name}: each record is read, and none is marked as deleted`, async (t) => {
        const database = await newDatabase(dialect);
        t.after(() => database.remove());
        const destination = await database.open();
        t.after(() => destination.close());
        const rows = Array.from({ length: COUNT }, (_, index) => makeRow("invoices", { lago_id: addOn(index).lago_id, issuing_date: `2026-01-${String(1 + (index % 28)).padStart(2, "0")}`, status: "finalized", created_at: addOn(index).created_at }));
        const fake = await startLago({ data: { organization: "{}", tables: { invoices: rows } } });
        t.after(() => fake.close());
        for (const set of [faults, [], faults]) {
          fake.setFaults(set);
          const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: PER_PAGE, retry: { attempts: 2, firstWait: 1 } });
          const { resources: [report] } = await load([invoices], { lago, destination, full: true });
          assert.deepEqual([report!.status, report!.rows, report!.deleted], ["loaded", COUNT, 0], report!.error);
        }
      });
    }
  });
}
