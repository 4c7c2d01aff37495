import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { buildQuery } from "../../runtime/metrics/build-query.ts";
import { decimalsOf, trimAmount } from "../../runtime/metrics/currency.ts";
import { parseMetric } from "../../runtime/metrics/parse-metric.ts";
import { findMetric, readMetrics } from "../../runtime/metrics/read-metrics.ts";

const HEADER = "-- title: T\n-- definition: D.\n-- unit: u\n-- time: month\n-- dimensions: plan, customer\n-- caveats: C.\n";
const BODY = "SELECT t.month, t.currency /* by */, sum(x) AS x\nFROM t\nGROUP BY t.month, t.currency /* by */\nORDER BY t.month, t.currency /* by */";

describe("a file of metrics/", () => {
  it("is refused with its name when a line of the header is missing, misspelt or no key", () => {
    assert.throws(() => parseMetric("m", "-- title: T\nSELECT 1"), /metrics\/m\.sql has no line "-- definition: …"/);
    assert.throws(() => parseMetric("m", `-- titel: T\n${BODY}`), /metrics\/m\.sql: the line "-- titel: T"/);
    assert.throws(() => parseMetric("m", `-- just a remark\n${BODY}`), /metrics\/m\.sql: the line/);
  });

  it("has a query that ends in an ORDER BY, parts that are there, and a comment in place of each dimension", async () => {
    const { metrics, parts } = await readMetrics();
    assert.ok(metrics.size >= 20);
    for (const { name, sql, parts: used, dimensions, time } of metrics.values()) {
      assert.match(sql.trimEnd().split("\n").at(-1)!, /^ORDER BY /, name);
      for (const part of used) assert.ok(parts.has(part), `${name} builds on ${part}, which is not there`);
      assert.equal(sql.includes("/* by */"), dimensions.length > 0, `${name}: dimensions in the header and in the query`);
      if (time !== undefined) assert.match(sql, new RegExp(`\\b${time}\\b`), name);
    }
  });
});

describe("the query of a metric", () => {
  const metric = parseMetric("m", HEADER + BODY);

  it("takes a dimension into all three clauses, and none that the header does not name", () => {
    const { sql } = buildQuery(metric, new Map(), { by: ["plan"] });
    assert.equal(sql.match(/t\.currency, plan/g)?.length, 3);
    assert.throws(() => buildQuery(metric, new Map(), { by: ["1; DROP TABLE t"] }), /cannot be broken down by .* It has plan, customer\./);
  });

  it("takes filters as parameters, never as text", () => {
    const { sql, values } = buildQuery(metric, new Map(), { currency: "E'; DROP TABLE t; --", from: "2026-01-01", to: "2026-02-01" });
    assert.ok(!sql.includes("DROP"));
    assert.deepEqual(values, ["E'; DROP TABLE t; --", "2026-01-01", "2026-02-01"]);
    assert.match(sql, /WHERE currency = CAST\(\$1 AS varchar\) AND month >= CAST\(\$2 AS date\) AND month <= CAST\(\$3 AS date\)\nORDER BY month, currency/);
  });

  it("refuses a filter that the metric has no column for", async () => {
    const metrics = await readMetrics();
    assert.throws(() => buildQuery(findMetric(metrics, "usage"), metrics.parts, { currency: "EUR" }), /usage has no currency/);
    assert.throws(() => buildQuery(findMetric(metrics, "top_debtors"), metrics.parts, { from: "2026-01-01" }), /a figure of one moment/);
    assert.throws(() => findMetric(metrics, "mmr"), /There is no metric "mmr"\. Did you mean mrr\?/);
  });
});

describe("amounts", () => {
  it("have the decimals of their currency, and keep each digit that is not zero", () => {
    assert.deepEqual([trimAmount("885.0000", "EUR"), trimAmount("885.0000", "JPY"), trimAmount("885.1230", "KWD"), trimAmount("0.0050", "EUR"), trimAmount("-3.2000", "MGA")], ["885.00", "885", "885.123", "0.005", "-3.2"]);
  });

  it("are worth the same wherever currencies without two decimals are listed: SQL, TypeScript, dbt and the notebooks", async () => {
    const { parts } = await readMetrics();
    const worths = new Map([...parts.get("money")!.matchAll(/\('([A-Z]{3})', ([\d.]+)\)/g)].map(([, currency, worth]) => [currency!, Number(worth)]));
    assert.equal(worths.size, 27);
    for (const currency of Intl.supportedValuesOf("currency")) assert.equal(decimalsOf(currency), decimalsIn(worths.get(currency) ?? 0.01), currency);
    for (const file of ["dbt/macros/worth.sql", "examples/notebooks/billing.py", "examples/notebooks/billing.ipynb"]) {
      const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
      const listed = [...text.matchAll(/(?:in \(|= )('[A-Z]{3}'(?:, '[A-Z]{3}')*)\)? then ([\d.]+)/gi)].flatMap(([, currencies, worth]) => currencies!.replaceAll("'", "").split(", ").map((currency) => [currency, Number(worth)] as const));
      assert.deepEqual(new Map(listed), worths, file);
    }
  });
});

function decimalsIn(worth: number): number {
  return String(worth).split(".")[1]?.length ?? 0;
}
