import { randomUUID } from "node:crypto";
import type { Lago } from "./client.ts";
import type { Destination } from "./destinations/destination.ts";
import { hasSystemTables } from "./destinations/system-tables.ts";
import { checkDetails, loadDetails } from "./load/load-details.ts";
import { orderResources } from "./load/plan/load-order.ts";
import { loadResource } from "./load/load-resource.ts";
import { openFeed } from "./load/plan/change-feed.ts";
import { wasLoadedBefore } from "./load/cursors.ts";
import { type Hint, planHints } from "./load/plan/plan-hints.ts";
import type { LoadProgress } from "./load/read/read-resource.ts";
import { type CountedAhead, countAhead } from "./load/read/count-ahead.ts";
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
  /** The client to read from, as `createLago` returns it. */
  readonly lago: Lago;
  /** The open database to load into, as `openDuckDB` or `openPostgres` returns it. The caller closes it. */
  readonly destination: Destination;
  /** All known resources: parents of nested resources are looked up here, and loaded as well. Default: only the loaded resources. */
  readonly resources?: readonly Resource[];
  /** Resources, among those loaded, whose single-record details are fetched for new and changed rows. Default: none. */
  readonly details?: readonly Resource[];
  /** Load only the records that these webhooks name, of resources that an earlier load has read. The other resources have no report. */
  readonly hints?: readonly Hint[];
  /** How often a list is read at most, if it changes while it is read. Default 3. */
  readonly maxPasses?: number;
  /** Mark rows as deleted even if they are suspiciously many, or if Lago lists none at all. Default: only if two full refreshes agree. */
  readonly acceptDeletions?: boolean;
  /** Number of resources loaded at the same time. They share the client's `concurrency`. Default 3. */
  readonly parallel?: number;
  /** False: ignore the checkpoint of an interrupted load and start over. Default true: resume from it. */
  readonly resume?: boolean;
  /** Local folder for checkpoints. Default: beside a DuckDB file, else in the user's state folder. */
  readonly resumeFolder?: string;
  /** Former name of `resumeFolder`. */
  readonly spool?: string;
  /** Wait until another load into the same tables ends. Default false: reject with a `DestinationError`. */
  readonly wait?: boolean;
  /** Full-refresh, and write every row again with its child rows, even unchanged ones. */
  readonly rewrite?: boolean;
  /** Called once, before the first row, if tables of an earlier version were migrated. */
  readonly onMigrated?: (migration: Migration) => void;
  /** The value of `_load_id` and of `LoadReport.loadId`. Default: a random UUID. */
  readonly loadId?: string;
  /** The start of the load, for simulations of another day. Default: now. */
  readonly now?: Date;
  /** Called with the progress of a resource, several times while it is read. */
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Called with a sentence when the load cannot do exactly what was requested. */
  readonly onNotice?: (sentence: string) => void;
  /** Called when a resource has ended, whatever its status. */
  readonly onReport?: (report: ResourceReport) => void;
  /** Ends the load: committed resources stay, the others are rolled back. `load` rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The result of a load: one report for each resource, in load order (parents first). */
export interface LoadReport {
  readonly loadId: string;
  readonly resources: readonly ResourceReport[];
}

/**
 * Loads resources into the database: the first load is full, later ones are incremental. Each resource is committed in one
 * transaction. One that fails does not stop the others, and its report has the reason.
 *
 * Rejects with what concerns all of them, after running work has been cleaned up: a `ConfigurationError`, a `LagoError` (a refused
 * key, an unreachable Lago), a `DestinationError` (the database failed, or another load is running), or the reason of an abort.
 */
export async function load(selected: readonly Resource[], options: LoadOptions): Promise<LoadReport> {
  const { lago, destination, wait = false } = options;
  checkChoice(options);
  const known = options.resources ?? [];
  const all = orderResources(selected, known, options);
  // Parents are as earlier loads have left them, or have webhooks of their own.
  const ordered = options.hints ? all.filter((resource) => selected.includes(resource)) : all;
  checkDetails(options.details, ordered);
  const signal = endsWith(options.signal, lago.signal);
  const { organization, reason } = await reachLago(lago, [...ordered, ...known], signal);
  if (!organization) options.onNotice?.(`The organization of the API key cannot be checked: ${reason}`);
  const reservation = await destination.reserve({ wait, ...(signal && { signal }) });
  const counting = new AbortController();
  const ends = endsWith(signal, reservation.lost)!;
  const loadedAt = options.now ?? new Date();
  try {
    // First of all, so that a load with the key of another organisation changes nothing.
    const ownership = await checkOrganization(destination, organization);
    const ahead = countAhead(await findNew(ordered, options), { lago, loadedAt, signal: endsWith(ends, counting.signal)! });
    const refused = new Map<string, string>();
    const onFailed = (resource: string, reason: string) => void refused.set(resource, reason);
    const rewrite = options.rewrite ? selected.map(({ name }) => name) : [];
    const migration = await destination.migrate(options.hints ? ordered : [...new Set([...ordered, ...(options.resources ?? [])])], { rewrite, onFailed, ...(options.hints && { trustMark: true }) });
    if (migration.statements.length > 0) options.onMigrated?.(migration);
    const telemetry = await openTelemetry();
    return await telemetry.load(() => loadAll(ordered, { ...options, ...(options.rewrite && { full: true }), now: loadedAt, signal: ends }, { refused, ownership, ahead, telemetry }));
  } catch (error) {
    // Other errors are consequences of a lost reservation.
    reservation.lost.throwIfAborted();
    throw error;
  } finally {
    counting.abort();
    await reservation.release();
  }
}

