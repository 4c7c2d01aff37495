import { COUNTERS, type Counter } from "../../load/telemetry.ts";
import type { ResourceReport } from "../../load/tally.ts";
import { type LoadOutcome, type OutcomeStatus, statusOf } from "../terminal/load-outcome.ts";

/** The loads of this process: the only source of `/healthz` and `/metrics`. */
export interface History {
  /** Milliseconds from the start of one load to the start of the next. */
  readonly every: number;
  readonly startedAt: Date;
  /** Start of the running load; undefined between loads. */
  runningSince?: Date | undefined;
  /** Start of the next load; undefined while one runs. */
  nextAt?: Date | undefined;
  last?: Ended;
  /** The last load in which no resource failed or is incomplete. */
  lastSuccess?: Ended;
  readonly loads: Record<OutcomeStatus, number>;
  /** Totals of all loads. */
  seconds: number;
  /** By resource name. */
  readonly resources: Map<string, ResourceTotals>;
}

export interface Ended {
  readonly outcome: LoadOutcome;
  readonly at: Date;
}

/** Totals of all loads of a resource. */
export interface ResourceTotals {
  readonly counts: Record<Counter, number>;
  loads: number;
  seconds: number;
  lastSuccessAt?: Date;
  /** Of the last load. */
  status?: ResourceReport["status"];
}

export function newHistory(every: number, startedAt = new Date()): History {
  return { every, startedAt, loads: { loaded: 0, partial: 0, failed: 0 }, seconds: 0, resources: new Map() };
}

/** Records the end of a resource. */
export function addReport({ resources }: History, report: ResourceReport, at = new Date()): void {
  const totals = resources.get(report.name) ?? newTotals();
  resources.set(report.name, totals);
  for (const name of COUNTERS) totals.counts[name] += report[name];
  totals.loads += 1;
  totals.seconds += report.seconds;
  // A load of webhooks reads only a part of the list.
  if (report.scope === "webhooks") return;
  totals.status = report.status;
  if (report.status === "loaded") totals.lastSuccessAt = at;
}

/** Records the end of a load. */
export function addOutcome(history: History, outcome: LoadOutcome, at = new Date()): void {
  const status = statusOf(outcome);
  history.last = { outcome, at };
  if (status === "loaded") history.lastSuccess = history.last;
  history.loads[status] += 1;
  history.seconds += outcome.seconds;
}

function newTotals(): ResourceTotals {
  return { counts: Object.fromEntries(COUNTERS.map((name) => [name, 0])) as Record<Counter, number>, loads: 0, seconds: 0 };
}
