import type { ColumnType, Table } from "../../runtime/resource.ts";

/** The properties of a record with their types: objects stay structs, and what are child tables for us, lists of structs. */
export function columnsOf(tables: readonly Table[], table: Table): Record<string, string> {
  const depth = table.arrays.length;
  const leaves = table.columns.flatMap(({ path, type }) => (path ? [{ path, type: TYPES[type] }] : []));
  const lists = tables
    .filter(({ arrays }) => arrays.length === depth + 1 && String(arrays.slice(0, depth)) === String(table.arrays))
    .map((child) => ({ path: child.arrays[depth]!, type: `${struct(columnsOf(tables, child))}[]` }));
  return nest([...leaves, ...lists]);
}

/** Decimals stay text: DuckDB takes 9 µs to make a DECIMAL(38,18) of one, and the limit is what it does best. */
const TYPES: Record<ColumnType, string> = {
  text: "VARCHAR",
  integer: "BIGINT",
  decimal: "VARCHAR",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  uuid: "UUID",
  timestamp: "TIMESTAMPTZ",
  date: "DATE",
  json: "JSON",
};

function nest(leaves: readonly { path: readonly string[]; type: string }[]): Record<string, string> {
  const names = [...new Set(leaves.map(({ path }) => path[0]!))];
  return Object.fromEntries(
    names.map((name) => {
      const own = leaves.filter(({ path }) => path[0] === name);
      const inner = own.filter(({ path }) => path.length > 1).map(({ path, type }) => ({ path: path.slice(1), type }));
      return [name, inner.length > 0 ? struct(nest(inner)) : own[0]!.type];
    }),
  );
}

function struct(members: Record<string, string>): string {
  return `STRUCT(${Object.entries(members).map(([name, type]) => `${quote(name)} ${type}`).join(", ")})`;
}

function quote(name: string): string {
  return `"${name}"`;
}
