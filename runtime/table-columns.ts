import type { Column, Resource, Table } from "./resource.ts";

/** A column for people. `Resource` does not list the key columns of child tables. */
export type ShownColumn = Pick<Column, "name" | "type" | "description" | "values" | "unit" | "currency" | "personal" | "finer" | "references"> & {
  /** Whether it is part of the key. */
  readonly key: boolean;
};

/** All columns of a table in order, without the loader's own. */
export function listColumns({ name, primaryKey, tables: [root] }: Pick<Resource, "name" | "primaryKey" | "tables">, table: Table): ShownColumn[] {
  const own = table.columns.map((column) => ({ ...column, key: table === root && primaryKey.includes(column.name) }));
  if (table === root) return own;
  const typeOf = (key: string) => root.columns.find((column) => column.name === key)!.type;
  return [
    ...primaryKey.map((key) => ({ name: `_root_${key}`, type: typeOf(key), key: true, references: `${name}.${key}`, description: `The record that it came with, by its ${key}.` })),
    ...table.arrays.map((path) => ({ name: `_${path.join("__")}_index`, type: "integer" as const, key: true, description: "Position in the array, from 0." })),
    ...own,
  ];
}

/** The loader's own columns, in order. The hash of the record is left out, since it is of no use to people. */
export const SYSTEM_COLUMNS: readonly ShownColumn[] = [
  { name: "_extra", type: "json", key: false, description: "What Lago sent and no column could hold: undocumented fields, values that do not fit." },
  { name: "_loaded_at", type: "timestamp", key: false, description: "When a load last wrote the row: it was new, had changed, or was there again." },
  { name: "_load_id", type: "text", key: false, description: "The load that last wrote the row: load_id of _loads." },
  { name: "_deleted_at", type: "timestamp", key: false, description: "When a load found that Lago no longer has the record. Empty while it has." },
];
