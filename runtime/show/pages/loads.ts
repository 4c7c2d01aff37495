import { sql } from "../../destinations/sql.ts";
import { describeUnseen } from "../../load/strategy.ts";
import { readStates, type State } from "../../reader/states.ts";
import { drawTimeline } from "../charts/timeline.ts";
import { html, type Html } from "../html.ts";
import { formatTime } from "../layout.ts";
import type { Page, Visit } from "../page.ts";
import { readRecords, type Record } from "../../reader/records.ts";
import { showTable } from "../table.ts";
import { readSamples } from "../loads/samples.ts";
import { showHistory } from "./load-history.ts";

/** The last load of each resource, what it kept in `_extra`, and how fresh each resource is. */
export const loads: Page = {
  path: "loads",
  title: "Loads",
  render: (visit) => (visit.rest[0] ? showHistory(visit, visit.rest[0]) : showAll(visit)),
};

async function showAll(visit: Visit): Promise<Html> {
  const { reader, resources, anonymous } = visit;
  const { states, entries, samples } = await reader.read(async (ask) => {
    const entries = new Map((await readRecords(ask, LAST_ENTRIES)).map((entry) => [entry["resource"]!, entry]));
    // An undocumented field may hold personal data.
    const names = anonymous ? [] : [...entries.values()].flatMap((entry) => listKept(entry).map(({ name }) => name));
    return { states: await readStates(ask, resources), entries, samples: await readSamples(ask, names, new Set((await ask(TABLES)).rows.map(([table]) => table!))) };
  });
  if (states.length === 0) return html`<h1>Loads</h1><p>Nothing has been loaded yet.</p>`;
  const newest = states.map(({ finished_at }) => finished_at).reduce((one, other) => (one > other ? one : other));
  const troubled = states.filter(({ status }) => status !== "loaded");
  return html`<h1>Loads</h1>
${troubled.length > 0 && html`<section class="card wide"><h2>Needs attention</h2>${showTable(["resource", "status", "why"], troubled.map(({ resource, status, reason }) => [showName(resource, visit), html`<span class="bad">${status}</span>`, reason]), "Resources that need attention")}</section>`}
<section class="card wide"><h2>The last load of each resource</h2>
<p>${states.length} resources, ${troubled.length === 0 ? "all loaded" : `${troubled.length} not loaded completely`}. A name leads to its history. Ages are counted from the newest load.</p>
${showTable(["resource", "status", "finished", "age", "last full refresh", "its age", "what was read", "rows in table", "deleted", "inserted", "updated", "requests", "retries", "seconds", "rejected"], states.map((state) => describe(state, entries.get(state.resource), newest, visit)), "The last load of each resource")}</section>
<section class="card wide"><h2>The last load, from start to commit</h2>${showTimeline([...entries.values()])}</section>
<section class="card wide"><h2>Fields that the OpenAPI spec does not have, and values that do not fit</h2>
<p>All of them are kept in <code>_extra</code>, exactly as Lago sent them.</p>${showKept([...entries.values()], samples)}</section>
<section class="card wide"><h2>What incremental loads miss</h2>
<p>It shows in the next full refresh.</p>
${showTable(["resource", "missed until then"], resources.flatMap((resource) => (describeUnseen(resource) === undefined ? [] : [[resource.name, describeUnseen(resource)!]])), "What incremental loads miss")}</section>`;
}

const TABLES = sql`SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = current_schema()`;

const LAST_ENTRIES = sql`SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY resource ORDER BY finished_at DESC) AS age FROM _loads) AS entries WHERE age = 1 ORDER BY started_at, resource`;

function describe({ resource, status, finished_at, last_full_at, extent, rows, deleted, rejected }: State, entry: Record | undefined, newest: string, visit: Visit): (string | Html | null)[] {
  const of = (column: string) => entry?.[column] ?? null;
  const seconds = entry ? ((Date.parse(entry["finished_at"]!) - Date.parse(entry["started_at"]!)) / 1000).toFixed(1) : null;
  const marked = status === "loaded" ? status : html`<span class="bad">${status}</span>`;
  return [showName(resource, visit), marked, formatTime(finished_at), formatAge(finished_at, newest), last_full_at && formatTime(last_full_at), last_full_at && formatAge(last_full_at, newest), extent, text(rows), text(deleted), of("inserted"), of("updated"), of("requests"), of("retries"), seconds, text(rejected)];
}

function showName(resource: string, { link }: Visit): string | Html {
  const address = link(`loads/${encodeURIComponent(resource)}`);
  return address === undefined ? resource : html`<a href="${address}">${resource}</a>`;
}

/** Of the rows of one load, the one that started last. */
function showTimeline(entries: readonly Record[]): Html {
  const latest = entries.reduce((one, other) => (one["started_at"]! > other["started_at"]! ? one : other));
  const together = entries.filter((entry) => entry["load_id"] === latest["load_id"]);
  const start = Math.min(...together.map((entry) => Date.parse(entry["started_at"]!)));
  const spans = together.map((entry) => ({
    name: entry["resource"]!,
    from: (Date.parse(entry["started_at"]!) - start) / 1000,
    to: (Date.parse(entry["finished_at"]!) - start) / 1000,
    good: entry["status"] === "loaded",
    title: `${entry["resource"]}: ${entry["status"]}, ${entry["rows"]} rows in ${entry["requests"]} requests`,
  }));
  return drawTimeline("When each resource of the last load was read and committed", spans);
}

/** What a load has kept in `_extra`, by its reported names. */
function listKept(entry: Record): { readonly name: string; readonly kind: string; readonly count: string }[] {
  const unknown = JSON.parse(entry["unknown"] ?? "[]") as string[];
  const misfits = Object.entries(JSON.parse(entry["misfits"] ?? "{}") as globalThis.Record<string, number>);
  return [...unknown.map((name) => ({ name, kind: "undocumented", count: "" })), ...misfits.map(([name, count]) => ({ name, kind: "does not fit", count: String(count) }))];
}

function showKept(entries: readonly Record[], samples: ReadonlyMap<string, string>): Html {
  const rows = entries.flatMap((entry) => listKept(entry).map(({ name, kind, count }) => [entry["resource"]!, name, kind, count, shorten(samples.get(name) ?? null)]));
  return rows.length === 0 ? html`<p>There are none.</p>` : showTable(["resource", "field", "kind", "values", "for example"], rows, "Fields and values kept in _extra");
}

/** The time between two loads, rounded: `3.5 h`. */
function formatAge(time: string, newest: string): string {
  const hours = (Date.parse(newest) - Date.parse(time)) / 3_600_000;
  return hours < 0.1 ? "0 h" : hours < 48 ? `${hours.toFixed(1)} h` : `${Math.round(hours / 24)} d`;
}

function shorten(value: string | null): string | null {
  return value !== null && value.length > 60 ? `${value.slice(0, 59)}…` : value;
}

function text(count: number | null): string | null {
  return count === null ? null : String(count);
}
