import type { LoadStatus, ResourceReport } from "../load/tally.ts";
import { isInterrupted } from "./interrupt.ts";
import type { LoadOutcome } from "./load-outcome.ts";
import { explainError, hideSecrets, toPlainLine } from "./messages.ts";
import { countOf, formatCount, formatTable } from "./table.ts";

/** What a load did, for a person. */
export function formatSummary(outcome: LoadOutcome): string {
  const { resources: reports, keptBefore } = outcome;
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
  return [
    formatTable(HEADING, rows),
    ...formatExtents(reports),
    ...formatMisfits(reports, keptBefore),
    ...formatUnknown(reports, keptBefore),
    ...formatTroubles(reports),
    `\n${formatClosing(outcome)}\n`,
  ].join("");
}

/** Its last line, for those who know the rest. */
export function formatClosing({ destination, schema, resources, planned, seconds }: LoadOutcome): string {
  if (isInterrupted()) return `Interrupted: ${resources.length} of ${countOf(planned, "resource")} finished, ${planned - resources.length} not. The next load resumes.`;
  const rows = formatCount(sum(resources.map(({ rows }) => rows)));
  const rejected = sum(resources.map((report) => report.rejected));
  const refused = rejected > 0 ? ` ${countOf(rejected, "record")} rejected, see the table _rejected.` : "";
  return `Into ${destination}, schema ${schema}: ${rows} rows in ${seconds.toFixed(1)} s. ${countStatuses(resources)}.${refused}`;
}

/** The same for a program: one object, whatever happened. */
export function formatReport({ loadId, error, destination, resources: reports }: LoadOutcome): string {
  const resources = reports.map((report) => ({ ...report, error: report.error ?? null }));
  const failure = error === undefined ? {} : { error: explainError(error, { stack: false }) };
  return `${hideSecrets(JSON.stringify({ load_id: loadId, destination, resources, ...failure }))}\n`;
}

const HEADING = ["resource", "status", "rows", "inserted", "updated", "deleted", "pages", "requests", "seconds", "kept in _extra"];

function describeKept({ misfits, unknown }: ResourceReport): string {
  const values = sum(Object.values(misfits));
  return [...(values > 0 ? [countOf(values, "value")] : []), ...(unknown.length > 0 ? [countOf(unknown.length, "unknown key")] : [])].join(", ");
}

/** Where a list was not read whole, or is not each time. In a load of many resources it would be the same long list again and again. */
function formatExtents(reports: readonly ResourceReport[]): string[] {
  const lines = reports.flatMap(({ name, strategy, extent }) => (extent !== null && (strategy === "window" || !extent.startsWith("whole list")) ? [`  ${name}: ${extent}\n`] : []));
  if (lines.length === 0) return [];
  if (lines.length > MOST_EXTENTS) return [`\nIncremental reads: ${countOf(lines.length, "resource")}. What each looked at: lago-loader status --history\n`];
  return ["\nIncremental reads:\n", ...lines];
}

const MOST_EXTENTS = 5;

function formatMisfits(reports: readonly ResourceReport[], before: ReadonlySet<string>): string[] {
  const all = reports.flatMap(({ misfits }) => Object.entries(misfits));
  const rows = all.flatMap(([column, count]) => (before.has(column) ? [] : [[`  ${column}`, countOf(count, "value")]]));
  return [...(rows.length === 0 ? [] : [`\n${formatTable(["Kept in _extra, because they do not fit their column:", ""], rows)}`]), ...formatOthers(all.length - rows.length, "column", "misfits")];
}

/** What the load before has told. */
function formatOthers(count: number, what: string, column: string): string[] {
  return count === 0 ? [] : [`\nKept in _extra as in the load before: values of ${countOf(count, what)}, see ${column} in _loads.\n`];
}

function formatUnknown(reports: readonly ResourceReport[], before: ReadonlySet<string>): string[] {
  const byTable = new Map<string, string[]>();
  const all = reports.flatMap(({ unknown }) => unknown);
  const fresh = all.filter((key) => !before.has(key));
  for (const key of fresh) {
    const [, table = "", name = key] = /^([^.]*)\.(.*)$/s.exec(key) ?? [];
    byTable.set(table, [...(byTable.get(table) ?? []), name]);
  }
  const lines = [...byTable].map(([table, names]) => `  ${toPlainLine(`${table}: ${names.join(", ")}`)}\n`);
  return [...(lines.length === 0 ? [] : ["\nUndocumented fields, kept in _extra:\n", ...lines]), ...formatOthers(all.length - fresh.length, "undocumented field", "unknown")];
}

function formatTroubles(reports: readonly ResourceReport[]): string[] {
  const lines = reports.filter(({ error }) => error !== undefined).map(({ name, status, error }) => `  ${name} (${status}): ${toPlainLine(error!)}\n`);
  return lines.length === 0 ? [] : ["\nNot loaded, or not all of it:\n", hideSecrets(lines.join(""))];
}

function countStatuses(reports: readonly ResourceReport[]): string {
  const statuses: readonly LoadStatus[] = ["loaded", "incomplete", "skipped", "failed"];
  const counts = statuses.map((status) => ({ status, count: reports.filter((report) => report.status === status).length }));
  return `Resources: ${counts.flatMap(({ status, count }) => (count > 0 ? [`${count} ${status}`] : [])).join(", ")}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
