import type { Table } from "../../resource.ts";
import { listColumns, type ShownColumn } from "../../table-columns.ts";
import { drawNeighbours, type Edge } from "../charts/neighbours.ts";
import { countRows, findTable, readCatalog, SYSTEM_COLUMNS } from "../data/catalog.ts";
import { html, type Html } from "../html.ts";
import type { Page, Visit } from "../page.ts";
import { showTable } from "../table.ts";

/** Every table, its meaning, and its references. */
export const schema: Page = {
  path: "schema",
  title: "Schema",
  render: (visit) => (visit.rest[0] ? showOne(visit, visit.rest[0]) : showAll(visit)),
};

async function showAll({ reader, resources, link }: Visit): Promise<Html> {
  const { catalog, counts } = await reader.read(async (ask) => {
    const catalog = await readCatalog(ask, resources);
    return { catalog, counts: await countRows(ask, catalog.keys()) };
  });
  const rows = [...catalog.values()].map(({ table, columns }) => [html`<a href="${link(`schema/${table.name}`)}">${table.name}</a>`, table.description ?? null, String(counts.get(table.name)!), String(columns.length)]);
  return html`<h1>Schema</h1><p>Each list of Lago's API is a table; each array of objects in its records is a child table, whose name has two underscores.</p>
<section class="card wide">${showTable(["table", "what a row is", "rows", "columns"], rows, "Tables")}</section>`;
}

async function showOne({ reader, resources, link }: Visit, name: string): Promise<Html> {
  const { resource, table } = findTable(resources, name);
  const edges = listEdges(resources.flatMap(({ tables }) => tables)).filter(({ from, to }) => from === name || to === name);
  const { known, count } = await reader.read(async (ask) => {
    const known = (await readCatalog(ask, resources)).get(name);
    return { known, count: known && (await countRows(ask, [name])).get(name) };
  });
  const columns = [...listColumns(resource, table), ...SYSTEM_COLUMNS];
  const has = new Set(known?.columns.map((column) => column.name));
  const key = columns.filter((column) => column.key).map((column) => column.name);
  return html`<p><a href="${link("schema")}">All tables</a></p><h1>${name}</h1>
<p>${table.description ?? `Rows of ${resource.name}.`} Key: ${key.join(", ") || "none: every load replaces the table"}. ${known ? html`<a href="${link(`data/${name}`)}">${count} rows</a>.` : "It is not in this database yet."}</p>
<section class="card wide"><h2>Columns</h2>${showTable(["column", "type", "what it means", "values, unit", "refers to"], columns.map((column) => describeColumn(column, known === undefined || has.has(column.name), link)), `Columns of ${name}`)}</section>
<section class="card wide"><h2>Referred to by</h2>${showTable(["column"], edges.filter(({ to }) => to === name).map(({ from, column }) => [html`<a href="${link(`schema/${from}`)}">${from}.${column}</a>`]), `What refers to ${name}`)}</section>
<section class="card wide"><h2>Neighbours</h2>${drawNeighbours(name, edges, (table) => link(`schema/${table}`))}</section>`;
}

function describeColumn({ name, type, description, values, unit, currency, references, personal, key }: ShownColumn, there: boolean, link: Visit["link"]): (string | Html | null)[] {
  const meaning = [unit === undefined ? undefined : currency === undefined ? unit.replace("_", " ") : `${unit} of ${currency}`, values?.join(", "), key && "key", personal && "personal", !there && "not in this database yet"].filter(Boolean).join("; ");
  return [name, type, description ?? null, meaning || null, references === undefined ? null : html`<a href="${link(`schema/${references.split(".")[0]!}`)}">${references}</a>`];
}

/** References of columns, and of child tables to their root. */
function listEdges(tables: readonly Table[]): Edge[] {
  return tables.flatMap(({ name, columns, arrays }) => [
    ...columns.flatMap((column) => (column.references === undefined ? [] : [{ from: name, column: column.name, to: column.references.split(".")[0]! }])),
    ...(arrays.length > 0 ? [{ from: name, column: "_root", to: name.split("__")[0]! }] : []),
  ]);
}
