import type { LoadOutcome } from "../../../runtime/cli/terminal/load-outcome.ts";
import { type History, addOutcome, addReport, newHistory } from "../../../runtime/cli/schedule/history.ts";
import type { ResourceReport } from "../../../runtime/load/tally.ts";

export const MINUTE = 60_000;
export const START = new Date("2026-11-22T08:00:00Z");
export const at = (minutes: number) => new Date(START.getTime() + minutes * MINUTE);

/** A schedule of every 15 minutes. */
export function newSchedule(): History {
  return newHistory(15 * MINUTE, START);
}

/** A load that ended so many minutes after the start, as a schedule writes it down. */
export function endLoad(history: History, minutes: number, { resources = [newReport()], ...rest }: Partial<LoadOutcome> = {}): void {
  for (const report of resources) addReport(history, report, at(minutes));
  const outcome = { loadId: `load-${minutes}`, startedAt: at(minutes - 1), seconds: 60, destination: "lago.duckdb", schema: "lago_data", planned: resources.length, keptBefore: new Set<string>(), error: undefined, ...rest, resources };
  addOutcome(history, outcome, at(minutes));
}

export function newReport(report: Partial<ResourceReport> = {}): ResourceReport {
  return {
    name: "taxes", table: "taxes", status: "loaded", strategy: "full", extent: "whole list", scope: "full", withheld: 0, rows: 3, inserted: 1, updated: 2, deleted: 0, pages: 1, requests: 2,
    retries: 1, waits_ms: 0, passes: 1, resumed: 0, total_count: 3, seconds: 0.5, rejected: 0, misfits: {}, unknown: [], ...report,
  };
}
