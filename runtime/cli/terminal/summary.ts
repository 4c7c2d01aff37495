import type { LoadStatus, ResourceReport } from "../../load/tally.ts";
import { paint, type Tone } from "./color.ts";
import { isInterrupted } from "./interrupt.ts";
import { findTroubles, type LoadOutcome } from "./load-outcome.ts";
import { explainError, hideSecrets, toPlainLine } from "./messages.ts";
import { countOf, fitColumns, formatCount, formatTable } from "./table.ts";

/** How a summary is formatted. */
export interface SummaryView {
  /** Width of the terminal in characters: columns that do not fit are left out, and resources without changes. */
  readonly width?: number | undefined;
  /** Print everything, also what earlier loads have reported. */
  readonly verbose?: boolean;
  readonly colored?: boolean;
}

/** The result of a load for people: first what needs attention, in the last line the result. */
export function formatSummary(outcome: LoadOutcome, { width, verbose = false, colored = false }: SummaryView = {}): string {
  const reports = outcome.resources.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const shown = width === undefined || verbose ? reports : reports.filter(saysSomething);
  return [
    ...formatTroubles(reports, colored),
    ...(shown.length > 0 ? [formatResources(shown, verbose ? undefined : width, colored)] : []),
    ...(shown.length < reports.length ? [`${shown.length > 0 ? "… and " : ""}${countOf(reports.length - shown.length, "resource")} without changes.\n`] : []),
    ...formatExtents(reports, verbose),
    ...formatKept(outcome, verbose),
    `\n${paint(formatClosing(outcome), toneOf(outcome), colored)}\n`,
  ].join("");
}

/** The last line of the summary. */
export function formatClosing({ destination, schema, resources, planned, seconds }: LoadOutcome): string {
  if (isInterrupted()) return `Interrupted: ${resources.length} of ${countOf(planned, "resource")} finished, ${planned - resources.length} not. The next load resumes.`;
  const rows = formatCount(sum(resources.map(({ rows }) => rows)));
  const rejected = sum(resources.map((report) => report.rejected));
  const refused = rejected > 0 ? ` ${countOf(rejected, "record")} rejected, see the table _rejected.` : "";
  return `Into ${destination}, schema ${schema}: ${rows} rows in ${seconds.toFixed(1)} s. ${countStatuses(resources)}.${refused}`;
}

/** The result as one JSON object, also if an error ended the load. */
export function formatReport({ loadId, error, destination, resources: reports }: LoadOutcome): string {
  const resources = reports.map((report) => ({ ...report, error: report.error ?? null }));
  const failure = error === undefined ? {} : { error: explainError(error, { stack: false }) };
  return `${hideSecrets(JSON.stringify({ load_id: loadId, destination, resources, ...failure }))}\n`;
}

/** The colour of a resource. */
export const TONES: Readonly<Record<LoadStatus, Tone | undefined>> = { loaded: undefined, skipped: "doubtful", incomplete: "doubtful", failed: "bad" };

function toneOf({ resources, error }: LoadOutcome): Tone | undefined {
  return error !== undefined || resources.some(({ status }) => status === "failed") ? "bad" : findTroubles(resources).length > 0 ? "doubtful" : undefined;
}

function saysSomething({ status, inserted, updated, deleted, rejected }: ResourceReport): boolean {
  return status !== "loaded" || inserted + updated + deleted + rejected > 0;
}

const HEADING = ["resource", "status", "rows", "inserted", "updated", "deleted", "pages", "requests", "seconds", "kept in _extra"];
/** Columns that a narrow terminal leaves out, in this order. */
const EXPENDABLE = ["kept in _extra", "requests", "pages", "seconds", "deleted", "updated", "inserted"];

function formatResources(reports: readonly ResourceReport[], width: number | undefined, colored: boolean): string {
  const rows = reports.map((report) => [
    report.name,
    report.status,
    formatCount(report.rows),
    formatCount(report.inserted),
    formatCount(report.updated),
    formatCount(report.deleted),
    formatCount(report.pages),
    formatCount(report.requests),
    report.seconds.toFixed(1),
    describeKept(report),
  ]);
  const [heading, ...lines] = formatTable(...fitColumns(HEADING, rows, width, EXPENDABLE)).trimEnd().split("\n").map((line) => (width === undefined ? line : line.slice(0, width)));
  return `${paint(heading!, "quiet", colored)}\n${lines.map((line, index) => `${paint(line, TONES[reports[index]!.status], colored)}\n`).join("")}`;
}

