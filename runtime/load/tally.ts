import type { Committed, LoadEntry, LoadFigures, Scope, Stamp } from "../destinations/destination.ts";
import type { Resource } from "../resource.ts";
import { type FitReport, newFitReport } from "../rows/shape.ts";
import { type Strategy, strategyOf } from "./strategy.ts";
import type { Traffic } from "../transport/retry.ts";
import { loaderVersion } from "../version.ts";

export type LoadStatus = LoadEntry["status"];

/** What became of one resource in one load. */
export interface ResourceReport extends LoadFigures {
  readonly name: string;
  readonly table: string;
  /** `incomplete`: loaded, but rows may be missing, since the list kept moving while it was read. */
  readonly status: LoadStatus;
  readonly strategy: Strategy;
  /** What of the list was looked at, as in `window from 2026-11-15, last full refresh 2 days ago`; null where nothing was. */
  readonly extent: string | null;
  /** The same as data. */
  readonly scope: Scope | null;
  readonly seconds: number;
  /** Why it is not `loaded`, in one sentence. */
  readonly error?: string;
  /** Set where it is `skipped` and an earlier load has read it: its rows are out of date. */
  readonly was_loaded?: true;
}

/** Counts what a load of one resource does, for its progress, its report and the journal, which so agree. */
export interface Tally extends Traffic {
  /** Distinct records staged. */
  rows: number;
  pages: number;
  resumed: number;
  passes: number;
  /** The sum of what the lists said at last that they hold; null where one did not say. */
  totalCount: number | null;
}

export function newTally(): Tally {
  return { rows: 0, pages: 0, requests: 0, retries: 0, waits: 0, resumed: 0, passes: 0, totalCount: null };
}

/** What marks a load in its rows, and in its entries of the journal. */
export interface LoadStamp extends Stamp {
  /** As in `LoadEntry`. */
  readonly sequence: number;
}

export interface Outcome {
  readonly resource: Resource;
  /** What the work is called, where it is not the reading of the resource's list. */
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
  readonly tally: Tally;
  readonly committed: Committed;
  readonly fit: FitReport;
  /** Records that no table could hold. Default 0. */
  readonly rejected?: number;
}

export const NOTHING_COMMITTED: Committed = { inserted: 0, updated: 0, deleted: 0 };
export const NOTHING_READ = newFitReport();

/** The row of the journal. */
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
    document_version: documentVersion,
    loader_version: loaderVersion,
    sequence: stamp.sequence,
  };
}

/** The same for whoever called `load`. */
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
