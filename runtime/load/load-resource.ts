import { createHash } from "node:crypto";
import { newBatches } from "./batches.ts";
import type { Lago } from "../client.ts";
import { findCursorState, findPageSize, wasLoadedBefore } from "./cursors.ts";
import type { CommitOptions, Committed, Destination, ParentMark, Stage } from "../destinations/destination.ts";
import { isOwn, isRefusal } from "./judge/blame.ts";
import { doubtDeletions } from "./judge/deletions.ts";
import { sql } from "../destinations/sql.ts";
import { DestinationError, LagoError } from "../errors.ts";
import { findParents, sparing } from "./plan/find-parents.ts";
import { becomeWhole, type Planner, type ReadPlan } from "./plan/plan-read.ts";
import type { CountedAhead } from "./read/count-ahead.ts";
import { readAsked } from "./read/read-changes.ts";
import { type Contents, type LoadProgress, readResource, type ResourceReader } from "./read/read-resource.ts";
import { wholeList } from "./plan/stretch.ts";
import { newKnownSizes } from "../paging/page-size.ts";
import type { Resource } from "../resource.ts";
import { type Checkpoint, openCheckpoint } from "./checkpoint/checkpoint.ts";
import type { Ownership } from "./organization.ts";
import type { Organization } from "../lago.ts";
import { type LoadStamp, type LoadStatus, newTally, NOTHING_COMMITTED, NOTHING_READ, type Outcome, type ResourceReport, type Tally, toEntry, toReport } from "./tally.ts";
import { loaderVersion, readDocumentVersion } from "../version.ts";

