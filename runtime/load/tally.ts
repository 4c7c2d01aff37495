import type { Committed, LoadEntry, LoadFigures, Scope, Stamp } from "../destinations/destination.ts";
import type { Resource } from "../resource.ts";
import { type FitReport, newFitReport } from "../rows/shape.ts";
import { type Strategy, strategyOf } from "./strategy.ts";
import type { Traffic } from "../transport/retry.ts";
import { loaderVersion } from "../version.ts";

export type LoadStatus = LoadEntry["status"];

/** The result of one resource in one load. */
export interface ResourceReport extends LoadFigures {
  readonly name: string;
  readonly table: string;
  /**
   * `loaded`: the table has every record. `incomplete`: rows may be missing, and nothing was marked as deleted without proof.
   * `failed`: the table is unchanged. `skipped`: Lago refuses the list, or does not have it.
   */
  readonly status: LoadStatus;
  readonly strategy: Strategy;
  /** The extent read, for people: `window from 2026-11-15, last full refresh 2 days ago`; null if nothing was. */
  readonly extent: string | null;
  /** The extent read, for programs. */
  readonly scope: Scope | null;
  readonly seconds: number;
  /** Why the status is not `loaded`, in one sentence. */
  readonly error?: string;
  /** Set if it is `skipped` although an earlier load has read it: its rows are out of date. */
  readonly was_loaded?: true;
}

/** The counters of one resource in one load. Progress, report and `_loads` all use them, so they agree. */
export interface Tally extends Traffic {
  /** Distinct records staged. */
  rows: number;
  pages: number;
  resumed: number;
  passes: number;
  /** The sum of the last total counts of its lists; null if one had none. */
  totalCount: number | null;
}

export function newTally(): Tally {
  return { rows: 0, pages: 0, requests: 0, retries: 0, waits: 0, resumed: 0, passes: 0, totalCount: null };
}

/** Identifies a load in its rows and in `_loads`. */
export interface LoadStamp extends Stamp {
  /** As in `LoadEntry`. */
  readonly sequence: number;
}

export interface Outcome {
  readonly resource: Resource;
  /** The name of the work in reports, if it is not the resource's own list (details). */
  readonly name?: string;
  readonly stamp: LoadStamp;
  readonly documentVersion: string | null;
  readonly startedAt: Date;
  readonly status: LoadStatus;
  readonly reason?: string | undefined;
  readonly extent?: string | undefined;
  readonly scope?: Scope | undefined;
  readonly withheld?: number | undefined;
  readonly wasLoaded?: boolean | undefined;
  /** As in `LoadEntry`. */
  readonly pageSize?: number | undefined;
  readonly tally: Tally;
  readonly committed: Committed;
  readonly fit: FitReport;
  /** Records that no table could hold. Default 0. */
  readonly rejected?: number;
}

export const NOTHING_COMMITTED: Committed = { inserted: 0, updated: 0, deleted: 0 };
export const NOTHING_READ = newFitReport();

/** The outcome as a row of `_loads`. */
export function toEntry(outcome: Outcome): LoadEntry {
  const { resource, name = resource.name, stamp, startedAt, status, reason, extent, scope, documentVersion } = outcome;
  return {
    load_id: stamp.loadId,
    resource: name,
    started_at: startedAt,
    finished_at: new Date(),
    status,
    reason: reason ?? null,
    extent: extent ?? null,
    scope: scope ?? null,
    ...figuresOf(outcome),
    page_size: outcome.pageSize ?? null,
    document_version: documentVersion,
    loader_version: loaderVersion,
    sequence: stamp.sequence,
  };
}

/** The outcome as `load` reports it. */
export function toReport(outcome: Outcome): ResourceReport {
  const { resource, name = resource.name, startedAt, status, reason, extent, scope } = outcome;
  return {
    name,
    table: resource.tables[0].name,
    status,
    strategy: name === resource.name ? strategyOf(resource) : "details",
    extent: extent ?? null,
    scope: scope ?? null,
    ...figuresOf(outcome),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    ...(reason && { error: reason }),
    ...(outcome.wasLoaded && { was_loaded: true as const }),
  };
}

function figuresOf({ tally, committed, withheld = 0, rejected = 0, fit }: Outcome): LoadFigures {
  return {
    rows: tally.rows,
    ...committed,
    withheld,
    pages: tally.pages,
    requests: tally.requests,
    retries: tally.retries,
    waits_ms: Math.round(tally.waits),
    passes: tally.passes,
    resumed: tally.resumed,
    total_count: tally.totalCount,
    rejected,
    misfits: Object.fromEntries(fit.misfits),
    unknown: [...fit.unknown],
  };
}
