import { joinSql, quoted, type Sql, sql } from "../../../destinations/sql.ts";
import { warehouseType } from "../column-types.ts";
import { listNames, matchRoots, nameTable, readColumns, replaceAll } from "../sentences.ts";
import type { MergeSources, WarehouseDialect, WarehouseTable } from "../warehouse.ts";

/** How Databricks' SQL is written, of which open-source Spark with Delta understands all but volumes and keys. */
export function databricksDialect(...place: readonly string[]): WarehouseDialect {
  const dialect: WarehouseDialect = {
    warehouse: "databricks",
    quote: (name) => `\`${name.replaceAll("`", "``")}\``,
    place,
    wholeNumber: sql`DECIMAL(38,0)`,
    write: {},
    lossy: {},
    read: {},
    packing: "zstd",
    required: true,
    key: (columns) => sql`PRIMARY KEY (${columns})`,
    layout: (table) => clusterBy(dialect, table),
    addColumn: (table, column) => sql`ALTER TABLE ${table} ADD COLUMNS (${column})`,
    rebuild: (table, source, { kept }) => {
      const values = table.columns.map(({ name, type }, index) => sql`CAST(${readColumns(dialect, table)[index]!} AS ${warehouseType(type, "databricks")}) AS ${quoted(name, dialect.quote)}`);
      const others = kept.map(({ name, type }) => sql`CAST(NULL AS ${warehouseType(type, "databricks")}) AS ${quoted(name, dialect.quote)}`);
      return [sql`CREATE OR REPLACE TABLE ${nameTable(dialect, table.name)}${clusterBy(dialect, table)}\nAS SELECT ${joinSql([...values, ...others])} FROM ${source} AS s`];
    },
    // One statement: Delta has no transaction around two.
    replaceRows: (table, rows) => (rows ? [sql`INSERT OVERWRITE ${nameTable(dialect, table.name)} (${listNames(table.columns.map(({ name }) => name), dialect.quote)}) SELECT ${joinSql(readColumns(dialect, table))} FROM ${rows} AS s`] : replaceAll(dialect, table, undefined)),
    merge: (table, sources) => [mergeAtOnce(dialect, table, sources)],
  };
  return dialect;
}

/** Delta keeps statistics of the first 32 columns, and clusters by no others. */
function clusterBy({ quote }: WarehouseDialect, { columns, cursor, key }: WarehouseTable): Sql {
  const known = new Set(columns.slice(0, 32).map(({ name }) => name));
  const by = [...(cursor ? [cursor.name] : []), ...key].filter((name) => known.has(name)).slice(0, 4);
  return by.length > 0 ? sql`\nCLUSTER BY (${listNames(by, quote)})` : sql``;
}

/**
 * One statement, so that no reader sees a table between: several tables in a transaction are a preview in Databricks. Delta's DELETE takes no
 * subquery either. Staged roots match what is to go, and only that; staged rows match nothing, and come.
 */
function mergeAtOnce(dialect: WarehouseDialect, table: WarehouseTable, { roots, rows }: MergeSources): Sql {
  const { quote } = dialect;
  const nothing = (columns: WarehouseTable["columns"]) => columns.map(({ type }) => sql`CAST(NULL AS ${warehouseType(type, "databricks")})`);
  const keys = table.match.map(({ own, root }, index) => ({ root, alias: quoted(`_match_${index}`, quote), column: table.columns.find(({ name }) => name === own)! }));
  const gone = sql`SELECT TRUE AS _gone, ${joinSql([...keys.map(({ root, alias }) => sql`${quoted(root, quote)} AS ${alias}`), ...table.columns.map(({ name, type }) => sql`CAST(NULL AS ${warehouseType(type, "databricks")}) AS ${quoted(name, quote)}`)])} FROM ${roots} AS r`;
  const come = rows ? sql`\nUNION ALL\nSELECT FALSE, ${joinSql([...nothing(keys.map(({ column }) => column)), ...readColumns(dialect, table)])} FROM ${rows} AS n` : sql``;
  const match = matchRoots(dialect, { ...table, match: table.match.map((one, index) => ({ ...one, root: `_match_${index}` })) }, sql`t`);
  const columns = listNames(table.columns.map(({ name }) => name), quote);
  const values = joinSql(table.columns.map(({ name }) => sql`s.${quoted(name, quote)}`));
  return sql`MERGE INTO ${nameTable(dialect, table.name)} AS t USING (${gone}${come}) AS s ON s._gone AND ${match} WHEN MATCHED THEN DELETE WHEN NOT MATCHED AND NOT s._gone THEN INSERT (${columns}) VALUES (${values})`;
}
