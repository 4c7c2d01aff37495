import { identifier, joinSql, sql } from "../../destinations/sql.ts";
import { ConfigurationError } from "../../errors.ts";
import type { Ask } from "../../reader/reader.ts";
import type { Column, Resource, Table } from "../../resource.ts";
import { drawNeighbours, type Edge } from "../charts/neighbours.ts";
import { html, type Html } from "../html.ts";
import type { Page, Visit } from "../page.ts";
import { showTable } from "../table.ts";

/** Every table, what it means, and what it refers to. */
export const schema: Page = {
  path: "schema",
  title: "Schema",
  render: (visit) => (visit.rest[0] ? showOne(visit, visit.rest[0]) : showAll(visit)),
};

/** The tables of the database that this version of the loader knows, with the number of their rows. */
export async function readTables(ask: Ask, resources: readonly Resource[]): Promise<{ resource: Resource; table: Table; rows: number }[]> {
  const { rows } = await ask("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()");
  const there = new Set(rows.map(([name]) => name));
  const known = resources.flatMap((resource) => resource.tables.map((table) => ({ resource, table }))).filter(({ table }) => there.has(table.name));
  if (known.length === 0) return [];
  const counts = await ask(joinSql(known.map(({ table }) => sql`SELECT ${table.name}, count(*) FROM ${identifier(table.name)}`), "\nUNION ALL\n"));
  const of = new Map(counts.rows.map(([name, count]) => [name, Number(count)]));
  return known.map((entry) => ({ ...entry, rows: of.get(entry.table.name)! }));
}

async function showAll({ reader, resources, link }: Visit): Promise<Html> {
  const tables = await reader.read((ask) => readTables(ask, resources));
  const rows = tables.map(({ table, rows }) => [html`<a href="${link(`schema/${table.name}`)}">${table.name}</a>`, table.description ?? null, String(rows), String(table.columns.length)]);
  return html`<h1>Schema</h1><p>Each list of Lago's API is a table; each array of objects in its records is a child table, whose name has two underscores.</p>
<section class="card wide">${showTable(["table", "what a row is", "rows", "columns"], rows, "Tables")}</section>`;
}

async function showOne({ reader, resources, link }: Visit, name: string): Promise<Html> {
  const resource = resources.find(({ tables }) => tables.some((table) => table.name === name));
  const table = resource?.tables.find((one) => one.name === name);
  if (!resource || !table) throw new ConfigurationError(`There is no table "${name}".`);
  const all = resources.flatMap(({ tables }) => tables);
  const edges = listEdges(all).filter(({ from, to }) => from === name || to === name);
  const tables = await reader.read((ask) => readTables(ask, resources));
  const count = tables.find((entry) => entry.table.name === name)?.rows;
  const root = resource.tables[0];
  const key = table === root ? resource.primaryKey : [...resource.primaryKey.map((column) => `_root_${column}`), ...table.arrays.map((path) => `_${path.join("__")}_index`)];
  return html`<p><a href="${link("schema")}">All tables</a></p><h1>${name}</h1>
<p>${table.description ?? `Rows of ${root.name}.`} Key: ${key.join(", ") || "none: every load replaces the table"}. ${count === undefined ? "It is not in this database yet." : html`<a href="${link(`data/${name}`)}">${count} rows</a>.`}</p>
<section class="card wide"><h2>Columns</h2>${showTable(["column", "type", "what it means", "values, unit", "refers to"], table.columns.map((column) => describeColumn(column, link)), `Columns of ${name}`)}</section>
<section class="card wide"><h2>Referred to by</h2>${showTable(["column"], edges.filter(({ to }) => to === name).map(({ from, column }) => [html`<a href="${link(`schema/${from}`)}">${from}.${column}</a>`]), `What refers to ${name}`)}</section>
<section class="card wide"><h2>Neighbours</h2>${drawNeighbours(name, edges, (table) => link(`schema/${table}`))}</section>`;
}

function describeColumn({ name, type, description, values, unit, currency, references, personal, details }: Column, link: Visit["link"]): (string | Html | null)[] {
  const meaning = [unit === undefined ? undefined : currency === undefined ? unit.replace("_", " ") : `${unit} of ${currency}`, values?.join(", "), personal && "personal", details && "with --details"].filter(Boolean).join("; ");
  return [name, type, description ?? null, meaning || null, references === undefined ? null : html`<a href="${link(`schema/${references.split(".")[0]!}`)}">${references}</a>`];
}

/** From a column to what it refers to, and from a child table to its root. */
function listEdges(tables: readonly Table[]): Edge[] {
  return tables.flatMap(({ name, columns, arrays }) => [
    ...columns.flatMap((column) => (column.references === undefined ? [] : [{ from: name, column: column.name, to: column.references.split(".")[0]! }])),
    ...(arrays.length > 0 ? [{ from: name, column: "_root", to: name.split("__")[0]! }] : []),
  ]);
}
