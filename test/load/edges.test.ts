import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { events } from "../../generated/events/events.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { startLago } from "../lago/server.ts";

const id = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const event = (index: number, more: string) => `{"lago_id":"${id(index)}","transaction_id":"t${index}","code":"c","timestamp":"2026-01-01T00:00:00.000Z",${more}}`;
const page = (...records: string[]) => `{"events":[${records.join(",")}],"meta":{"current_page":1,"next_page":null,"prev_page":null,"total_pages":1,"total_count":${records.length}}}`;

/** What JSON allows and a database may not: each in a list with a plain record, which must come through. */
const EDGES: Readonly<Record<string, string>> = {
  "a number that overflows": '"properties":{"x":1e400000}',
  "a number with too many places": '"properties":{"x":1e-20000}',
  "equal keys": '"properties":{"a":1,"a":2}',
  "a value 900 levels deep": `"properties":{"x":${"[".repeat(900)}${"]".repeat(900)}}`,
  "140,000 digits": `"precise_total_amount_cents":"${"1".repeat(140_000)}"`,
  "20,000 places": `"precise_total_amount_cents":"0.${"1".repeat(20_000)}"`,
  "20,000 zeros behind the point": `"precise_total_amount_cents":"1.5${"0".repeat(20_000)}"`,
  "140,000 digits as a number": `"precise_total_amount_cents":${"1".repeat(140_000)}`,
};

for (const dialect of DIALECTS) {
  describe(`what is at the edge of a type, in ${dialect}`, () => {
    for (const [name, member] of Object.entries(EDGES)) {
      it(`${name}: the list is loaded, and nothing of the record is lost`, async () => {
        const { report, rows } = await loadPage(page(event(1, '"properties":{"plain":1.10}'), event(2, member)));
        assert.deepEqual([report.status, report.rows, report.error], ["loaded", 2, undefined]);
        const [key, sent] = /^"(\w+)":(.*)$/s.exec(member)!.slice(1) as [string, string];
        const [properties, amount, extra] = rows[1] as [string | null, string | null, string | null];
        const column = key === "properties" ? properties : amount;
        if (extra === null) assert.equal(same(column!), same(sent));
        else assert.ok(extra.includes(`"${key}":${sent}`), extra.slice(0, 200));
      });
    }

    it("an object whose keys are ids is kept, and a thousand of its keys are reported", async () => {
      const { report, rows } = await loadPage(page(...Array.from({ length: 30 }, (_, index) => event(index, Array.from({ length: 50 }, (_, key) => `"id_${index}_${key}":1`).join(",")))));
      assert.deepEqual([report.status, report.unknown.length], ["loaded", 1000]);
      assert.ok(rows.every(([, , extra]) => Object.keys(JSON.parse(extra!) as object).length === 50));
    });

    it("an answer with a byte order mark, white space and equal keys is loaded, the last of them counts", async () => {
      const body = `\ufeff${page(event(1, '"code":"last","properties":{ "a" : 1 }').replaceAll('":', '" :\r\n\t'))}\n\n`;
      const { report, rows } = await loadPage(body);
      assert.equal(report.status, "loaded");
      assert.deepEqual(report.misfits, { "events.code": 1 });
      assert.equal(JSON.parse(rows[0]![2]!).code, "c");
    });

    async function loadPage(body: string): Promise<{ report: ResourceReport; rows: readonly (readonly (string | null)[])[] }> {
      const database = await newDatabase(dialect);
      const destination = await database.open();
      const fake = await startLago({ data: { organization: "{}", tables: {} }, faults: [{ path: "/events", answer: { status: 200, headers: { "content-type": "application/json" }, body } }] });
      try {
        const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, retry: { attempts: 2, firstWait: 1 } });
        const report = await load([events], { lago, destination });
        const { rows } = await destination.query("SELECT properties, precise_total_amount_cents, _extra FROM events ORDER BY transaction_id");
        return { report: report.resources[0]!, rows };
      } finally {
        await destination.close();
        await database.remove();
        await fake.close();
      }
    }
  });
}

/** The value that a JSON text or a decimal's text stands for. */
function same(text: string): string {
  return text.replace(/[\s"]/g, "").replace(/(\.\d*?)0+$/, "$1");
}