export interface LoadResourceOptions {
  readonly lago: Lago;
  readonly destination: Destination;
  readonly stamp: LoadStamp;
  readonly maxPasses: number;
  /** The checkpoint folder, as `openFolder` returns it; undefined if no checkpoint can be kept. */
  readonly checkpoints: string | undefined;
  readonly ownership: Ownership;
  /** Whether to resume from the checkpoint of an interrupted load. */
  readonly resume: boolean;
  readonly plan: Planner;
  /** What was found out about the list, if it was expected to be read as a whole. */
  readonly ahead: CountedAhead | undefined;
  /** Mark rows as deleted, however many they are. */
  readonly acceptDeletions: boolean;
  /** The result of the parent resource, if there is one. */
  readonly parent: ResourceReport | undefined;
  /** The result of the list that shows changes of a nested one, if it was loaded. */
  readonly shownBy?: ResourceReport | undefined;
  /** The reason if its tables could not be migrated. */
  readonly refused?: string | undefined;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onNotice: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Loads one resource: stages its pages, checks that they are complete, merges them together with the row of `_loads`. Refusals of this
 * resource by Lago or the database become its report; errors that concern all resources are thrown.
 */
export async function loadResource(resource: Resource, options: LoadResourceOptions): Promise<ResourceReport> {
  const { destination, parent, stamp, ownership, signal } = options;
  const tally = options.ahead?.tally ?? newTally();
  const documentVersion = await readDocumentVersion(resource);
  const facts = { resource, stamp, documentVersion, startedAt: new Date(), tally, committed: NOTHING_COMMITTED, fit: NOTHING_READ };
  if (parent && !hasRows(parent)) {
    return endWithout(parent.status, `its parent ${parent.name} was ${parent.status}: ${parent.error}`);
  }
  if (options.refused !== undefined) return endWithout("failed", options.refused);
  let checkpoint: Checkpoint | undefined;
  let stage: Stage | undefined;
  let keep = false;
  let claimed: Organization | undefined;
  try {
    stage = await destination.stage(resource, stamp);
    const state = await findCursorState(destination, resource, stamp.loadedAt);
    if (state?.distrust !== undefined) options.onNotice(`${resource.name} is fully refreshed, ${state.distrust}.`);
    const planned = await options.plan(resource, state, await findParents(resource, { destination, state, now: stamp.loadedAt, showing: isUpToDate(options.shownBy) }));
    checkpoint = await openCheckpoint({
      folder: options.checkpoints,
      name: resource.name,
      identity: { ...identify(resource, documentVersion, options.lago), organization: ownership.id, after: await findLastCommit(destination, resource) },
      resume: options.resume && !planned.latest,
    });
    const sizes = newKnownSizes(options.lago.perPage === "auto" ? await findPageSize(destination, resource) : undefined);
    const read = await fill(stage, checkpoint, planned, resource, { ...options, tally, sizes });
    const plan = read.whole === undefined || planned.scope === "range" ? planned : becomeWhole(planned, read.whole, stamp.loadedAt);
    signal.throwIfAborted();
    const missing = [stage.rejected.describe(), read.doubt].filter((why) => why !== undefined).join("; ") || undefined;
    const sweep = missing ? "none" : sparing(plan.sweep, resource, read.unread);
    const held = missing || options.acceptDeletions ? undefined : await doubtDeletions(destination, resource, { ...(await stage.measure(sweep)), ...plan, rows: tally.rows, asked: read.asked });
    const doubt = missing ?? held?.doubt;
    const reason = doubt ?? read.failure;
    const { extent, scope } = plan;
    const pageSize = options.lago.perPage === "auto" ? sizes.learned() : undefined;
    const outcome: Outcome = { ...facts, pageSize, fit: stage.report, rejected: stage.rejected.count, status: reason ? "incomplete" : "loaded", reason, extent, scope, withheld: held?.withheld };
    // A table without a key is replaced, but not by an incomplete list.
    if (reason && resource.primaryKey.length === 0) return await endWith({ ...outcome, fit: NOTHING_READ });
    claimed = ownership.claim();
    const committed = await stage.commit({
      organization: claimed,
      sweep: doubt ? "none" : sweep,
      // Only another full refresh confirms deletions that a full refresh has withheld.
      ...(!PARTS.has(plan.scope) && { withhold: held ? sweep : "none" }),
      ...(!doubt && pickState(plan, read, tally)),
      supersedes: plan.scope !== "webhooks" && read.doubt === undefined && read.unread.length === 0 && (plan.sweep !== "none" || plan.cursor !== undefined),
      // Webhooks arrive all day, and most resources that they concern are unchanged.
      entry: (committed) => (plan.scope === "webhooks" && !reason && !isChange(committed) ? undefined : toEntry({ ...outcome, committed })),
    });
    return toReport({ ...outcome, committed });
  } catch (error) {
    ownership.release(claimed);
    keep = signal.aborted || isWorthResuming(error);
    if (!isOwn(error)) throw error;
    return await endWithout(isRefusal(error) ? "skipped" : "failed", error.message);
  } finally {
    await stage?.discard();
    await checkpoint?.close({ keep });
  }

  /** The table stays unchanged; only `_loads` has a new row. */
  async function endWithout(status: LoadStatus, reason: string): Promise<ResourceReport> {
    const wasLoaded = status === "skipped" && (await wasLoadedBefore(destination, resource));
    const left = wasLoaded ? " An earlier load has read it: its rows stay as they were then." : "";
    return endWith({ ...facts, tally: { ...tally, rows: 0 }, status, reason: `${reason}${left}`, wasLoaded });
  }

  async function endWith(outcome: Outcome): Promise<ResourceReport> {
    await destination.record(toEntry(outcome));
    return toReport(outcome);
  }
}

export function hasRows({ status }: ResourceReport): boolean {
  return status === "loaded" || status === "incomplete";
}

/** Whether all changes since the load before are in the table, as far as loads find them. */
function isUpToDate(report: ResourceReport | undefined): boolean {
  return report?.status === "loaded" && report.scope !== null && !PARTS.has(report.scope);
}

/** A range of time that the user chose: it says nothing about other rows. */
const PARTS: ReadonlySet<string> = new Set(["range", "webhooks"]);

function isChange({ inserted, updated, deleted }: Committed): boolean {
  return inserted + updated + deleted > 0;
}

/** The cursor of the resource. A parent whose list was not read has no mark, as one that was never read. */
function pickState({ cursor, marks }: ReadPlan, { unread }: Contents, { resumed }: Tally): Pick<CommitOptions, "cursor" | "marks"> {
  if (unread.length > 0 && !marks) return {};
  const left = new Set(unread.map((values) => JSON.stringify(values)));
  // Pages of an interrupted load do not contain changes that the feed has reported since; nor do lists that failed.
  const followed = resumed > 0 || unread.length > 0 ? undefined : cursor?.followed;
  return { ...(cursor && { cursor: { ...cursor, followed } }), ...(marks && { marks: without(marks, left) }) };
}

function* without(marks: Iterable<ParentMark>, parents: ReadonlySet<string>): Generator<ParentMark, void> {
  for (const mark of marks) if (!parents.has(mark.parent)) yield mark;
}

/** The pages so far are valid, and the next load may succeed. */
function isWorthResuming(error: unknown): boolean {
  return error instanceof DestinationError || (error instanceof LagoError && (error.kind === "unreachable" || error.kind === "malformed" || error.kind === "authentication"));
}

/** The identity of a checkpoint: pages can only be combined if they were requested and parsed in the same way. */
function identify({ path, query, tables }: Resource, documentVersion: string | null, { url, perPage }: Lago): object {
  const shape = createHash("sha256").update(JSON.stringify(tables)).digest("hex");
  return { lago: url, path, query: query ?? {}, perPage, shape, documentVersion, loaderVersion };
}

/** The last load that changed the resource's table: pages that were read before it are outdated. */
async function findLastCommit(destination: Destination, { name }: Resource): Promise<string | null> {
  const { rows } = await destination.query(sql`SELECT load_id FROM _loads WHERE resource = ${name} AND status IN ('loaded', 'incomplete') ORDER BY sequence DESC NULLS LAST, finished_at DESC LIMIT 1`);
  return rows[0]?.[0] ?? null;
}

/** Stages what the plan names. Returns why records may be missing nevertheless. */
async function fill(stage: Stage, checkpoint: Checkpoint, plan: ReadPlan, resource: Resource, options: LoadResourceOptions & Pick<ResourceReader, "tally" | "sizes">): Promise<Contents> {
  const { stretches, below = [], shown, asked: values = [], scope } = plan;
  const batches = newBatches(stage);
  try {
    // What was counted is the whole list.
    const counted = scope === "full" ? options.ahead?.counted : undefined;
    const reader = { ...options, resource, stage, batches, checkpoint, stretches, counted, below, shown, restIsKnown: scope !== "range" };
    const read = await readResource(reader);
    const part = read.doubt ?? (await readAsked(reader, values));
    const missing = part === undefined ? await askForGone(reader, plan) : { doubt: part };
    const { parent } = options;
    const above = parent?.status === "incomplete" ? `its parent ${parent.name} is incomplete, so that some lists may not have been asked for` : undefined;
    return { ...read, ...missing, doubt: missing.doubt ?? above };
  } finally {
    await batches.settle();
  }
}

/**
 * Stages rows that are missing in their part of the list and are not deleted: those that left a window because they
 * were given another time, and those that a filter hides (`/subscriptions?external_customer_id` shows none of a deleted customer, and
 * of customers who had the same id one after the other only those of the last).
 */
async function askForGone(reader: ResourceReader, { scope, sweep, asked = [] }: ReadPlan): Promise<Pick<Contents, "doubt" | "whole">> {
  const { resource, stage } = reader;
  const byFilter = asked.some(({ filter }) => filter !== undefined);
  if (!byFilter && !(scope === "window" && resource.cursor?.moves && resource.single)) return { doubt: undefined };
  const { gone } = await stage.measure(sweep);
  if (gone === 0) return { doubt: undefined };
  const values = gone <= MOST_ASKED ? await stage.listGone(sweep) : undefined;
  if (values) return { doubt: await readAsked(reader, [{ values }]) };
  if (!byFilter) return { doubt: `more than ${MOST_ASKED} rows left the window: too many to ask for each whether it is deleted. The next full refresh tells` };
  const { doubt } = await readResource({ ...reader, stretches: [wholeList(resource)] });
  return { doubt, whole: `since ${gone} rows did not come with what has changed` };
}

/** About as many as Lago returns within ten seconds. */
const MOST_ASKED = 500;
