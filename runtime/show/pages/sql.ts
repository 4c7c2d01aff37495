import { BusyError, DEFAULT_LIMITS } from "../../reader/reader.ts";
import { ConfigurationError } from "../../errors.ts";
import { buildQuery } from "../../metrics/build-query.ts";
import { findMetric, readChecks } from "../../metrics/read-metrics.ts";
import { EDITOR, hasEditor } from "../assets.ts";
import { readCatalog } from "../data/catalog.ts";
import { FORMATS, SAVING } from "../download.ts";
import { html, type Html } from "../html.ts";
import type { Page, Visit } from "../page.ts";
import { showTable } from "../table.ts";

/** A box for free SQL: one read-only statement, bounded. It works without JavaScript. */
export const sqlBox: Page = {
  path: "sql",
  title: "SQL",
  async render(visit) {
    const question = visit.params.get("q") ?? (await findKnownSql(visit)) ?? "";
    const asked = visit.params.get("run") === "1";
    visit.reader.prepare();
    return html`<h1>SQL</h1>
<form method="post" action="${visit.link("sql")}"><p><label for="q">One SELECT. Names of tables need no schema. At most ${DEFAULT_LIMITS.rows} rows and ${DEFAULT_LIMITS.milliseconds / 1000} seconds.</label></p>
<textarea id="q" name="q" rows="10" spellcheck="false" data-columns="${visit.link("sql", { format: "json" })}">${question}</textarea><p><button>Run</button> <span class="muted">or Ctrl+Enter</span> · ${FORMATS.map(([format, label]) => html`<button name="format" value="${format}">Save as ${label}</button> `)}· <a href="${visit.link("schema")}">Tables and columns</a></p><p class="muted">${SAVING}</p></form>
${asked && (await runQuestion(question, visit))}
${hasEditor() && html`<script type="module" src="${visit.link(EDITOR.path)}"></script>`}`;
  },
  /** The statement; in a link, the statement that the editor completes. */
  async download({ remember, resources, params }) {
    if (params.get("run") === "1") return { name: "answer", statement: params.get("q") ?? "" };
    const catalog = await remember("catalog", (ask) => readCatalog(ask, resources));
    return { name: "columns", columns: ["table", "column"], rows: [...catalog.values()].flatMap(({ table, columns }) => columns.map(({ name }) => [table.name, name])) };
  },
};

/** The complete query of a metric or a check, to edit and run. */
async function findKnownSql({ metrics, params }: Visit): Promise<string | undefined> {
  const name = params.get("metric");
  if (name !== null) return buildQuery(findMetric(metrics, name), metrics.parts, { by: params.get("by")?.split(",") }).sql;
  const check = (await readChecks()).find((check) => check.name === params.get("check"));
  return check && buildQuery(check, metrics.parts).sql;
}

async function runQuestion(question: string, { reader }: Visit): Promise<Html> {
  try {
    const { columns, rows, truncated, milliseconds } = await reader.query(question);
    const cut = truncated === "rows" ? ` Only the first ${rows.length} are shown.` : truncated === "bytes" ? " The answer was cut: it is too large." : "";
    return html`<section class="card wide"><h2>Answer</h2><p>${rows.length} rows in ${milliseconds} ms.${cut}</p>${showTable(columns.map(({ name }) => name), rows, "Answer")}</section>`;
  } catch (error) {
    if (error instanceof BusyError || !(error instanceof ConfigurationError)) throw error;
    return html`<section class="card wide"><h2>It did not run</h2><pre class="bad" tabindex="0">${error.message}</pre></section>`;
  }
}
