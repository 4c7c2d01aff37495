import assert from "node:assert/strict";
import { test } from "node:test";
import type { ColumnType } from "../../runtime/resource.ts";
import { DUCKDB_LIMITS, fit, type Limits, POSTGRES_LIMITS } from "../../runtime/rows/fit.ts";
import { findPlainEnd, TYPE_CODES, viewOf } from "../../runtime/rows/plain.ts";

const FITS = "as sent";
const KEPT = null;

/** [type, value as sent, what the column is given, whether `_extra` keeps the value] */
const cases: [ColumnType, string, string | null, boolean?][] = [
  ["text", '"plain"', FITS],
  ["text", "12", '"12"'],
  ["text", "1.10", '"1.10"'],
  ["text", "true", '"true"'],
  ["text", '{"a":1}', KEPT],
  ["text", '"emoji \\ud83d\\ude00"', FITS],
  ["text", '"half \\ud83d a pair"', '"half \\ufffd a pair"', true],
  ["text", '"\\\\ud83d is text"', FITS],
  ["integer", "9007199254740993", FITS],
  ["integer", "9223372036854775807", FITS],
  ["integer", "-9223372036854775808", FITS],
  ["integer", "9223372036854775808", KEPT],
  ["integer", "1.5", KEPT],
  ["integer", "10.0", "10"],
  ["integer", "1e3", "1000"],
  ["integer", '"1000"', "1000"],
  ["integer", '"10.0"', "10"],
  ["integer", '"007"', KEPT],
  ["integer", "true", KEPT],
  ["decimal", '"12.50"', FITS],
  ["decimal", "12.5", '"12.5"'],
  ["decimal", "1234567890.1234567890123", '"1234567890.1234567890123"'],
  ["decimal", '"1e-7"', '"0.0000001"'],
  ["decimal", '"abc"', KEPT],
  ["decimal", '""', KEPT],
  ["number", "20.0", FITS],
  ["number", '"10.0"', "10"],
  ["number", "0.1234567890123456789", FITS],
  ["number", '"0.1234567890123456789"', KEPT],
  ["number", "9007199254740993", KEPT],
  ["number", "1152921504606846976", FITS],
  ["number", "1e400", KEPT],
  ["number", "1e-400", KEPT],
  ["boolean", "true", FITS],
  ["boolean", '"false"', "false"],
  ["boolean", "1", KEPT],
  ["uuid", '"1a901a90-1a90-1a90-1a90-1a901a901a90"', FITS],
  ["uuid", '"1A901A90-1A90-1A90-1A90-1A901A901A90"', '"1A901A90-1A90-1A90-1A90-1A901A901A90"', true],
  ["uuid", '"org-sub-txid-1714564800"', KEPT],
  ["timestamp", '"2024-05-01T12:00:00Z"', FITS],
  ["timestamp", '"2024-02-29T12:00:00.123Z"', FITS],
  ["timestamp", '"2024-05-01T12:00:00.123456+02:00"', FITS],
  ["timestamp", '"2024-05-01T12:00:00.1234567Z"', KEPT],
  ["timestamp", '"2024-05-01T12:00:00.1234560Z"', '"2024-05-01T12:00:00.123456Z"'],
  ["timestamp", '"2024-05-01T12:00:00"', '"2024-05-01T12:00:00Z"'],
  ["timestamp", '"2024-05-01"', '"2024-05-01T00:00:00Z"'],
  ["timestamp", '"2024-02-30T12:00:00Z"', KEPT],
  ["timestamp", '"2024-05-01T24:00:00Z"', KEPT],
  ["timestamp", "1714564800", KEPT],
  ["date", '"2024-02-29"', FITS],
  ["date", '"2023-02-29"', KEPT],
  ["date", '"0000-01-01"', KEPT],
  ["date", '"2024-05-01T12:00:00Z"', KEPT],
  ["json", '{"a":[1.10,null]}', FITS],
];

for (const [type, sent, given, keep = given === KEPT] of cases) {
  const outcome = given === FITS ? "goes in as sent" : `${given === KEPT ? "leaves NULL" : `becomes ${given}`}${keep ? ", kept in _extra" : ""}`;
  test(`${type}: ${sent} ${outcome}`, () => {
    assert.deepEqual(judge(type, sent, DUCKDB_LIMITS), given === FITS ? undefined : { json: given, keep });
  });
}

test("a decimal of 40 digits is rounded into DuckDB's column and kept, and goes into Postgres's as it is", () => {
  const sent = '"1234567890123456789.123456789012345678901"';
  assert.deepEqual(judge("decimal", sent, DUCKDB_LIMITS), { json: sent, keep: true });
  assert.equal(judge("decimal", sent, POSTGRES_LIMITS), undefined);
});

