import type { Resource } from "../resource.ts";
import type { TableShape } from "./table-shapes.ts";

type Shapes = ReadonlyMap<string, TableShape>;

/** `table` or `table.column`: all that is there and no longer filled, of the loader's own tables only what they are not. */
export function findOrphans(actual: Shapes, wanted: Shapes, known: readonly Resource[]): string[] {
  const tables = new Set(known.flatMap((resource) => resource.tables.map(({ name }) => name)));
  return [...actual.values()].flatMap((table) => {
    if (table.name.startsWith("_")) return [];
    return tables.has(table.name) ? listColumns(table, wanted.get(table.name)) : [table.name];
  });
}

/** Whether something of a resource is no longer filled. */
export function isOrphaned({ name, tables }: Resource, actual: Shapes, wanted: Shapes): boolean {
  return [...actual.values()].some((table) => {
    if (tables.some((own) => own.name === table.name)) return listColumns(table, wanted.get(table.name)).length > 0;
    return table.name.startsWith(`${name}__`);
  });
}

/** Nothing where the table has just been made. */
function listColumns({ name, columns }: TableShape, wanted: TableShape | undefined): string[] {
  return [...columns.keys()].filter((column) => wanted && !wanted.columns.has(column)).map((column) => `${name}.${column}`);
}
