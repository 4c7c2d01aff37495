import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fees } from "../generated/index.ts";
import type { Destination } from "../runtime/destinations/destination.ts";
import { openDestination } from "../runtime/destinations/open.ts";
import { identifier, joinSql, quoted, type Sql, sql } from "../runtime/destinations/sql.ts";
import { bigqueryDialect } from "../runtime/publish/warehouse/dialects/bigquery.ts";
import { findType } from "../runtime/publish/warehouse/column-types.ts";
import { publishToWarehouse } from "../runtime/publish/warehouse/publish-to-warehouse.ts";
import type { Warehouse } from "../runtime/publish/warehouse/warehouse.ts";
import type { ColumnType } from "../runtime/resource.ts";
import { changeNewest, makeFees } from "./working-copy.ts";

/*
 * `npm run bench:bigquery`: the bytes that BigQuery bills for publishing fees, and then for 1 % of them changed, the newest ones. No emulator counts
 * them. So the statements of a real publish are taken, and what each processes is worked out by BigQuery's rules out of the working copy:
 * - Sizes: https://cloud.google.com/bigquery/pricing#data. At least 10 MB for each table that a statement names.
 * - DML: https://cloud.google.com/bigquery/docs/reference/standard-sql/dml-syntax#on-demand_query_size_calculation. A DELETE reads all columns of the
 *   partitions that its condition reaches, and the columns it names; an INSERT what it selects. Load jobs are free.
 */
const ROWS = Number(process.argv.find((arg) => arg.startsWith("--rows="))?.slice("--rows=".length) ?? 200_000);
const MONTHS = 36;

/** Bytes of a value; of text 2 and its length. Null has none. UUIDs are text of 36 characters there. */
const SIZES: Readonly<Partial<Record<ColumnType, number>>> = { integer: 8, number: 8, boolean: 1, timestamp: 8, date: 8, decimal: 32, uuid: 38 };
const LEAST = 10 * 2 ** 20;
const SMALL = new Set(["_published", "_loads"]);

const folder = await mkdtemp(join(tmpdir(), "lago-loader-bench-"));
// What a publish notes of the place is not kept among that of the person who runs this.
process.env["XDG_STATE_HOME"] = folder;
const file = join(folder, "lago.duckdb");
try {
  await makeFees(file, { rows: ROWS, months: MONTHS });
  const place = recordPlace();
  console.log(`${ROWS.toLocaleString("en")} fees of ${MONTHS} months; bytes billed by BigQuery's rules`);
  await report("first publish", place);
  await changeNewest(file);
  await report("1 % changed", place);
} finally {
  await rm(folder, { recursive: true });
}

interface Place {
  readonly to: Warehouse;
  readonly statements: Sql[];
}

/** Keeps what is said to the warehouse, and of it what a next publish asks for. */
function recordPlace(): Place {
  const statements: Sql[] = [];
  const published = new Map<string, (string | null)[]>();
  const dialect = bigqueryDialect("p", "d");
  const run = async (several: readonly Sql[]) => {
    for (const statement of several) {
      statements.push(statement);
      if (!statement.texts[0]!.startsWith("INSERT INTO `p`.`d`.`_published`")) continue;
      const [resource, copy, organization] = statement.values as (string | null)[];
      const [sequence, state] = statement.values.slice(-3) as (string | null)[];
      published.set(resource!, [resource!, copy!, organization!, sequence!, state!]);
    }
  };
  const to: Warehouse = {
    name: "bigquery://p/d",
    dialect,
    run,
    transact: run,
    async ask(statement) {
      statements.push(statement);
      if (statement.texts.join("").includes("MIN(")) return [["2026-12-01 00:00:00+00", "2026-12-31 23:59:59+00"]];
      return statement.texts.join("").includes("`_published`") ? [...published.values()] : [];
    },
    listTables: async () => new Set(published.size > 0 ? ["_published", "_loads", ...fees.tables.map(({ name }) => name)] : []),
    stage: async ({ name }) => quoted(`_stage_${name}`, dialect.quote),
    fill: async () => {},
    clear: async () => {},
    close: async () => {},
  };
  return { to, statements };
}