function describeKept({ misfits, unknown }: ResourceReport): string {
  const values = sum(Object.values(misfits));
  return [...(values > 0 ? [countOf(values, "value")] : []), ...(unknown.length > 0 ? [countOf(unknown.length, "unknown key")] : [])].join(", ");
}

/** How lists were read, if not in full. A load of many resources leaves it out: it would repeat the same long list. */
function formatExtents(reports: readonly ResourceReport[], verbose: boolean): string[] {
  const lines = reports.flatMap(({ name, strategy, extent }) => (extent !== null && (strategy === "window" || !extent.startsWith("whole list")) ? [`  ${name}: ${extent}\n`] : []));
  if (lines.length === 0) return [];
  if (lines.length > MOST_EXTENTS && !verbose) return [`\nIncremental reads: ${countOf(lines.length, "resource")}. --verbose or lago-loader status --history says what each looked at.\n`];
  return ["\nIncremental reads:\n", ...lines];
}

const MOST_EXTENTS = 5;

/** Values kept in `_extra`. Those that earlier loads have reported are only counted, unless `verbose`. */
function formatKept({ resources: reports, keptBefore }: LoadOutcome, verbose: boolean): string[] {
  const isNew = (name: string) => verbose || !keptBefore.has(name);
  const misfits = reports.flatMap((report) => Object.entries(report.misfits)).filter(([name]) => isNew(name));
  const unknown = reports.flatMap((report) => report.unknown).filter(isNew);
  const known = new Set(reports.flatMap(({ misfits, unknown }) => [...Object.keys(misfits), ...unknown]).filter((name) => !isNew(name))).size;
  return [
    ...(misfits.length === 0 ? [] : [`\n${formatTable(["Values that do not fit their column, kept in _extra:", ""], misfits.map(([column, count]) => [`  ${column}`, countOf(count, "value")]))}`]),
    ...formatUnknown(unknown),
    ...(known === 0 ? [] : [`\nKept in _extra as before: ${countOf(known, "field")}. --verbose lists them.\n`]),
  ];
}

function formatUnknown(unknown: readonly string[]): string[] {
  const byTable = new Map<string, string[]>();
  // A list and its single records may have the same unknown fields.
  for (const key of new Set(unknown)) {
    const [, table = "", name = key] = /^([^.]*)\.(.*)$/s.exec(key) ?? [];
    byTable.set(table, [...(byTable.get(table) ?? []), name]);
  }
  const lines = [...byTable].map(([table, names]) => `  ${toPlainLine(`${table}: ${names.join(", ")}`)}\n`);
  return lines.length === 0 ? [] : ["\nUndocumented fields, kept in _extra:\n", ...lines];
}

function formatTroubles(reports: readonly ResourceReport[], colored: boolean): string[] {
  const lines = reports.filter(({ error }) => error !== undefined).map(({ name, status, error }) => paint(`  ${name} (${status}): ${toPlainLine(hideSecrets(error!))}\n`, TONES[status], colored));
  return lines.length === 0 ? [] : ["Not loaded, or not all of it:\n", ...lines, "\n"];
}

function countStatuses(reports: readonly ResourceReport[]): string {
  const details = reports.filter(({ strategy }) => strategy === "details");
  const lists = reports.filter((report) => !details.includes(report));
  return `Resources: ${describeStatuses(lists)}${details.length > 0 ? `. Details: ${describeStatuses(details)}` : ""}`;
}

function describeStatuses(reports: readonly ResourceReport[]): string {
  const statuses: readonly LoadStatus[] = ["loaded", "incomplete", "skipped", "failed"];
  const counts = statuses.map((status) => ({ status, count: reports.filter((report) => report.status === status).length }));
  return counts.flatMap(({ status, count }) => (count > 0 ? [`${count} ${status}`] : [])).join(", ");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
