import { quoteText } from "../../../destinations/duckdb/literals.ts";
import { quoteName } from "../../../destinations/identifiers.ts";
import { joinSql, quoted, type Sql, sql } from "../../../destinations/sql.ts";
import { warehouseType } from "../column-types.ts";
import { AS_STRING, isWideJson, writeJson } from "../json-text.ts";
import { addColumn, deleteAndInsert, nameTable, replaceAll } from "../sentences.ts";
import type { WarehouseDialect, WarehouseTable } from "../warehouse.ts";

/** A VARCHAR of Redshift has so many bytes at most, within a SUPER too. */
const MOST_BYTES = "65535";

/**
 * How Redshift's SQL is written: of what it has in common with Postgres, so that it can be tried on one. Distribution and sort keys are left
 * to Redshift, whose default is AUTO.
 */
export function redshiftDialect(...place: readonly string[]): WarehouseDialect {
  const dialect: WarehouseDialect = {
    warehouse: "redshift",
    quote: quoteName,
    place,
    wholeNumber: sql`DECIMAL(38,0)`,
    // COPY takes Parquet's own types only where they are the column's: times and JSON go as text, and are cast.
    write: { text: writeText, timestamp: (value) => sql`strftime(${value}, ${"%Y-%m-%d %H:%M:%S.%f+00"})`, json: (value) => sql`CASE WHEN strlen(${writeJson(value)}) <= ${MOST_BYTES}::BIGINT THEN ${writeJson(value)} END` },
    lossy: {
      text: { when: (value) => sql`(strlen(${value}) > ${MOST_BYTES}::BIGINT OR contains(${value}, chr(0)))`, what: "cut to 65,535 bytes, or U+0000 as U+2400" },
      json: { when: (value) => sql`(${isWideJson(value)} OR strlen(${value}::VARCHAR) > ${MOST_BYTES}::BIGINT)`, what: `null: more than 65,535 bytes; or ${AS_STRING}` },
    },
    // What Redshift reads for sure.
    packing: "snappy",
    required: true,
    read: { timestamp: (value) => sql`CAST(${value} AS TIMESTAMPTZ)`, json: (value) => sql`JSON_PARSE(${value})` },
    key: (columns) => sql`PRIMARY KEY (${columns})`,
    layout: () => sql``,
    addColumn: (table, column) => sql`ALTER TABLE ${table} ADD COLUMN ${column}`,
    rebuild: (table, source, { retyped }) => {
      const name = nameTable(dialect, table.name);
      const changes = retyped.flatMap((column) => [sql`ALTER TABLE ${name} DROP COLUMN ${quoted(column.name, quoteName)}`, addColumn(dialect, table.name, column)]);
      return [sql`BEGIN`, ...changes, ...replaceAll(dialect, table, source), sql`COMMIT`];
    },
    replaceRows: (table, rows) => replaceAll(dialect, table, rows),
    merge: (table, sources) => deleteAndInsert(dialect, table, sources),
  };
  return dialect;
}

/** The longest beginning that is whole characters. */
function writeText(value: Sql): Sql {
  const text = sql`replace(${value}, chr(0), chr(9216))`;
  const beginning = (bytes: number) => sql`TRY(decode(encode(${text})[1:${String(bytes)}::BIGINT]))`;
  return sql`CASE WHEN strlen(${text}) <= ${MOST_BYTES}::BIGINT THEN ${text} ELSE coalesce(${joinSql([0, 1, 2, 3].map((fewer) => beginning(Number(MOST_BYTES) - fewer)))}) END`;
}

/** Makes a temporary table of an object in S3. `role`: undefined for the cluster's default. COPY takes no parameters: both were checked. */
export function copyObject(staged: Sql, table: WarehouseTable, { object, role }: { readonly object: string; readonly role: string | undefined }): Sql[] {
  const columns = table.columns.map(({ name, type }) => sql`${quoted(name, quoteName)} ${STAGED_AS[type] ?? warehouseType(type, "redshift")}`);
  return [
    sql`DROP TABLE IF EXISTS ${staged}`,
    sql`CREATE TEMP TABLE ${staged} (${joinSql(columns)})`,
    sql`COPY ${staged} FROM ${quoted(object, quoteText)} IAM_ROLE ${role === undefined ? sql`default` : quoted(role, quoteText)} FORMAT AS PARQUET`,
  ];
}

const STAGED_AS: Readonly<Partial<Record<WarehouseTable["columns"][number]["type"], Sql>>> = { timestamp: sql`VARCHAR(40)`, json: sql`VARCHAR(65535)` };
