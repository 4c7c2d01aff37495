import { joinSql } from "../../destinations/sql.ts";
import { ConfigurationError } from "../../errors.ts";
import { countRows, type KnownTable, readCatalog } from "../data/catalog.ts";
import { countReferring, listKey, listShown, selectRow } from "../data/table-query.ts";
import { html, type Html } from "../html.ts";
import type { Visit } from "../page.ts";
import { showTable } from "../table.ts";

/** One row, with what it refers to and what refers to it. */
export async function showRow({ reader, resources, params, link, anonymous }: Visit, known: KnownTable): Promise<Html> {
  const { name } = known.table;
  const columns = listShown(known, anonymous);
  const key = listKey(known);
  const values = key.map((_, index) => params.get(`k${index}`) ?? "");
  const references = new Map(known.columns.flatMap(({ name, references }) => (references === undefined ? [] : [[name, references] as const])));
  const { row, referring } = await reader.read(async (ask) => {
    const [row] = key.length === 0 ? [] : (await ask(selectRow(name, columns, key, values))).rows;
    if (!row) throw new ConfigurationError(`${name} has no row with this key.`);
    const catalog = await readCatalog(ask, resources);
    const counts = await countRows(ask, catalog.keys());
    const questions = [...catalog.values()].filter(({ table }) => counts.get(table.name)! > 0).flatMap((other) =>
      other.columns.flatMap((column) => {
        const [to, target] = column.references?.split(".") ?? [];
        const value = to === name ? row[columns.indexOf(target!)] : null;
        return value === null || value === undefined ? [] : [{ sql: countReferring(other.table.name, column.name, value), value }];
      }),
    );
    const found = questions.length === 0 ? [] : (await ask(joinSql(questions.map(({ sql }) => sql), "\nUNION ALL\n"))).rows;
    return { row, referring: found.map(([table, column, count], index) => ({ table: table!, column: column!, count: count!, value: questions[index]!.value })).filter(({ count }) => count !== "0") };
  });
  const cells = columns.map((column, index) => [column, showValue(row[index] ?? null, references.get(column), link)]);
  return html`<p><a href="${link(`data/${name}`)}">All rows of ${name}</a></p><h1>A row of ${name}</h1>
<section class="card wide">${showTable(["column", "value"], cells, "The row")}</section>
<section class="card wide"><h2>Rows that refer to it</h2>${showTable(
    ["rows", "of"],
    referring.map(({ table, column, count, value }) => [count, html`<a href="${link(`data/${table}`, { column, operator: "is", value })}">${table}.${column}</a>`]),
    "Rows that refer to this one",
  )}</section>`;
}

function showValue(value: string | null, reference: string | undefined, link: Visit["link"]): string | Html | null {
  if (value === null) return html`<span class="muted">NULL</span>`;
  if (reference === undefined) return value;
  const [table = "", column = ""] = reference.split(".");
  return html`<a href="${link(`data/${table}`, { column, operator: "is", value })}">${value}</a>`;
}
