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
