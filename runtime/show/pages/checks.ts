import { identifier, joinSql, sql } from "../../destinations/sql.ts";
import { readChecks } from "../../metrics/read-metrics.ts";
import { type Checked, runChecks } from "../../metrics/run-checks.ts";
import type { Ask } from "../../reader/reader.ts";
import { findDangling } from "../checks/references.ts";
import { countRows, type KnownTable, readCatalog } from "../data/catalog.ts";
import { html, type Html } from "../html.ts";
import type { Page, Visit } from "../page.ts";
import { showTable } from "../table.ts";

/** Whether the data is consistent, and what could not be stored. */
export const checks: Page = {
  path: "checks",
  title: "Checks",
  async render(visit) {
    const { reader, metrics, resources } = visit;
    const known = await readChecks();
    const { checked, dangling, rejected, extras } = await reader.read(async (ask) => {
      const catalog = await readCatalog(ask, resources);
      const counts = await countRows(ask, catalog.keys());
      const tables = new Set((await ask(TABLES)).rows.map(([table]) => table!));
      return {
        checked: await runChecks(known, metrics, tables, ask),
        dangling: await findDangling(ask, catalog, counts),
        rejected: tables.has("_rejected") ? (await ask(REJECTED)).rows : [],
        extras: await countExtras(ask, catalog),
      };
    });
    return html`<h1>Checks</h1><p>On all rows of the database, each time this page is opened.</p>
<section class="card wide"><h2>What must hold</h2>${showTable(["check", "rows that differ"], checked.map((entry) => [html`<a href="#${entry.check.name}">${entry.check.title}</a>`, showCount(entry)]), "What must hold")}</section>
<div class="cards">${checked.map((entry) => showCheck(entry, visit))}</div>
<section class="card wide"><h2>References that lead nowhere</h2><p>Lago deletes records that others refer to, and sends no customer with some fees. Join with LEFT JOIN.</p>
${showTable(["column", "refers to", "rows without it"], dangling.map(({ table, column, to, rows }) => [`${table}.${column}`, to, rows]), "References that lead nowhere")}</section>
<section class="card wide"><h2>Records that could not be stored</h2><p>They are kept in <code>_rejected</code>, with the record as Lago sent it. The next load tries them again.</p>
${showTable(["resource", "reason", "records"], rejected, "Records that could not be stored")}</section>
<section class="card wide"><h2>Rows with something in <code>_extra</code></h2><p>Undocumented fields, and values that do not fit their column. The page Loads names them.</p>
${showTable(["table", "rows"], extras, "Rows with something in _extra")}</section>`;
  },
};

const TABLES = sql`SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = current_schema()`;

const REJECTED = sql`SELECT resource, reason, count(*) FROM _rejected GROUP BY resource, reason ORDER BY resource, reason`;

async function countExtras(ask: Ask, catalog: ReadonlyMap<string, KnownTable>) {
  const counts = [...catalog.values()].filter(({ columns }) => columns.some(({ name }) => name === "_extra")).map(({ table }) => sql`SELECT ${table.name}, count(_extra) FROM ${identifier(table.name)}`);
  return counts.length === 0 ? [] : (await ask(joinSql(counts, "\nUNION ALL\n"))).rows.filter(([, count]) => count !== "0");
}

function showCount({ missing, count }: Checked): Html | string {
  if (missing.length > 0) return html`<span class="muted">needs ${missing.join(", ")}</span>`;
  return count === 0 ? html`<span class="good">none</span>` : html`<span class="bad">${count}</span>`;
}

function showCheck({ check, sql, missing, count, first }: Checked, { link }: Visit): Html {
  const address = link("sql", { check: check.name });
  return html`<section class="card" id="${check.name}"><h2>${check.title}</h2><p>${check.definition}</p>
${missing.length > 0 ? html`<p>This database does not have ${missing.join(", ")} yet.</p>` : count === 0 ? html`<p class="good">It holds for all rows.</p>` : html`<p class="bad">${count} rows differ.${count > first.rows.length && ` These are the first ${first.rows.length}.`}</p>${showTable(first.columns, first.rows, `${check.title}: rows that differ`)}`}
${check.caveats !== "None." && html`<p>${check.caveats}</p>`}
<details><summary>the SQL</summary><pre tabindex="0"><code>${sql}</code></pre>${address !== undefined && html`<p><a href="${address}">Open in the SQL box</a></p>`}</details></section>`;
}
