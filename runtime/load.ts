import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { Lago } from "./client.ts";
import type { Destination } from "./destinations/destination.ts";
import { checkDetails, loadDetails } from "./load/load-details.ts";
import { orderResources } from "./load/plan/load-order.ts";
import { loadResource } from "./load/load-resource.ts";
import { openFeed } from "./load/plan/change-feed.ts";
import { wasLoadedBefore } from "./load/cursors.ts";
import { type Hint, planHints } from "./load/plan/plan-hints.ts";
import type { LoadProgress } from "./load/read/read-resource.ts";
import { reachLago } from "./load/reach-lago.ts";
import { type CheckpointFolder, openFolder } from "./load/checkpoint/folder.ts";
import { checkOrganization, type Ownership } from "./load/organization.ts";
import type { Migration } from "./migrate/migration.ts";
import { checkChoice, type Planner, planRead, type ReadChoice } from "./load/plan/plan-read.ts";
import type { Resource } from "./resource.ts";
import { detailsName } from "./load/strategy.ts";
import type { LoadStamp, ResourceReport } from "./load/tally.ts";
import { endsWith } from "./transport/signals.ts";
import { openTelemetry, type Telemetry } from "./load/telemetry.ts";

export interface LoadOptions extends ReadChoice {
  readonly lago: Lago;
  readonly destination: Destination;
  /** Where the parents of nested lists are looked up that are not among those to load. Default: the loaded ones only. */
  readonly resources?: readonly Resource[];
  /** Of these, among those to load, also what only single records have: read of the rows that are new or changed. Default: none. */
  readonly details?: readonly Resource[];
  /** Read what these webhooks are about, and nothing else, of those of the selected resources that an earlier load has read. Of the others there is no report. */
  readonly hints?: readonly Hint[];
  /** How often a list is read again when rows moved while it was read. Default 3. */
  readonly maxPasses?: number;
  /** Mark rows as deleted in this load however many they are, also where Lago lists none any more. Default: not before two full refreshes agree. */
  readonly acceptDeletions?: boolean;
  /** Resources loaded beside one another; they share the requests in flight. Default 3. */
  readonly parallel?: number;
  /** False: ignore the checkpoint of an interrupted load and start over. Default true: resume from it. */
  readonly resume?: boolean;
  /** A folder of this machine for checkpoints. Default: beside a DuckDB file, else among the user's own files. */
  readonly resumeFolder?: string;
  /** Former name of `resumeFolder`. */
  readonly spool?: string;
  /** Wait for another load into the same tables, instead of being refused. */
  readonly wait?: boolean;
  /** Read everything, and write every row anew, with its child rows, also those that Lago sends as they are in the table. */
  readonly rewrite?: boolean;
  /** Told what was done to tables of an earlier version, before the first row. */
  readonly onMigrated?: (migration: Migration) => void;
  /** Names the load in `_load_id` and in the report, also where it ends with an error. Default: a random UUID. */
  readonly loadId?: string;
  /** When the load begins, for simulations of another day. Default: now. */
  readonly now?: Date;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Told in a sentence what the load does otherwise than it was asked to. */
  readonly onNotice?: (sentence: string) => void;
  readonly onReport?: (report: ResourceReport) => void;
  /** Ends the load: what is committed stays, what is not leaves no trace. */
  readonly signal?: AbortSignal;
}

/** What a load did, resource by resource, in the order in which they were asked for (parents first). */
export interface LoadReport {
  readonly loadId: string;
  readonly resources: readonly ResourceReport[];
}

/**
 * Loads the given lists into the database: whole, or what may have changed since the last load. Each resource commits by itself, at once or not at all; one
 * that fails does not stop the others. What concerns all of them does: a refused key, a Lago that is not there, a broken
 * database, an abort. These are thrown after what runs has been cleaned up.
 */
export async function load(selected: readonly Resource[], options: LoadOptions): Promise<LoadReport> {
  const { lago, destination, wait = false } = options;
  checkChoice(options);
  const known = options.resources ?? [];
  const all = orderResources(selected, known, options);
  // Their parents are as earlier loads have left them, or told of by webhooks of their own.
  const ordered = options.hints ? all.filter((resource) => selected.includes(resource)) : all;
  checkDetails(options.details, ordered);
  const signal = endsWith(options.signal, lago.signal);
  const { organization, reason } = await reachLago(lago, [...ordered, ...known], signal);
  if (!organization) options.onNotice?.(`Whose rows these are cannot be checked: ${reason}`);
  const reservation = await destination.reserve({ wait, ...(signal && { signal }) });
  try {
    // A wrong key changes nothing.
    const ownership = await checkOrganization(destination, organization);
    const refused = new Map<string, string>();
    const onFailed = (resource: string, reason: string) => void refused.set(resource, reason);
    const rewrite = options.rewrite ? selected.map(({ name }) => name) : [];
    const migration = await destination.migrate(options.hints ? ordered : [...new Set([...ordered, ...(options.resources ?? [])])], { rewrite, onFailed, ...(options.hints && { trustMark: true }) });
    if (migration.statements.length > 0) options.onMigrated?.(migration);
    const telemetry = await openTelemetry();
    const ends = endsWith(signal, reservation.lost)!;
    return await telemetry.load(() => loadAll(ordered, { ...options, ...(options.rewrite && { full: true }), signal: ends }, refused, ownership, telemetry));
  } catch (error) {
    // What else failed, failed for that.
    reservation.lost.throwIfAborted();
    throw error;
  } finally {
    await reservation.release();
  }
}

