import { countRows, expectKnown, type KnownTable, readCatalog } from "../data/catalog.ts";
import { listKey, listShown, OPERATORS, readQuestion, ROWS_PER_PAGE, selectRows, type TableQuestion } from "../data/table-query.ts";
import { SAVE_LIMITS } from "../../reader/reader.ts";
import { FORMATS, SAVING } from "../download.ts";
import { html, type Html, trusted } from "../html.ts";
import type { Page, Visit } from "../page.ts";
import { showTable } from "../table.ts";
import { showRow } from "./row.ts";

/** The rows of each table: sorted and filtered; a row with everything that refers to it. */
export const data: Page = {
  path: "data",
  title: "Data",
  async render(visit) {
    const [name, row] = visit.rest;
    if (name === undefined || name === "") return showTables(visit);
    const known = await visit.reader.read((ask) => expectKnown(ask, visit.resources, name));
    return row === "row" ? showRow(visit, known) : showRows(visit, known);
  },
  async download({ rest: [name = ""], reader, resources, params, anonymous }) {
    const known = await reader.read((ask) => expectKnown(ask, resources, name));
    const columns = listShown(known, anonymous);
    return { name, statement: selectRows(name, columns, listKey(known), { ...readQuestion(params, columns), page: 1 }, SAVE_LIMITS.rows) };
  },
};

async function showTables({ reader, resources, link }: Visit): Promise<Html> {
  const { catalog, counts } = await reader.read(async (ask) => {
    const catalog = await readCatalog(ask, resources);
    return { catalog, counts: await countRows(ask, catalog.keys()) };
  });
  const filled = [...catalog.values()].filter(({ table }) => counts.get(table.name)! > 0);
  return html`<h1>Data</h1><p>Tables that have rows.</p><section class="card wide">${showTable(
    ["table", "what a row is", "rows"],
    filled.map(({ table }) => [html`<a href="${link(`data/${table.name}`)}">${table.name}</a>`, table.description ?? null, String(counts.get(table.name))]),
    "Tables that have rows",
  )}</section>`;
}

async function showRows(visit: Visit, known: KnownTable): Promise<Html> {
  const { reader, params, link, anonymous } = visit;
  const { table } = known;
  const columns = listShown(known, anonymous);
  const key = listKey(known);
  const question = readQuestion(params, columns);
  const { rows: all } = await reader.read((ask) => ask(selectRows(table.name, columns, key, question)));
  const rows = all.slice(0, ROWS_PER_PAGE);
  const here = (changed: Record<string, string>) => link(`data/${table.name}`, { ...Object.fromEntries(params), ...changed });
  const heading = columns.map((column) => {
    const descending = question.sort === column && !question.descending;
    return html`<a href="${here({ sort: column, order: descending ? "desc" : "asc", page: "1" })}">${column}${question.sort === column && (question.descending ? " ↓" : " ↑")}</a>`;
  });
  const keyAt = key.map((column) => columns.indexOf(column));
  const shown = rows.map((row) => row.map((value, index) => (key.length > 0 && index === keyAt[0] ? html`<a href="${link(`data/${table.name}/row`, toParams(keyAt.map((at) => row[at] ?? "")))}">${value}</a>` : shorten(value))));
  return html`<p><a href="${link("data")}">All tables</a> · <a href="${link(`schema/${table.name}`)}">Columns</a></p>
<h1>${table.name}</h1><p>${table.description}</p>
${showFilter(columns, question)}
<section class="card wide">${showTable(heading, shown, `Rows of ${table.name}`)}
<p>${question.page > 1 && html`<a href="${here({ page: String(question.page - 1) })}" rel="prev">Earlier rows</a> `}${all.length > ROWS_PER_PAGE && html`<a href="${here({ page: String(question.page + 1) })}" rel="next">More rows</a>`}</p>
<p>All of these rows as ${FORMATS.map(([format, label], index) => html`${index > 0 && ", "}<a href="${here({ format })}">${label}</a>`)}. ${SAVING}</p></section>`;
}

function showFilter(columns: readonly string[], { filter, sort, descending }: TableQuestion): Html {
  const option = (value: string, label: string, chosen: boolean) => html`<option value="${value}"${chosen && trusted(" selected")}>${label}</option>`;
  return html`<form method="get"><p>
<label>Column <select name="column">${columns.map((column) => option(column, column, column === filter?.column))}</select></label>
<label>Comparison <select name="operator">${Object.entries(OPERATORS).map(([value, label]) => option(value, label, value === (filter?.operator ?? "contains")))}</select></label>
<label>Value <input name="value" value="${filter?.value}"></label>
${sort !== undefined && html`<input type="hidden" name="sort" value="${sort}"><input type="hidden" name="order" value="${descending ? "desc" : "asc"}">`}
<button>Filter</button></p></form>`;
}

/** Long values are cut here; the page of the row shows them. */
function shorten(value: string | null): string | null {
  return value !== null && value.length > 80 ? `${value.slice(0, 79)}…` : value;
}

/** The values of a key, in its order. */
export function toParams(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`k${index}`, value]));
}
