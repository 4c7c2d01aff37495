import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pipeline } from "node:stream/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Column, ColumnType } from "../../runtime/resource.ts";
import { readColumns } from "../../runtime/rows/column-page.ts";
import { COPY_HEADER, COPY_TRAILER, copyPage, numberRows } from "../../runtime/rows/copy-page.ts";
import { DUCKDB_LIMITS, POSTGRES_LIMITS } from "../../runtime/rows/fit.ts";
import { writeParquet } from "../../runtime/rows/parquet.ts";
import { buildShape } from "../../runtime/rows/shape.ts";
import { listSources } from "../../runtime/rows/sources.ts";
import { testPostgres } from "../databases.ts";

/*
 * Numbers and times become the databases' own bytes here, and not in the databases. So each of many is held against what the database
 * itself makes of its text.
 */
const KINDS: readonly { name: string; type: ColumnType; duckdb: string; postgres: string; make: () => string; edges: readonly string[] }[] = [
  { name: "units", type: "decimal", duckdb: "DECIMAL(38,18)", postgres: "numeric", make: randomDecimal, edges: EDGES() },
  { name: "amount", type: "integer", duckdb: "BIGINT", postgres: "bigint", make: randomInteger, edges: ["0", "-1", "9223372036854775807", "-9223372036854775808", "999999999999999", "4294967296", "-4294967296"] },
  { name: "rate", type: "number", duckdb: "DOUBLE", postgres: "double precision", make: randomNumber, edges: ["0", "-0.0", "0.1", "1e3", "123456.789", "0.30000000000000004", "5e-300"] },
  { name: "paid_at", type: "timestamp", duckdb: "TIMESTAMPTZ", postgres: "timestamptz", make: randomTime, edges: ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z", "2255-06-05T23:47:34.740993Z", "2000-02-29T00:00:00+14:00", "2026-03-01T12:00:00-05:30"] },
  { name: "day", type: "date", duckdb: "DATE", postgres: "date", make: () => randomTime().slice(0, 10), edges: ["0001-01-01", "9999-12-31", "2024-02-29", "1970-01-01", "1999-12-31"] },
];

const ROWS = 3_000;
const rows = Array.from({ length: ROWS }, (_, row) => KINDS.map(({ edges, make }) => edges[row] ?? make()));
const columns: Column[] = KINDS.flatMap(({ name, type }): Column[] => [{ name, type, path: [name] }, { name: `${name}_sent`, type: "text", path: [`${name}_sent`] }]);
const resource = { selector: "values", primaryKey: [], tables: [{ name: "values", arrays: [], columns }] as const };
const page = Buffer.from(JSON.stringify({ values: rows.map((row) => Object.fromEntries(KINDS.flatMap(({ name }, index) => [[name, row[index]], [`${name}_sent`, row[index]]]))) }));

test("DuckDB finds in the columns what it makes of the text itself", async () => {
  const directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
  const shape = buildShape(resource, DUCKDB_LIMITS);
  const { tables } = readColumns(page, shape, [], 0);
  const file = join(directory, "values.parquet");
  await writeFile(file, Buffer.concat(writeParquet(listSources(shape.root, shape.root), [tables[0]!])));
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone = 'UTC'");
  for (const { name, duckdb } of KINDS) {
    const reader = await connection.runAndReadAll(`SELECT ${name}_sent, ${name}::VARCHAR, ${name}_sent::${duckdb}::VARCHAR FROM '${file}' WHERE ${name} IS DISTINCT FROM ${name}_sent::${duckdb} LIMIT 5`);
    assert.deepEqual(reader.getRows(), [], name);
  }
  assert.deepEqual((await connection.runAndReadAll(`SELECT count(*)::INT FROM '${file}'`)).getRows(), [[ROWS]]);
  connection.closeSync();
  await rm(directory, { recursive: true });
});

test("Postgres finds in the rows what it makes of the text itself, to the last zero", async () => {
  const client = new pg.Client(await testPostgres());
  await client.connect();
  await client.query("SET TimeZone = 'UTC'");
  const types = KINDS.map(({ name, postgres }) => `${name} ${postgres}, ${name}_sent text`);
  await client.query(`CREATE TEMP TABLE found (${types.join(", ")}, _extra json, _loaded_at timestamptz, _load_id text, _deleted_at timestamptz, _n bigint)`);
  const { tables } = copyPage(page, buildShape(resource, POSTGRES_LIMITS), [], 0, { loadId: "L", loadedAt: new Date(0) });
  await pipeline([COPY_HEADER, numberRows(tables[0]!, 0), COPY_TRAILER], client.query(copyFrom("COPY pg_temp.found FROM STDIN (FORMAT binary)")));
  for (const { name, postgres } of KINDS) {
    const { rows } = await client.query(`SELECT ${name}_sent, ${name}::text AS found, ${name}_sent::${postgres}::text AS expected FROM found WHERE ${name}::text IS DISTINCT FROM ${name}_sent::${postgres}::text LIMIT 5`);
    assert.deepEqual(rows, [], name);
  }
  const { rows: [count] } = await client.query<{ count: string }>("SELECT count(*) FROM found");
  assert.equal(Number(count!.count), ROWS);
  await client.end();
});

/** What has its limits near: of the words that it is put together from, of fifteen digits, of the column. */
function EDGES(): string[] {
  return [
    ..."0 -0 0.0 -0.0 1 -1 10000 9999 0.0001 0.00001 1048575 1048576 1048577 4294967295.5 999999999999999 -999999999999999 99999999999999999999".split(" "),
    ..."0.999999999999999 -0.999999999999999 1048575.999999999999999 0.000000000000001 12345678901234567890.123456789012345678 0.1234567890123456 0.000000000000000001 -0.999999999999999999 100000000.00010000".split(" "),
  ];
}

/** Up to twenty digits before the point, and eighteen behind it: more are rounded in DuckDB, and kept besides. */
function randomDecimal(): string {
  const whole = randomInt(4) ? randomDigits(1 + randomInt(randomInt(3) ? 8 : 20)).replace(/^0+(?=\d)/, "") : "0";
  const fraction = randomInt(6) ? `.${randomDigits(1 + randomInt(18))}` : "";
  return `${randomInt(3) ? "" : "-"}${whole}${fraction}`;
}

function randomInteger(): string {
  return `${randomInt(3) ? "" : "-"}${randomDigits(1 + randomInt(18)).replace(/^0+(?=\d)/, "")}`;
}

function randomNumber(): string {
  return String(Number(`${randomInt(3) ? "" : "-"}${randomDigits(1 + randomInt(9))}.${randomDigits(1 + randomInt(6))}`));
}

function randomTime(): string {
  const text = new Date(Date.UTC(1 + randomInt(9998), randomInt(12), 1 + randomInt(28), randomInt(24), randomInt(60), randomInt(60)) - (randomInt(2) ? 0 : 1)).toISOString();
  const fraction = randomInt(2) ? `.${randomDigits(1 + randomInt(6))}` : "";
  const zone = ["Z", "+00:00", "+02:00", "-11:30"][randomInt(4)]!;
  return `${text.slice(-24, -5).padStart(19, "0")}${fraction}${zone}`;
}

function randomDigits(length: number): string {
  return Array.from({ length }, () => randomInt(10)).join("");
}

function randomInt(below: number): number {
  return Math.floor(Math.random() * below);
}