/** `refused`: resources whose tables could not be migrated, and why. */
async function loadAll(ordered: readonly Resource[], options: LoadOptions, refused: ReadonlyMap<string, string>, ownership: Ownership, telemetry: Telemetry): Promise<LoadReport> {
  const { lago, destination, maxPasses = 3, resume = true, acceptDeletions = false, onProgress = () => {}, onNotice = () => {} } = options;
  const stamp: LoadStamp = { loadId: options.loadId ?? randomUUID(), loadedAt: options.now ?? new Date(), sequence: await nextSequence(destination) };
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  // Each request listens.
  setMaxListeners(0, signal);
  const enter = newSemaphore(destination.oneAtATime ? 1 : (options.parallel ?? 3));
  const reports = new Map<string, Promise<ResourceReport>>();
  const hints = options.hints?.filter(({ organization }) => organization === undefined || ownership.id === null || organization === ownership.id);
  const plain: Planner = (resource, state, parents) =>
    hints ? planHints(resource, state, parents, { hints, destination, now: stamp.loadedAt }) : planRead(resource, state, options, stamp.loadedAt, parents);
  const feed = options.changes ? await openFeed(ordered, { destination, choice: options, now: stamp.loadedAt }) : undefined;
  const unfiltered = options.since || options.until ? ordered.filter(({ cursor }) => !cursor).map(({ name }) => name) : [];
  if (unfiltered.length > 0) onNotice(`Lago has no filter by time for ${unfiltered.join(", ")}: \`since\` and \`until\` are not used there.`);
  const checkpoints = await openCheckpoints(options, ownership);
  if (checkpoints.problem !== undefined) onNotice(`No checkpoint is kept, so the next load cannot resume this one: ${checkpoints.problem}. Name a folder of your own (--resume-folder).`);
  let planner = Promise.resolve(plain);
  if (feed) {
    const told = run(feed.resource, Promise.resolve(feed.planFeed), undefined);
    reports.set(feed.resource.name, told);
    planner = told.then((report) => feed.planOthers(report) ?? sayUnfollowed(report));
    // Every run waits for it and fails with it; where the feed is all that is loaded, none does.
    planner.catch(() => {});
  }
  for (const resource of hints ? await findLoaded(destination, ordered) : ordered) {
    if (resource === feed?.resource) continue;
    const parent = resource.parent && reports.get(resource.parent.resource);
    reports.set(resource.name, run(resource, planner, parent));
    if (options.details?.includes(resource)) reports.set(detailsName(resource), runDetails(resource, reports.get(resource.name)!));
  }
  const settled = await Promise.allSettled(reports.values());
  await checkpoints.close();
  const failure = settled.find((result) => result.status === "rejected");
  if (failure) throw stop.signal.aborted ? stop.signal.reason : failure.reason;
  return { loadId: stamp.loadId, resources: settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])) };

  function sayUnfollowed({ name, error }: ResourceReport): Planner {
    onNotice(`The change feed cannot be followed, so this load is one as without it: ${name}: ${error}`);
    return plain;
  }

  async function run(resource: Resource, planner: Promise<Planner>, parent: Promise<ResourceReport> | undefined): Promise<ResourceReport> {
    const plan = await planner;
    const above = await parent;
    const settings = { lago, destination, stamp, signal, maxPasses, checkpoints: checkpoints.path, ownership, resume, acceptDeletions, plan, onProgress, onNotice, parent: above, refused: refused.get(resource.name) };
    return inTurn(resource.name, () => loadResource(resource, settings));
  }

  async function runDetails(resource: Resource, list: Promise<ResourceReport>): Promise<ResourceReport> {
    const settings = { lago, destination, stamp, signal, onProgress, list: await list };
    return inTurn(detailsName(resource), () => loadDetails(resource, settings));
  }

  async function inTurn(name: string, work: () => Promise<ResourceReport>): Promise<ResourceReport> {
    const leave = await enter();
    try {
      signal.throwIfAborted();
      const report = await telemetry.resource(name, work);
      options.onReport?.(report);
      return report;
    } catch (error) {
      // Whatever concerns one resource has become its report; what comes here concerns all.
      stop.abort(error);
      throw error;
    } finally {
      leave();
    }
  }
}

/** Those that a load has read. What webhooks tell of the others, their first load brings; it may resume from pages that are older. */
async function findLoaded(destination: Destination, resources: readonly Resource[]): Promise<Resource[]> {
  const found: Resource[] = [];
  for (const resource of resources) if (await wasLoadedBefore(destination, resource)) found.push(resource);
  return found;
}

/** Loads into different schemas, or of different organisations, never see each other's. */
async function openCheckpoints({ destination, resumeFolder, spool }: LoadOptions, { id }: Ownership): Promise<CheckpointFolder> {
  const { rows: [[schema] = []] } = await destination.query("SELECT current_schema()");
  const chosen = resumeFolder ?? spool;
  return openFolder({ parent: chosen ?? destination.stateFolder, own: chosen === undefined, identity: [destination.name, schema ?? null, id] });
}

/** Loads of one schema come one after the other, so the number is this load's alone. */
async function nextSequence(destination: Destination): Promise<number> {
  const { rows: [[last] = []] } = await destination.query("SELECT coalesce(max(sequence), 0) FROM _loads");
  return Number(last) + 1;
}

/** A semaphore: `size` callers at a time, the others in the order in which they asked. */
function newSemaphore(size: number): () => Promise<() => void> {
  let free = size;
  const waiting: (() => void)[] = [];
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return async () => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return leave;
  };
}
