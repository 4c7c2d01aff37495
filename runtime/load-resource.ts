import { type Batches, newBatches } from "./batches.ts";
import type { Lago } from "./client.ts";
import type { Destination, Stage, Stamp } from "./destinations/destination.ts";
import { LagoError } from "./errors.ts";
import { readList, readNestedList, type Reading } from "./read-lists.ts";
import type { Parent, Resource } from "./resource.ts";
import { type LoadStatus, newTally, NOTHING_COMMITTED, NOTHING_READ, type ResourceReport, type Tally, toEntry, toReport } from "./tally.ts";

export interface LoadResourceOptions {
  readonly lago: Lago;
  readonly destination: Destination;
  readonly stamp: Stamp;
  readonly maxPasses: number;
  /** What became of the parent resource, where there is one. */
  readonly parent: ResourceReport | undefined;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal;
}

/** How far a resource is. Totals are null until Lago has said them, parents where it has none. */
export interface LoadProgress {
  readonly resource: string;
  readonly rows: number;
  readonly totalRows: number | null;
  readonly parents: number;
  readonly totalParents: number | null;
}

/**
 * Loads one resource: stage its pages, look whether they are all of them, merge with the journal. What Lago refuses or
 * fails to deliver for this resource becomes its report; what concerns all resources is thrown.
 */
export async function loadResource(resource: Resource, options: LoadResourceOptions): Promise<ResourceReport> {
  const { destination, parent, stamp, signal } = options;
  const tally = newTally();
  const startedAt = new Date();
  const facts = { resource, stamp, startedAt, tally, committed: NOTHING_COMMITTED, fit: NOTHING_READ };
  if (parent && !hasRows(parent)) {
    return endWithout(parent.status, `its parent ${parent.name} was ${parent.status}: ${parent.error}`);
  }
  const stage = await destination.stage(resource, stamp);
  try {
    const { doubt, empty } = await fill(stage, resource, tally, options);
    signal.throwIfAborted();
    const outcome = { ...facts, fit: stage.report, status: doubt ? "incomplete" : "loaded", reason: doubt } as const;
    const sweep = !doubt && !empty;
    const committed = await stage.commit({ sweep, entry: (committed) => toEntry({ ...outcome, committed }) });
    return toReport({ ...outcome, committed });
  } catch (error) {
    if (!(error instanceof LagoError) || concernsAll(error)) throw error;
    return await endWithout(isRefusal(error) ? "skipped" : "failed", error.message);
  } finally {
    await stage.discard();
  }

  /** The table stays as it was; only the journal says what happened. */
  async function endWithout(status: LoadStatus, reason: string): Promise<ResourceReport> {
    const outcome = { ...facts, tally: { ...tally, rows: 0 }, status, reason };
    await destination.record(toEntry(outcome));
    return toReport(outcome);
  }
}

function hasRows({ status }: ResourceReport): boolean {
  return status === "loaded" || status === "incomplete";
}

/** A key that is refused or a host that is not there will be so for the next resource too. */
function concernsAll(error: LagoError): boolean {
  return error.kind === "authentication" || error.kind === "redirected" || (error.kind === "unreachable" && error.status === null);
}

/** A premium feature, a permission of the key, or a list that this version of Lago does not have. */
function isRefusal(error: LagoError): boolean {
  return error.kind === "forbidden" || error.kind === "not_found";
}

/**
 * Stages every record of the resource. `doubt`: why some may be missing all the same. `empty`: none came, and Lago did
 * not say that there is none.
 */
async function fill(stage: Stage, resource: Resource, tally: Tally, options: LoadResourceOptions): Promise<{ doubt: string | undefined; empty: boolean }> {
  const batches = newBatches(stage);
  try {
    const read = resource.parent ? readBelowParents : readUntilSettled;
    const { doubt, rows, total } = await read(stage, batches, resource, tally, options);
    return { doubt, empty: rows === 0 && total !== 0 };
  } finally {
    await batches.settle();
  }
}

/** A list that moves while it is read is read again, as often as is allowed, and the rows of all passes are united by their key. */
async function readUntilSettled(stage: Stage, batches: Batches, resource: Resource, tally: Tally, options: LoadResourceOptions): Promise<Reading> {
  const keyed = resource.primaryKey.length > 0;
  for (;;) {
    tally.passes++;
    let rows = 0;
    const onRows = (count: number, totalRows: number | null) => {
      rows += count;
      options.onProgress({ resource: resource.name, rows, totalRows, parents: 0, totalParents: null });
    };
    const reading = await readList({ ...options, resource, stage, batches, tally, onRows }, []);
    await batches.flush();
    tally.rows = keyed ? await stage.deduplicate() : reading.rows;
    tally.totalCount = reading.total;
    const doubt = reading.doubt ?? (keyed ? doubtOf(reading, tally) : undefined);
    // What has no key cannot be united with another reading; it comes in one answer anyway.
    if (!doubt || !keyed || tally.passes >= options.maxPasses) return { ...reading, doubt };
  }
}

/**
 * Whether a list that did not change while it was read can have hidden a record all the same, by moving one from a page
 * that was still to come to one that had been. In later passes records deleted since may be staged as well.
 */
function doubtOf({ total }: Reading, { rows, passes }: Tally): string | undefined {
  if (total === null || (passes === 1 ? rows === total : rows >= total)) return undefined;
  return `Lago counts ${total} records, of which ${rows} came: records moved while they were read`;
}

/** One list a parent, several at a time; each settles for itself. */
async function readBelowParents(stage: Stage, batches: Batches, resource: Resource, tally: Tally, options: LoadResourceOptions): Promise<Reading> {
  const parents = await options.destination.parents(resource.parent!);
  const lists = groupByPath(resource.parent!, parents);
  let [rows, done] = [0, 0];
  let total: number | null = 0;
  let doubt: string | undefined;
  const report = () => options.onProgress({ resource: resource.name, rows, totalRows: null, parents: done, totalParents: parents.length });
  const onRows = (count: number) => {
    rows += count;
    report();
  };
  tally.passes = 1;
  // They share the client's budget: more lists at a time than requests would only wait.
  await inParallel(lists, options.lago.concurrency, async (variants) => {
    for (const values of variants) {
      const reading = await readNestedList({ ...options, resource, stage, batches, tally, onRows }, values, options.maxPasses);
      total = total === null || reading.total === null ? null : total + reading.total;
      doubt ??= reading.doubt;
      done++;
      report();
    }
  });
  await batches.flush();
  tally.rows = resource.primaryKey.length > 0 ? await stage.deduplicate() : rows;
  tally.totalCount = total;
  return { rows, total, doubt };
}

/**
 * Parents that share a path differ in a query only: subscriptions of one external id in their status. Records under one
 * key then come more than once, and the last one counts; so these are read one after the other, the active one last.
 */
function groupByPath({ bind }: Parent, parents: readonly (readonly string[])[]): string[][][] {
  const groups = new Map<string, string[][]>();
  for (const values of parents) {
    const path = JSON.stringify(values.filter((_, index) => bind[index]!.in === "path"));
    // They come in ascending order, in which "active" is the first of the states.
    groups.set(path, [[...values], ...(groups.get(path) ?? [])]);
  }
  return [...groups.values()];
}

/** Runs `work` for each item, so many at a time; the first failure ends it. */
async function inParallel<Item>(items: readonly Item[], size: number, work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      try {
        await work(items[next++]!);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker));
}
