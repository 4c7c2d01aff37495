import { fillBindings, pickPath } from "../plan/bindings.ts";
import { newJudge, type Reading } from "../judge/completeness.ts";
import type { Stamp } from "../../destinations/destination.ts";
import { codesOf, isGone, LagoError } from "../../errors.ts";
import { newFailures } from "./failures.ts";
import { inParallel } from "./in-parallel.ts";
import { newKeySets } from "../judge/key-sets.ts";
import { type ListReader, type ListRequest, NO_PARENT, type SentPage } from "../list-request.ts";
import { nameReading, readList, sizeOfPass } from "./read-lists.ts";
import { readNewest } from "./read-newest.ts";
import { type Counted, findSlices, type Passed, readSlices } from "./read-slices.ts";
import type { Binding, Parent, Resource } from "../../resource.ts";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { isNewestFirst, type Stretch, toQuery } from "../plan/stretch.ts";
import type { ReadPlan } from "../plan/plan-read.ts";
import type { TextRows } from "../plan/text-rows.ts";

export interface ResourceReader extends Omit<ListReader, "onPage"> {
  readonly checkpoint: Checkpoint;
  readonly stamp: Stamp;
  /** For a list without parents: the parts to read; undefined is a list without a filter by time. */
  readonly stretches: readonly (Stretch | undefined)[];
  /** What was found out about the only part, if it was counted ahead. */
  readonly counted?: Promise<Counted> | undefined;
  /** For a nested list: the parents to read below, ordered by their values. */
  readonly below: TextRows;
  /** As in `Parents`. */
  readonly shown?: ReadPlan["shown"] | undefined;
  readonly maxPasses: number;
  readonly restIsKnown: boolean;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** The progress of one resource. Totals are null until Lago has sent them; `totalParents` is null if the resource has no parent. */
export interface LoadProgress {
  readonly resource: string;
  readonly rows: number;
  readonly totalRows: number | null;
  readonly parents: number;
  readonly totalParents: number | null;
}

/** What was staged of a resource. */
export interface Contents {
  /** Why records may be missing. */
  readonly doubt: string | undefined;
  /** Whether any list was requested: a nested list may have no parents. */
  readonly asked: boolean;
  /** Parents whose list could not be read, with the reason; empty if all failed. */
  readonly unread: readonly (readonly string[])[];
  /** Why the whole list was read although only its newest records were planned. */
  readonly whole?: string | undefined;
  readonly failure: string | undefined;
}

/** Stages every record of a resource. A list that changed while it was read is read again, and the records of all passes are merged by key. */
export async function readResource(reader: ResourceReader): Promise<Contents> {
  const { parent } = reader.resource;
  return parent ? readLists(reader, parent.bind, groupByPath(parent, reader.below), reader.below.length) : readOneList(reader);
}

/** A list without parents: reads the parts that the plan names, one after another. */
async function readOneList(reader: ResourceReader): Promise<Contents> {
  const doubts: (string | undefined)[] = [];
  let whole: string | undefined;
  for (const [index, stretch] of reader.stretches.entries()) {
    const newest = stretch && isNewestFirst(stretch) ? await readNewest({ ...reader, onPage: showProgress(reader) }, stretch) : undefined;
    if (!newest || newest.again) doubts.push(await readStretch(reader, stretch, index === 0 && !newest));
    whole ??= newest?.whole;
  }
  return { doubt: doubts.find((doubt) => doubt !== undefined), asked: true, unread: [], whole, failure: undefined };
}

/** Returns why records may be missing. `first`: nothing else is staged so far. */
async function readStretch(reader: ResourceReader, stretch: Stretch | undefined, first: boolean): Promise<string | undefined> {
  const { resource, stage, batches, tally, maxPasses } = reader;
  const keyed = resource.primaryKey.length > 0;
  const judge = newJudge(resource);
  const others = tally.totalCount;
  let most = 0;
  for (let pass = 1; ; pass++) {
    tally.passes = Math.max(tally.passes, pass);
    const { reading: counting, leave } = await readPass({ ...reader, onPage: showProgress(reader) }, stretch, pass);
    // Thrown when it is awaited.
    counting.catch(() => {});
    await batches.flush();
    const distinct = keyed ? await stage.deduplicate() : undefined;
    const reading = await counting;
    tally.rows = distinct ?? reading.rows;
    tally.totalCount = first ? reading.last : others === null || reading.last === null ? null : others + reading.last;
    const latest = first && pass === 1 ? tally.rows : await stage.countLatest();
    most = Math.max(most, latest);
    // Records of other parts are staged as well, so this part has at least as many as one pass returned.
    const doubt = judge(countOnce(reading, latest, resource), { all: first ? tally.rows : most, latest });
    // Records without a key cannot be merged with another pass; they arrive in one response anyway.
    if (!doubt || !keyed || pass >= maxPasses) return doubt;
    await leave();
  }
}

/** Counts the rows of one pass. */
function showProgress({ resource, batches, onProgress }: ResourceReader): ListReader["onPage"] {
  let rows = 0;
  return (page, totalRows) => {
    rows += page.rows;
    if (totalRows !== null) batches.expect(totalRows - rows);
    onProgress({ resource: resource.name, rows, totalRows, parents: 0, totalParents: null });
  };
}

interface Pass extends Passed {
  /** Another pass follows: a load that resumes need not check this one again. */
  readonly leave: () => Promise<void>;
}

async function readPass(reader: ResourceReader & ListReader, stretch: Stretch | undefined, pass: number): Promise<Pass> {
  const query = stretch ? toQuery(stretch) : {};
  const { slices, counted } = stretch ? await ((pass === 1 && reader.counted) || findSlices(reader, stretch)) : {};
  if (slices) return { ...(await readSlices(reader, slices, pass)), leave: async () => {} };
  const saved = reader.checkpoint.list(nameReading(pass, Object.entries(query).flat()));
  const reading = await readList(reader, { ...NO_PARENT, query, counted, perPage: sizeOfPass(reader.lago.perPage, pass) }, saved);
  return { reading: Promise.resolve(reading), leave: () => (saved.finished ? Promise.resolve() : saved.finish(reading)) };
}

/** Records at the borders of slices are not counted twice; if Lago also lists records twice, the two cannot be distinguished. */
function countOnce(reading: Reading, latest: number, { repeats }: Resource): Reading {
  if (!reading.overlapping) return reading;
  return { ...reading, rows: repeats ? Math.min(reading.rows, reading.last ?? reading.rows) : latest };
}

/**
 * Reads one list for each parent, several at a time; each is judged by itself, and fails alone. Parents of a group are read one after
 * another.
 */
export async function readLists(reader: ResourceReader, bind: readonly Binding[], groups: Iterator<readonly (readonly string[])[], void>, totalParents: number): Promise<Contents> {
  const { resource, stage, batches, tally } = reader;
  let [rows, done] = [0, 0];
  let total: number | null = 0;
  let doubt: string | undefined;
  const failures = newFailures<readonly string[]>();
  const report = () => reader.onProgress({ resource: resource.name, rows, totalRows: null, parents: done, totalParents });
  const onRows = (count: number) => {
    rows += count;
    report();
  };
  tally.passes = 1;
  // They share the client's concurrency: more lists at a time than requests would only wait.
  await inParallel(groups, () => reader.lago.concurrency, reader.signal, async (variants, signal) => {
    for (const values of variants) {
      const request = { ...requestFor(resource, bind, values, reader.stamp), attempts: failures.attempts };
      try {
        const outcome = await readNestedList({ ...reader, signal }, request, values, onRows);
        total = total === null || outcome.total === null ? null : total + outcome.total;
        doubt ??= outcome.doubt;
        failures.succeed();
      } catch (error) {
        signal.throwIfAborted();
        failures.add(values, describe(request), error);
        total = null;
      }
      done++;
      report();
    }
  });
  await batches.flush();
  tally.rows = resource.primaryKey.length > 0 ? await stage.deduplicate() : rows;
  tally.totalCount = total;
  return { doubt, asked: totalParents > 0, unread: failures.items, failure: failures.describe() };
}

/**
 * Reads the list of one parent until it is complete. A deleted parent has no rows, and for a wallet whose transactions cannot be traced
 * Lago returns a 422 (lago-api, wallet_transaction_consumptions).
 */
async function readNestedList(
  reader: ResourceReader,
  request: ListRequest,
  values: readonly string[],
  onRows: (rows: number) => void,
): Promise<{ total: number | null; doubt: string | undefined }> {
  const { resource, tally, checkpoint, maxPasses } = reader;
  const keyed = resource.primaryKey.length > 0;
  const judge = newJudge(resource);
  const keys = newKeySets(resource);
  for (let pass = 1; ; pass++) {
    tally.passes = Math.max(tally.passes, pass);
    const onPage = (page: SentPage) => {
      keys.add(page);
      onRows(page.rows);
    };
    const shown = reader.shown?.(values);
    const saved = checkpoint.list(nameReading(pass, shown === undefined ? values : [...values, shown]));
    try {
      const reading = await readList({ ...reader, onPage }, { ...request, perPage: sizeOfPass(reader.lago.perPage, pass) }, saved);
      if (!saved.finished) await saved.finish(reading);
      const doubt = judge(reading, keys.count());
      // Records without a key cannot be merged with another pass.
      if (!doubt || !keyed || pass >= maxPasses) return { total: reading.last, doubt: doubt && `${describe(request)}: ${doubt}` };
    } catch (error) {
      if (!(error instanceof LagoError && meansNoRows(error))) throw error;
      await saved.finish(NOTHING);
      return { total: 0, doubt: undefined };
    }
  }
}

const NOTHING: Reading = { rows: 0, pages: 0, first: 0, last: 0, fell: false, cut: undefined };

function meansNoRows(error: LagoError): boolean {
  return isGone(error) || (error.kind === "invalid" && codesOf(error).some((code) => NO_ROWS.has(code)));
}

const NO_ROWS: ReadonlySet<string> = new Set(["not_traceable", "invalid_transaction_type", "no_active_subscription"]);

/** The parent's values as parameters of the request and as keys of the rows; for a snapshot, also its time. */
function requestFor({ tables, snapshot }: Resource, bind: readonly Binding[], values: readonly string[], { loadedAt }: Stamp): ListRequest {
  const columns = tables[0].columns.filter((column) => !column.path);
  const keys = columns.map(({ name }) => (name === snapshot ? loadedAt.toISOString() : values[bind.findIndex((binding) => binding.as === name)]!));
  return { ...fillBindings(bind, values), keys };
}

function describe({ path, query }: ListRequest): string {
  return Object.entries({ ...path, ...query }).map(([name, value]) => `${name} ${String(value)}`).join(", ");
}

/**
 * Parents that share a path differ only in the query: subscriptions with one external id differ in their status. Records with the same
 * key then arrive more than once, and the last one counts. So these parents are read one after another, the active one last. They come
 * one after another, in ascending order, in which "active" is the first status.
 */
function* groupByPath({ bind }: Parent, parents: TextRows): Generator<readonly (readonly string[])[], void> {
  let group: (readonly string[])[] = [];
  let last: string | undefined;
  for (const values of parents) {
    const path = JSON.stringify(pickPath(bind, values));
    if (group.length > 0 && path !== last) {
      yield group.reverse();
      group = [];
    }
    last = path;
    group.push(values);
  }
  if (group.length > 0) yield group.reverse();
}
