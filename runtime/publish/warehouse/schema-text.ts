import { writeSql } from "../../destinations/sql.ts";
import type { Resource } from "../../resource.ts";
import { listColumns, SYSTEM_COLUMNS } from "../../table-columns.ts";
import { bigqueryDialect } from "./dialects/bigquery.ts";
import type { WarehouseName } from "./column-types.ts";
import { databricksDialect } from "./dialects/databricks.ts";
import { redshiftDialect } from "./dialects/redshift.ts";
import { createTable } from "./sentences.ts";
import { snowflakeDialect } from "./dialects/snowflake.ts";
import type { WarehouseDialect, WarehouseTable } from "./warehouse.ts";

/** The dialects, without a place: names of tables stand alone. */
export const DIALECTS: Readonly<Record<WarehouseName, WarehouseDialect>> = { bigquery: bigqueryDialect(), snowflake: snowflakeDialect(), redshift: redshiftDialect(), databricks: databricksDialect() };

/** The CREATE TABLE statements of resources, as a publish into a warehouse runs them. */
export function formatWarehouseSchema(resources: readonly Resource[], warehouse: WarehouseName): string {
  const statements = resources.flatMap(toWarehouseTables).map((table) => `${writeSql(createTable(DIALECTS[warehouse], table))};`);
  return `${statements.join("\n\n")}\n`;
}

/** The tables of a resource as they are in a warehouse, before anything was loaded. */
export function toWarehouseTables(resource: Resource): WarehouseTable[] {
  const { primaryKey, nullableKey = [], tables } = resource;
  return tables.map((table) => {
    const columns = [...listColumns(resource, table), ...SYSTEM_COLUMNS];
    const isRoot = table === tables[0];
    const match = primaryKey.map((column) => ({ root: column, own: isRoot ? column : `_root_${column}`, nullable: nullableKey.includes(column) }));
    const key = nullableKey.length > 0 || primaryKey.length === 0 ? [] : columns.filter((column) => column.key).map(({ name }) => name);
    const cursor = columns.find(({ name, type }) => isRoot && name === resource.cursor?.column && (type === "date" || type === "timestamp"));
    return { name: table.name, columns: columns.map(({ name, type }) => ({ name, type })), key, match, ...(cursor && { cursor: { name: cursor.name, type: cursor.type } }) };
  });
}
