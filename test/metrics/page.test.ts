import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { it } from "node:test";
import { readMetrics } from "../../runtime/metrics/read-metrics.ts";
import { writeMetricsPage, writeMetricsReference } from "./metrics-page.ts";

const PAGES = { "docs/metrics.md": writeMetricsPage, "skills/lago-billing-sql/references/metrics.md": writeMetricsReference };

for (const [path, write] of Object.entries(PAGES)) {
  it(`${path} has the definitions of all metrics`, async () => {
    const page = new URL(`../../${path}`, import.meta.url);
    const expected = write(await readMetrics());
    // As for golden files: UPDATE_GOLDEN=1 writes what is made, to be read as a diff.
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(page, expected);
    assert.equal(readFileSync(page, "utf8"), expected);
  });
}
