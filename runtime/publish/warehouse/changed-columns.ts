import { writeSql } from "../../destinations/sql.ts";
import { findType, warehouseType } from "./column-types.ts";
import type { Published } from "./published.ts";
import type { RebuiltColumns, WarehouseColumn, WarehouseDialect, WarehouseTable } from "./warehouse.ts";

/** Compares the columns of a table with those that were published. */
export function compareColumns(dialect: WarehouseDialect, table: WarehouseTable, before: Published | undefined): RebuiltColumns & { readonly added: readonly WarehouseColumn[] } {
  const known = before?.state.tables[table.name]?.columns ?? {};
  const own = new Set(table.columns.map(({ name }) => name));
  const typeOf = (type: WarehouseColumn["type"]) => writeSql(warehouseType(type, dialect.warehouse));
  const retyped = table.columns.filter(({ name, type }) => known[name] !== undefined && typeOf(findType(known[name])) !== typeOf(type));
  return {
    added: table.columns.filter(({ name }) => !(name in known)),
    retyped,
    redated: retyped.some(({ name, type }) => [type, findType(known[name]!)].some((one) => one === "date" || one === "timestamp")),
    kept: Object.entries(known).filter(([name]) => !own.has(name)).map(([name, type]) => ({ name, type: findType(type) })),
  };
}
