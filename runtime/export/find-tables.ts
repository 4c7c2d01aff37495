import { suggest } from "../closest.ts";
import type { Destination } from "../destinations/destination.ts";
import { sql } from "../destinations/sql.ts";
import { ConfigurationError } from "../errors.ts";
import type { ColumnType, Resource } from "../resource.ts";
import { listColumns } from "../table-columns.ts";
import type { ExportedTable } from "./export-table.ts";

/** Every table of the resources that the database has, with its existing columns, without `_hash`. */
export async function readTables({ query }: Destination, resources: readonly Resource[]): Promise<ExportedTable[]> {
  const { rows } = await query(sql`SELECT table_name, column_name FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = current_schema() ORDER BY table_name, ordinal_position`);
  const there = new Map<string, string[]>();
  for (const [table, column] of rows) there.set(table!, [...(there.get(table!) ?? []), column!]);
  return resources
    .flatMap((resource) => resource.tables.map((table) => ({ name: table.name, types: new Map<string, ColumnType>(listColumns(resource, table).map(({ name, type }) => [name, type])) })))
    .filter(({ name }) => there.has(name))
    .map(({ name, types }) => ({ name, columns: there.get(name)!.filter((column) => column !== "_hash").map((column) => ({ name: column, type: types.get(column) ?? (column === "_extra" ? "json" : "text") })) }));
}

/** The distinct tables of these names: names, patterns (`invoices*`) and lists with commas. Default: all. */
export function pickTables(tables: readonly ExportedTable[], names: readonly string[], exclude: readonly string[] = []): ExportedTable[] {
  const left = new Set(split(exclude).flatMap((name) => match(tables, name)));
  const wanted = names.length === 0 ? tables : [...new Set(split(names).flatMap((name) => match(tables, name)))];
  return wanted.filter((table) => !left.has(table));
}

/** The table with only these columns, in this order. */
export function pickColumns(table: ExportedTable, names: readonly string[]): ExportedTable {
  const columns = split(names).map((name) => {
    const found = table.columns.find((column) => column.name === name);
    if (found) return found;
    throw new ConfigurationError(`${table.name} has no column "${name}". ${suggest(name, table.columns.map((column) => column.name), `\`lago-loader describe ${table.name}\` lists them.`)}`);
  });
  if (columns.length === 0) throw new ConfigurationError(`--columns names no column. \`lago-loader describe ${table.name}\` lists them.`);
  return { ...table, columns };
}

function match(tables: readonly ExportedTable[], name: string): ExportedTable[] {
  const expression = new RegExp(`^${name.split("*").map((part) => part.replace(/[^\w]/g, "\\$&")).join(".*")}$`);
  const found = tables.filter((table) => expression.test(table.name));
  if (found.length > 0) return found;
  const isPattern = name.includes("*");
  const names = isPattern ? [] : tables.map((table) => table.name);
  throw new ConfigurationError(`The database has no table ${isPattern ? "that matches " : ""}"${name}". ${suggest(name, names, "`lago-loader tables --empty` lists them.")}`);
}

function split(names: readonly string[]): string[] {
  return names.flatMap((name) => name.split(",")).map((name) => name.trim()).filter((name) => name !== "");
}
