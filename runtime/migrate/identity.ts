import type { Resource, Table } from "../resource.ts";
import type { TableShape } from "./table-shapes.ts";

/**
 * The key columns of a table for this primary key, in order: a child table begins with the key of its root and the position in each array.
 */
export function identify({ tables: [root] }: Resource, table: Table, { columns }: TableShape, key: readonly string[]): string[] {
  const names = [...columns.keys()];
  return table === root ? names.filter((name) => key.includes(name)) : names.slice(0, key.length + table.arrays.length);
}