test("a decimal beyond Postgres's numeric leaves NULL and is kept; zeros too many do not count", () => {
  const digits = (count: number) => "7".repeat(count);
  assert.equal(judge("decimal", `"${digits(131_072)}.${digits(16_383)}"`, POSTGRES_LIMITS), undefined);
  for (const sent of [`"${digits(131_073)}"`, `"0.${digits(16_384)}"`, `${digits(140_000)}`, `"${digits(1_000_000)}"`]) assert.deepEqual(judge("decimal", sent, POSTGRES_LIMITS), { json: null, keep: true });
  assert.deepEqual(judge("decimal", `"1.5${"0".repeat(20_000)}"`, POSTGRES_LIMITS), { json: '"1.5"', keep: false });
  assert.deepEqual(judge("decimal", "12.50e1", POSTGRES_LIMITS), { json: '"125"', keep: false });
  assert.deepEqual(judge("decimal", "-125e-4", POSTGRES_LIMITS), { json: '"-0.0125"', keep: false });
});

test("what jsonb would refuse or drop is kept in _extra", () => {
  const json = (sent: string) => judge("json", sent, POSTGRES_LIMITS);
  for (const sent of ["[1,2.50,-3e5]", '{"a":1,"b":{"a":2}}', '[{"a":1},{"a":1}]', '"a"', "{}", `{"a":${"9".repeat(1000)}}`, '{"a":"a","b":"a"}']) assert.equal(json(sent), undefined, sent);
  for (const sent of ['{"x":1e400000}', '[1e-20000]', `{"x":[-${"9".repeat(131_073)}]}`, `0.${"1".repeat(16_384)}`, "1E+131072"]) assert.deepEqual(json(sent), { json: null, keep: true }, sent);
  const many = Array.from({ length: 50 }, (_, index) => `"key ${index % 49}":${index}`).join(",");
  for (const sent of ['{"a":1,"a":2}', '[{"b":{"a":1,"\\u0061":2}}]', `{${many}}`]) assert.deepEqual(json(sent), { json: sent, keep: true }, sent);
  assert.equal(judge("json", '{"a":1,"a":1e400000}', DUCKDB_LIMITS), undefined);
});

test("a number of a megabyte is looked at in a moment, whatever its digits", () => {
  const begun = performance.now();
  for (const type of ["integer", "decimal", "number", "json", "timestamp"] as const) {
    for (const sent of [`"0.${"0".repeat(1e6)}1"`, `0.${"0".repeat(1e6)}1`, "9".repeat(1e6), `"1${"0".repeat(1e6)}x"`, `1e${"0".repeat(1e6)}1`]) judge(type, sent, POSTGRES_LIMITS);
  }
  // The square of a million steps would take hours.
  assert.ok(performance.now() - begun < 60_000);
});

test("a decimal too large for DuckDB's column leaves it NULL, also when only rounding makes it so", () => {
  for (const sent of [`"${"9".repeat(24)}"`, `"${"9".repeat(23)}.${"9".repeat(16)}"`]) {
    assert.deepEqual(judge("decimal", sent, DUCKDB_LIMITS), { json: null, keep: true });
  }
});

test("U+0000 fits DuckDB; Postgres stores U+2400 and keeps the escape", () => {
  const sent = '"a\\u0000b"';
  assert.equal(judge("text", sent, DUCKDB_LIMITS), undefined);
  assert.deepEqual(judge("text", sent, POSTGRES_LIMITS), { json: '"a\\u2400b"', keep: true });
  assert.deepEqual(judge("json", `{"k":${sent}}`, POSTGRES_LIMITS), { json: '{"k":"a\\u2400b"}', keep: true });
});

test("what is plain at a glance also fits at a close look, and ends where it ends", () => {
  let plain = 0;
  for (const [type, sent, given] of cases) {
    const bytes = Buffer.from(`${sent},`);
    const end = findPlainEnd(TYPE_CODES[type], bytes, viewOf(bytes), 0);
    if (end === 0) continue;
    plain++;
    assert.deepEqual([given, end], [FITS, sent.length], `${type} ${sent}`);
  }
  assert.ok(plain >= 5);
});

test("with any other byte in any place, too", () => {
  const samples: [ColumnType, string][] = [
    ["uuid", '"1a901a90-bcde-4f23-9567-8a9fedcb0190"'],
    ["timestamp", '"2024-12-31T23:59:59Z"'],
    ["timestamp", '"2021-02-28T00:07:40.123456+00:00"'],
    ["date", '"2019-10-30"'],
    ["boolean", "true"],
    ["boolean", "false"],
    ["decimal", '"-12.50"'],
    ["integer", "-120"],
  ];
  for (const [type, sample] of samples) {
    let plain = 0;
    for (let at = 0; at < sample.length; at++) {
      for (let byte = 0x20; byte < 0x7f; byte++) {
        if (byte === 0x5c) continue;
        const sent = `${sample.slice(0, at)}${String.fromCharCode(byte)}${sample.slice(at + 1)}`;
        const bytes = Buffer.from(`${sent},`);
        const end = findPlainEnd(TYPE_CODES[type], bytes, viewOf(bytes), 0);
        // What ends earlier is no JSON.
        if (end !== sent.length) continue;
        plain++;
        assert.equal(judge(type, sent, DUCKDB_LIMITS), undefined, `${type} ${sent}`);
      }
    }
    assert.ok(plain >= sample.length, `${type} ${sample}`);
  }
});

function judge(type: ColumnType, sent: string, limits: Limits) {
  const bytes = Buffer.from(sent);
  return fit(type, bytes, 0, bytes.length, sent.includes("\\u"), limits);
}
