import { joinSql } from "../../destinations/sql.ts";
import { ConfigurationError } from "../../errors.ts";
import type { Resource, Table } from "../../resource.ts";
import { countReferring, listColumns, listKey, selectRow } from "../data/table-query.ts";
import { html, type Html } from "../html.ts";
import type { Visit } from "../page.ts";
import { showTable } from "../table.ts";
import { readTables } from "./schema.ts";

/** One row, whole, with what it refers to and what refers to it. */
export async function showRow({ reader, resources, params, link, anonymous }: Visit, { resource, table }: { resource: Resource; table: Table }): Promise<Html> {
  const columns = listColumns(resource, table, anonymous);
  const key = listKey(resource, table);
  const values = key.map((_, index) => params.get(`k${index}`) ?? "");
  const references = new Map(table.columns.flatMap(({ name, references }) => (references === undefined ? [] : [[name, references] as const])));
  const { row, referring } = await reader.read(async (ask) => {
    const [row] = (await ask(selectRow(table.name, columns, key, values))).rows;
    if (!row) throw new ConfigurationError(`${table.name} has no row with this key.`);
    const there = new Set((await readTables(ask, resources)).filter(({ rows }) => rows > 0).map((entry) => entry.table.name));
    const questions = resources.flatMap(({ tables }) => tables).filter(({ name }) => there.has(name)).flatMap((other) =>
      other.columns.flatMap((column) => {
        const [to, target] = column.references?.split(".") ?? [];
        const value = to === table.name ? row[columns.indexOf(target!)] : null;
        return value === null || value === undefined ? [] : [{ sql: countReferring(other.name, column.name, value), value }];
      }),
    );
    if (questions.length === 0) return { row, referring: [] };
    const counts = await ask(joinSql(questions.map(({ sql }) => sql), "\nUNION ALL\n"));
    return { row, referring: counts.rows.map(([name, column, count], index) => ({ name: name!, column: column!, count: count!, value: questions[index]!.value })).filter(({ count }) => count !== "0") };
  });
  const cells = columns.map((column, index) => [column, showValue(row[index] ?? null, references.get(column), link)]);
  return html`<p><a href="${link(`data/${table.name}`)}">All rows of ${table.name}</a></p><h1>A row of ${table.name}</h1>
<section class="card wide">${showTable(["column", "value"], cells, "The row")}</section>
<section class="card wide"><h2>Rows that refer to it</h2>${showTable(
    ["rows", "of"],
    referring.map(({ name, column, count, value }) => [count, html`<a href="${link(`data/${name}`, { column, operator: "is", value })}">${name}.${column}</a>`]),
    "Rows that refer to this one",
  )}</section>`;
}

function showValue(value: string | null, reference: string | undefined, link: Visit["link"]): string | Html | null {
  if (value === null) return html`<span class="muted">NULL</span>`;
  if (reference === undefined) return value;
  const [table = "", column = ""] = reference.split(".");
  return html`<a href="${link(`data/${table}`, { column, operator: "is", value })}">${value}</a>`;
}
