import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { it } from "node:test";
import { readMetrics } from "../../runtime/metrics/read-metrics.ts";
import { writeMetricsPage } from "./metrics-page.ts";

const page = new URL("../../docs/metrics.md", import.meta.url);

it("docs/metrics.md has the definitions of all metrics", async () => {
  const expected = writeMetricsPage(await readMetrics());
  // As for golden files: UPDATE_GOLDEN=1 writes what is made, to be read as a diff.
  if (process.env["UPDATE_GOLDEN"]) writeFileSync(page, expected);
  assert.equal(readFileSync(page, "utf8"), expected);
});
