import { joinSql, quoted, sql } from "../../../destinations/sql.ts";
import { warehouseType } from "../column-types.ts";
import { deleteAndInsert, listNames, nameTable, readColumns, replaceAll } from "../sentences.ts";
import type { WarehouseDialect } from "../warehouse.ts";

/** How BigQuery's SQL is written. `project` and `dataset`: where its tables are. */
export function bigqueryDialect(...place: readonly string[]): WarehouseDialect {
  const dialect: WarehouseDialect = {
    warehouse: "bigquery",
    quote: (name) => `\`${name.replace(/[\\`]/g, (character) => `\\${character}`)}\``,
    place,
    wholeNumber: sql`NUMERIC`,
    write: {},
    lossy: {},
    read: {},
    bounded: true,
    packing: "zstd",
    // Nobody can load Parquet of DuckDB into a REQUIRED column: its columns are all nullable.
    required: false,
    key: (columns) => sql`PRIMARY KEY (${columns}) NOT ENFORCED`,
    layout: ({ cursor, key }) => {
      const by = cursor && sql`\nPARTITION BY ${cursor.type === "date" ? sql`DATE_TRUNC` : sql`TIMESTAMP_TRUNC`}(${quoted(cursor.name, dialect.quote)}, MONTH)`;
      const clustered = key.slice(0, MOST_CLUSTERED);
      return sql`${by ?? sql``}${clustered.length > 0 ? sql`\nCLUSTER BY ${listNames(clustered, dialect.quote)}` : sql``}`;
    },
    addColumn: (table, column) => sql`ALTER TABLE ${table} ADD COLUMN ${column}`,
    rebuild: (table, source, { kept, redated }) => {
      const name = nameTable(dialect, table.name);
      const values = table.columns.map((column, index) => sql`${readColumns(dialect, table)[index]!} AS ${quoted(column.name, dialect.quote)}`);
      const others = kept.map((column) => sql`CAST(NULL AS ${warehouseType(column.type, "bigquery")}) AS ${quoted(column.name, dialect.quote)}`);
      const keys = table.key.length > 0 ? [sql`ALTER TABLE ${name} ADD ${dialect.key(listNames(table.key, dialect.quote))}`] : [];
      // A table cannot be replaced by one with other partitions.
      const gone = redated ? [sql`DROP TABLE IF EXISTS ${name}`] : [];
      return [...gone, sql`CREATE OR REPLACE TABLE ${name}${dialect.layout(table)}\nAS SELECT ${joinSql([...values, ...others])} FROM ${source} AS s`, ...keys];
    },
    replaceRows: (table, rows) => replaceAll(dialect, table, rows),
    merge: (table, sources) => deleteAndInsert(dialect, table, sources),
  };
  return dialect;
}

/** https://cloud.google.com/bigquery/docs/clustered-tables */
const MOST_CLUSTERED = 4;
