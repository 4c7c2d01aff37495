import { identifier, joinSql, sql } from "../../destinations/sql.ts";
import { ConfigurationError } from "../../errors.ts";
import type { Ask } from "../../reader/reader.ts";
import type { Resource, Table } from "../../resource.ts";
import { listColumns, type ShownColumn, SYSTEM_COLUMNS } from "../../table-columns.ts";

export { SYSTEM_COLUMNS } from "../../table-columns.ts";

/** A table that both the database and this version of the loader have. */
export interface KnownTable {
  readonly resource: Resource;
  readonly table: Table;
  /** The columns that the database has: if an earlier version loaded it, some are missing. */
  readonly columns: readonly ShownColumn[];
}

/** Tables that both the database and this version of the loader have, by name, in the order of the resources. */
export async function readCatalog(ask: Ask, resources: readonly Resource[]): Promise<Map<string, KnownTable>> {
  const { rows } = await ask(COLUMNS);
  const there = new Map<string, Set<string>>();
  for (const [table, column] of rows) there.set(table!, (there.get(table!) ?? new Set()).add(column!));
  const known = resources.flatMap((resource) =>
    resource.tables.flatMap((table) => {
      const has = there.get(table.name);
      const columns = [...listColumns(resource, table), ...SYSTEM_COLUMNS].filter(({ name }) => has?.has(name));
      return has === undefined ? [] : [[table.name, { resource, table, columns }] as const];
    }),
  );
  return new Map(known);
}

const COLUMNS = sql`SELECT table_name, column_name FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = current_schema()`;

/** Throws a `ConfigurationError` if no resource has the table. */
export function findTable(resources: readonly Resource[], name: string): { readonly resource: Resource; readonly table: Table } {
  for (const resource of resources) {
    const table = resource.tables.find((one) => one.name === name);
    if (table) return { resource, table };
  }
  throw new ConfigurationError(`There is no table "${name}".`);
}

/** The table with the database's columns. Throws a `ConfigurationError` if the database does not have it. */
export async function expectKnown(ask: Ask, resources: readonly Resource[], name: string): Promise<KnownTable> {
  const { resource } = findTable(resources, name);
  const known = (await readCatalog(ask, [resource])).get(name);
  if (!known) throw new ConfigurationError(`The table ${name} is not in this database yet. Load it with: lago-loader load ${resource.name}`);
  return known;
}

/** Number of rows of each table. */
export async function countRows(ask: Ask, tables: Iterable<string>): Promise<Map<string, number>> {
  const counts = [...tables].map((name) => sql`SELECT ${name}, count(*) FROM ${identifier(name)}`);
  if (counts.length === 0) return new Map();
  const { rows } = await ask(joinSql(counts, "\nUNION ALL\n"));
  return new Map(rows.map(([name, count]) => [name!, Number(count)]));
}
