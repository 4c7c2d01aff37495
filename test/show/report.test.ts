import assert from "node:assert/strict";
import { it } from "node:test";
import { resources } from "../../generated/index.ts";
import { writeReport } from "../../runtime/show/report.ts";
import { DIALECTS } from "../databases.ts";
import { showCompany } from "./shown-company.ts";

for (const dialect of DIALECTS) {
  it(`a report of ${dialect} is one small file that leads nowhere, and the same bytes for the same data`, async () => {
    const { reader, metrics, close } = await showCompany(dialect);
    const write = (pages: readonly string[], anonymous = false) => writeReport({ reader, metrics, resources, anonymous, pages, currency: "USD" });
    const report = await write(["billing", "loads", "checks"]);
    assert.equal(report, await write(["billing", "loads", "checks"]));
    assert.ok(report.length < 300_000, `${report.length} bytes`);
    assert.deepEqual(report.match(/https?:|<script|<link(?! rel="icon" href="data:,")|@import|url\((?!#)|(href|src|action)="(?![#d])[^"]*"/g), null);
    assert.match(report, /<strong>USD<\/strong>/);
    for (const heading of ["Billing", "Loads", "Checks"]) assert.ok(report.includes(`<h1>${heading}</h1>`), heading);
    const names = (await reader.query("SELECT name FROM customers WHERE name IS NOT NULL")).rows.map(([name]) => name!);
    assert.deepEqual(names.filter((name) => name.length > 3 && report.includes(name)).length > 0, true);
    const anonymous = await write(["billing", "loads"], true);
    assert.deepEqual(names.filter((name) => anonymous.includes(`>${name}<`) || anonymous.includes(`>${name} `)), []);
    await assert.rejects(writeReport({ reader, metrics, resources, anonymous: false, pages: ["billing"], currency: "CHF" }), { name: "ConfigurationError", message: /no figures in CHF\. There are some in .*EUR/ });
    await assert.rejects(write(["data"]), { name: "ConfigurationError", message: /no page "data"/ });
    await close();
  });
}

it("a report of many years stays small: charts show the latest months, and say so", async () => {
  const years = "CAST(ascii(substr(CAST(lago_id AS varchar), 1, 1)) % 6 AS integer) * INTERVAL '1 year'";
  const { reader, metrics, close } = await showCompany("duckdb", {
    change: async (query) => {
      await query(`INSERT INTO subscriptions SELECT s.* REPLACE (md5(CAST(s.lago_id AS varchar) || n::varchar)::uuid AS lago_id, s.external_customer_id || n AS external_customer_id, s.started_at - n * INTERVAL '1 month' AS started_at) FROM subscriptions AS s, range(1, 72) AS r (n)`);
      await query(`UPDATE invoices SET issuing_date = CAST(issuing_date - ${years} AS date)`);
    },
  });
  const report = await writeReport({ reader, metrics, resources, anonymous: false, pages: ["billing", "loads", "checks"], currency: undefined });
  await close();
  assert.ok(report.length < 300_000, `${report.length} bytes`);
  assert.match(report, /since 20\d\d-\d\d; earlier months are in the CSV below/);
  assert.match(report, /to 24 months of age/);
});