/** The resources that are read first and were never read before, so that all of their lists are read. */
async function findNew(ordered: readonly Resource[], { destination, since, until, changes, hints, parallel = PARALLEL }: LoadOptions): Promise<Resource[]> {
  if (since || until || changes || hints) return [];
  // Only lists with a filter by time are counted.
  const first = ordered.filter(({ parent }) => !parent).slice(0, destination.oneAtATime ? 1 : parallel).filter(({ cursor }) => cursor);
  if (first.length === 0) return [];
  const { rows } = (await hasSystemTables(destination)) ? await destination.query("SELECT resource FROM _cursors") : { rows: [] };
  const read = new Set(rows.flat());
  return first.filter(({ name }) => !read.has(name));
}

/** Resources at a time. */
const PARALLEL = 3;

/** What is known before the first resource is read. */
interface Prepared {
  /** Resources whose tables could not be migrated, and why. */
  readonly refused: ReadonlyMap<string, string>;
  readonly ownership: Ownership;
  readonly ahead: ReadonlyMap<string, CountedAhead>;
  readonly telemetry: Telemetry;
}

async function loadAll(ordered: readonly Resource[], options: LoadOptions & { readonly now: Date }, { refused, ownership, ahead, telemetry }: Prepared): Promise<LoadReport> {
  const { lago, destination, now, maxPasses = 3, resume = true, acceptDeletions = false, onProgress = () => {}, onNotice = () => {} } = options;
  const stamp: LoadStamp = { loadId: options.loadId ?? randomUUID(), loadedAt: now, sequence: await nextSequence(destination) };
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const enter = newSemaphore(destination.oneAtATime ? 1 : (options.parallel ?? PARALLEL));
  const reports = new Map<string, Promise<ResourceReport>>();
  const hints = options.hints?.filter(({ organization }) => organization === undefined || ownership.id === null || organization === ownership.id);
  const plain: Planner = (resource, state, parents) =>
    hints ? planHints(resource, state, parents, { hints, destination, now: stamp.loadedAt }) : planRead(resource, state, options, stamp.loadedAt, parents);
  const feed = options.changes ? await openFeed(ordered, { destination, choice: options, now: stamp.loadedAt }) : undefined;
  const unfiltered = options.since || options.until ? ordered.filter(({ cursor }) => !cursor).map(({ name }) => name) : [];
  if (unfiltered.length > 0) onNotice(`Lago has no filter by time for ${unfiltered.join(", ")}: \`since\` and \`until\` have no effect there.`);
  const checkpoints = await openCheckpoints(options, ownership);
  if (checkpoints.problem !== undefined) onNotice(`No checkpoint is kept, so the next load cannot resume this one: ${checkpoints.problem}. Name a folder of your own (--resume-folder).`);
  let planner = Promise.resolve(plain);
  if (feed) {
    const followed = run(feed.resource, Promise.resolve(feed.planFeed));
    reports.set(feed.resource.name, followed);
    planner = followed.then((report) => feed.planOthers(report) ?? sayUnfollowed(report));
    // Every run awaits it and fails with it. If only the feed is loaded, nothing awaits it.
    planner.catch(() => {});
  }
  for (const resource of hints ? await findLoaded(destination, ordered) : ordered) {
    if (resource === feed?.resource) continue;
    const { resource: above, watch } = resource.parent ?? {};
    // Webhooks name what they concern.
    const shownBy = hints ? undefined : reports.get(watch?.shownBy?.resource ?? "");
    reports.set(resource.name, run(resource, planner, above === undefined ? undefined : reports.get(above), shownBy));
    if (options.details?.includes(resource)) reports.set(detailsName(resource), runDetails(resource, reports.get(resource.name)!));
  }
  const settled = await Promise.allSettled(reports.values());
  await checkpoints.close();
  const failure = settled.find((result) => result.status === "rejected");
  if (failure) throw stop.signal.aborted ? stop.signal.reason : failure.reason;
  return { loadId: stamp.loadId, resources: settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])) };

  function sayUnfollowed({ name, error }: ResourceReport): Planner {
    onNotice(`The change feed cannot be followed, so this is a normal load: ${name}: ${error}`);
    return plain;
  }

  async function run(resource: Resource, planner: Promise<Planner>, parent?: Promise<ResourceReport>, showing?: Promise<ResourceReport>): Promise<ResourceReport> {
    const plan = await planner;
    const above = await parent;
    const shownBy = await showing;
    const settings = { lago, destination, stamp, signal, maxPasses, checkpoints: checkpoints.path, ownership, resume, acceptDeletions, plan, ahead: ahead.get(resource.name), onProgress, onNotice, parent: above, shownBy, refused: refused.get(resource.name) };
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

/** Resources that a load has read. Hints about others wait for their first load, which may resume from older pages. */
async function findLoaded(destination: Destination, resources: readonly Resource[]): Promise<Resource[]> {
  const found: Resource[] = [];
  for (const resource of resources) if (await wasLoadedBefore(destination, resource)) found.push(resource);
  return found;
}

/** Loads into different schemas, or of different organisations, never see each other's checkpoints. */
async function openCheckpoints({ destination, resumeFolder, spool }: LoadOptions, { id }: Ownership): Promise<CheckpointFolder> {
  const { rows: [[schema] = []] } = await destination.query("SELECT current_schema()");
  const chosen = resumeFolder ?? spool;
  return openFolder({ parent: chosen ?? destination.stateFolder, own: chosen === undefined, identity: [destination.name, schema ?? null, id] });
}

/** Loads into one schema run one after another, so no other load has this number. */
async function nextSequence(destination: Destination): Promise<number> {
  const { rows: [[last] = []] } = await destination.query("SELECT coalesce(max(sequence), 0) FROM _loads");
  return Number(last) + 1;
}

/** A semaphore: `size` callers at a time, the others in order of arrival. */
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
