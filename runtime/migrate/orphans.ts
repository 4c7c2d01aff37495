import { quoteName } from "../destinations/identifiers.ts";
import type { Resource } from "../resource.ts";
import type { MigrationSession } from "./session.ts";
import type { TableShape } from "./table-shapes.ts";

type Shapes = ReadonlyMap<string, TableShape>;

/** `table` or `table.column`: everything that exists and is no longer filled; of the loader's own tables, only unknown columns. */
export function findOrphans(actual: Shapes, wanted: Shapes, known: readonly Resource[]): string[] {
  const tables = new Set(known.flatMap((resource) => resource.tables.map(({ name }) => name)));
  return [...actual.values()].flatMap((table) => {
    if (table.name.startsWith("_")) return [];
    return tables.has(table.name) ? listColumns(table, wanted.get(table.name)) : [table.name];
  });
}

/** Marks each orphaned table with a comment: its rows are no longer updated. */
export async function labelOrphans({ run }: Pick<MigrationSession, "run">, orphans: readonly string[], before: readonly string[]): Promise<void> {
  const tables = orphans.filter((place) => !place.includes(".") && place.includes("__") && !before.includes(place));
  for (const table of tables) await run(`COMMENT ON TABLE ${quoteName(table)} IS 'No longer in the OpenAPI spec of Lago: lago-loader keeps these rows and does not update them.'`);
}

/**
 * Whether an orphan may hold the old values of something new: if a value became an object or a list, or the reverse, one name is a prefix of
 * the other. `gained`: `table` or `table.column`.
 */
export function isReshaped(gained: readonly string[], { name, tables }: Resource, actual: Shapes, wanted: Shapes): boolean {
  const orphans = [...actual.values()].flatMap((table) => {
    if (tables.some((own) => own.name === table.name)) return listColumns(table, wanted.get(table.name));
    return table.name.startsWith(`${name}__`) ? [table.name] : [];
  });
  const [old, now] = [orphans.map(toPath), gained.map(toPath)];
  return now.some((one) => old.some((other) => one.startsWith(other) || other.startsWith(one)));
}

/** `orders.item` and the table `orders__item` are the same place of a record. */
function toPath(place: string): string {
  return `${place.replace(".", "__")}__`;
}

/** Empty if the table is new. */
function listColumns({ name, columns }: TableShape, wanted: TableShape | undefined): string[] {
  return [...columns.keys()].filter((column) => wanted && !wanted.columns.has(column)).map((column) => `${name}.${column}`);
}
