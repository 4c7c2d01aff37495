import { sql } from "../../destinations/sql.ts";
import { drawLine } from "../charts/charts.ts";
import { html, type Html } from "../html.ts";
import { formatTime } from "../layout.ts";
import type { Visit } from "../page.ts";
import { readRecords } from "../../reader/records.ts";
import { showTable } from "../table.ts";

/** The loads of one resource, latest first, up to a limit. */
export async function showHistory({ reader, link }: Visit, resource: string): Promise<Html> {
  const entries = await reader.read((ask) => readRecords(ask, sql`SELECT * FROM _loads WHERE resource = ${resource} ORDER BY finished_at DESC LIMIT 200`));
  if (entries.length === 0) return html`<h1>${resource}</h1><p>It was never loaded.</p>`;
  const seconds = (entry: (typeof entries)[number]) => (Date.parse(entry["finished_at"]!) - Date.parse(entry["started_at"]!)) / 1000;
  const points = (value: (entry: (typeof entries)[number]) => number, unit: string) =>
    entries.map((entry) => ({ month: new Date(entry["started_at"]!), value: value(entry), title: `${formatTime(entry["started_at"]!)}: ${value(entry)}${unit}` })).reverse();
  return html`<p><a href="${link("loads")}">All resources</a></p><h1>${resource}</h1>
<div class="cards"><section class="card"><h2>Rows read</h2>${drawLine(`Rows read by loads of ${resource}`, points((entry) => Number(entry["rows"]), " rows"), { unit: "" })}</section>
<section class="card"><h2>Seconds</h2>${drawLine(`Seconds that loads of ${resource} took`, points(seconds, " s"), { unit: " s" })}</section></div>
<section class="card wide"><h2>Loads</h2>${showTable(
    ["started", "status", "what was read", "rows", "inserted", "updated", "deleted", "requests", "retries", "seconds", "why"],
    entries.map((entry) => [formatTime(entry["started_at"]!), entry["status"]!, entry["extent"] ?? null, entry["rows"]!, entry["inserted"]!, entry["updated"]!, entry["deleted"]!, entry["requests"]!, entry["retries"]!, seconds(entry).toFixed(1), entry["reason"] ?? null]),
    `Loads of ${resource}`,
  )}</section>`;
}
