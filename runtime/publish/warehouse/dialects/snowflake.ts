import { quoteText } from "../../../destinations/duckdb/literals.ts";
import { quoteName } from "../../../destinations/identifiers.ts";
import { joinSql, quoted, type Sql, sql } from "../../../destinations/sql.ts";
import { warehouseType } from "../column-types.ts";
import { AS_STRING, isWideJson, writeJson } from "../json-text.ts";
import { defineColumns, deleteAndInsert, listNames, nameTable, replaceAll } from "../sentences.ts";
import type { WarehouseDialect, WarehouseTable } from "../warehouse.ts";

/**
 * How Snowflake's SQL is written. Names are in capitals, which who does not quote gets. No CLUSTER BY: reclustering is billed all day, and
 * rows are staged in the order of the cursor, which micro-partitions keep.
 */
export function snowflakeDialect(...place: readonly string[]): WarehouseDialect {
  const dialect: WarehouseDialect = {
    warehouse: "snowflake",
    quote: (name) => `"${name.toUpperCase().replaceAll('"', '""')}"`,
    place,
    // With a place: fakesnow has 64 bits for those without.
    wholeNumber: sql`NUMBER(38,1)`,
    // As text, which COPY casts exactly: a number that goes through a VARIANT may become a double.
    write: { integer: asText, decimal: asText, timestamp: (value) => sql`strftime(${value}, ${"%Y-%m-%dT%H:%M:%S.%f+00:00"})`, json: writeJson },
    lossy: { json: { when: isWideJson, what: AS_STRING } },
    read: {},
    packing: "zstd",
    required: true,
    key: (columns) => sql`PRIMARY KEY (${columns}) NOT ENFORCED`,
    layout: () => sql``,
    addColumn: (table, column) => sql`ALTER TABLE ${table} ADD COLUMN ${column}`,
    rebuild: (table, source, { kept }) => {
      const all = { ...table, columns: [...table.columns, ...kept] };
      const values = [...table.columns.map(({ name }) => quoted(name, dialect.quote)), ...kept.map(({ type }) => sql`CAST(NULL AS ${warehouseType(type, "snowflake")})`)];
      return [sql`CREATE OR REPLACE TABLE ${nameTable(dialect, table.name)} ${defineColumns(dialect, all)} COPY GRANTS\nAS SELECT ${joinSql(values)} FROM ${source} AS s`];
    },
    replaceRows: (table, rows) => replaceAll(dialect, table, rows),
    merge: (table, sources) => deleteAndInsert(dialect, table, sources),
  };
  return dialect;
}

const WRITTEN_AS_TEXT: ReadonlySet<string> = new Set(["integer", "decimal", "timestamp"]);

function asText(value: Sql): Sql {
  return sql`${value}::VARCHAR`;
}

/** A column of a staged file as the table takes it. */
function readStaged({ name, type }: WarehouseTable["columns"][number]): Sql {
  // The file has the names as they are.
  const value = sql`$1:${quoted(name, quoteName)}`;
  if (type === "json") return sql`PARSE_JSON(${value}::VARCHAR)`;
  return sql`CAST(${WRITTEN_AS_TEXT.has(type) ? sql`${value}::VARCHAR` : value} AS ${warehouseType(type, "snowflake")})`;
}

/** Brings a file to a stage, and from there into a table. */
export function copyFile(target: Sql, table: WarehouseTable, { file, stage }: { readonly file: string; readonly stage: Sql }): Sql[] {
  const { quote } = snowflakeDialect();
  const columns = listNames(table.columns.map((column) => column.name), quote);
  return [
    sql`PUT ${quoted(`file://${file.replaceAll("\\", "/")}`, quoteText)} ${stage} AUTO_COMPRESS=FALSE OVERWRITE=TRUE`,
    sql`COPY INTO ${target} (${columns}) FROM (SELECT ${joinSql(table.columns.map((column) => readStaged(column)))} FROM ${stage}) FILE_FORMAT=(TYPE=PARQUET)`,
  ];
}