async function report(what: string, { to, statements }: Place): Promise<void> {
  statements.splice(0);
  const copy = await openDestination(file, { readOnly: true, memoryLimit: "512MB" });
  try {
    const { published } = await publishToWarehouse(copy, [fees], to);
    const sums = { processed: 0, billed: 0, unbounded: 0 };
    for (const statement of statements) {
      const { bounded, whole, tables } = await measure(copy, statement);
      sums.processed += bounded;
      sums.unbounded += whole;
      sums.billed += Math.max(bounded, tables * LEAST);
    }
    const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
    console.log(`${what.padEnd(14)} ${published.map(({ mode, rows }) => `${rows["fees"]?.toLocaleString("en")} rows ${mode}`).join()}: ${statements.length} statements process ${megabytes(sums.processed)}, billed for ${megabytes(sums.billed)} ($${((sums.billed / 2 ** 40) * 6.25).toFixed(5)} at $6.25 a TB); without the range of months they would process ${megabytes(sums.unbounded)}`);
  } finally {
    await copy.close();
  }
}

interface Bytes {
  readonly bounded: number;
  /** As if the condition had no range of months. */
  readonly whole: number;
  /** How many tables it names. */
  readonly tables: number;
}

async function measure(copy: Destination, statement: Sql): Promise<Bytes> {
  // A COUNT(*) and the target of an INSERT are not read.
  const text = statement.texts.join("?").replaceAll(/\(SELECT COUNT\(\*\) FROM [^)]*\)/g, "");
  if (/^(CREATE|ALTER)/.test(text)) return { bounded: 0, whole: 0, tables: 0 };
  const tables = [...new Set([...text.matchAll(/FROM (?:`p`\.`d`\.)?`(\w+)`/g)].map(([, name]) => name!.replace("_stage_", text.startsWith("INSERT") ? "" : "_stage_")))];
  const [target] = tables;
  // Of these, the minimum is what is billed.
  if (target === undefined || SMALL.has(target.replace("_stage_", ""))) return { bounded: 0, whole: 0, tables: tables.length };
  const staged = await sizeOf(copy, target, { changed: true, columns: /^INSERT/.test(text) ? "all" : "match" });
  if (text.startsWith("INSERT")) return { bounded: staged, whole: staged, tables: tables.length };
  const columns = text.startsWith("DELETE") ? "all" : "match";
  const whole = (await sizeOf(copy, target, { columns })) + staged;
  const bounded = text.includes(" BETWEEN ") ? (await sizeOf(copy, target, { columns, range: true })) + staged : whole;
  return { bounded, whole, tables: tables.length };
}

/** Bytes of a table by BigQuery's sizes: of all columns, or of those that a publish compares; of the changed rows, or of the months that they are in. */
async function sizeOf({ query }: Destination, table: string, { columns, changed = false, range = false }: { readonly columns: "all" | "match"; readonly changed?: boolean; readonly range?: boolean }): Promise<number> {
  const found = (await query(sql`SELECT column_name, data_type FROM information_schema.columns WHERE table_catalog = current_database() AND table_name = ${table} AND column_name <> '_hash'`)).rows as [string, string][];
  const compared = found.filter(([name]) => columns === "all" || name === "lago_id" || name === "_root_lago_id" || (name === fees.cursor?.column && table === "fees"));
  const sizes = compared.map(([name, type]) => sql`coalesce(sum(${sizeIn(findType(type), identifier(name))}), 0)`);
  const newest = sql`(SELECT _load_id FROM _loads_latest)`;
  const isChanged = sql`_load_id = ${newest}`;
  const inMonths = sql`date_trunc('month', ${identifier(fees.cursor!.column)}) IN (SELECT date_trunc('month', ${identifier(fees.cursor!.column)}) FROM fees WHERE ${isChanged})`;
  const where = changed ? isChanged : range ? inMonths : sql`TRUE`;
  const { rows } = await query(sql`WITH _loads_latest AS (SELECT load_id AS _load_id FROM _loads ORDER BY sequence DESC LIMIT 1) SELECT ${joinSql(sizes)} FROM ${identifier(table)} WHERE ${where}`);
  return rows[0]!.reduce((sum, bytes) => sum + Number(bytes), 0);
}

function sizeIn(type: ColumnType, column: Sql): Sql {
  const bytes = SIZES[type];
  return bytes === undefined ? sql`2 + strlen(${column}::VARCHAR)` : sql`CASE WHEN ${column} IS NOT NULL THEN ${String(bytes)}::BIGINT END`;
}
