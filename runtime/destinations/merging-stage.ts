import { DestinationError } from "../errors.ts";
import type { Organization } from "../lago.ts";
import { countRows } from "../rows/page.ts";
import { addReport, newFitReport } from "../rows/shape.ts";
import type { CommitOptions, Committed, CursorState, LoadEntry, ParentMark, Stage, Sweep, SweepSize } from "./destination.ts";
import { seenAsJson } from "./details.ts";
import { cursorValues, DELETE_CURSOR, DELETE_MARKS, DELETE_ORGANIZATION, DELETE_REJECTED, DELETE_SAME, DELETE_WITHHELD, entryValues, INSERT_CURSOR, INSERT_ENTRY, INSERT_ORGANIZATION, INSERT_REJECTED, marksAsJson, rejectionValues } from "./journal.ts";
import { newRejections } from "./rejections.ts";
import type { Result, StagedPage, StagedResource, StageEngine } from "./stage-engine.ts";
import { toStorable } from "./storable.ts";
import { findSwept, markSwept, measureSweep, NOTHING_GONE } from "./sweep.ts";

/** Enough that statements of 2 ms each cost nothing in comparison, and that a merge is done while the next pages arrive. */
const MERGE_BYTES = 24 * 2 ** 20;
/** The part of them that is worth a merge of its own near the end of a list, so that little is left to merge when the last page has come. */
const EARLY = 1 / 24;
/** Of the time that a merge took, the part for which nothing was to be merged, where pages come more slowly than they are merged. */
const IDLE = 1 / 4;

export interface MergingStage extends Omit<Stage, "discard"> {
  /** Waits for a running merge, even if it fails. */
  settle(): Promise<void>;
}

/** This many batches, plus this part of all, may conflict with existing rows before plain inserts are no longer tried. */
const FEW = 4;
const PART = 1 / 4;

/** Records are numbered from 0 on; one that is remembered without its number has -1. */
const BEFORE_ALL = "-2";

/**
 * Moves rows into their tables, in the same way for all databases: pages wait beside the tables and are merged in batches, while others
 * arrive. If the tables have no other rows and the database supports it, pages are inserted without waiting. All of it is one
 * transaction, which `commit` ends.
 */
export function openMergingStage<P extends StagedPage>(engine: StageEngine<P>, { resource, stamp, seen, mergeBytes = MERGE_BYTES }: StagedResource): MergingStage {
  const report = newFitReport();
  const rejected = newRejections(resource.name);
  let begun = false;
  /** Whether the tables had no row before, so that none can be gone, and no record has child rows that this load has not written. */
  let isFirst = false;
  /** Whether they have only records of this pass, so that whatever does not conflict can be inserted. */
  let alone = false;
  const tries = { collided: 0, all: 0 };
  /** Whether `rows` is the number of distinct records. */
  let counted = false;
  /** The last merge that `add` has started. */
  let merging: Promise<void> = Promise.resolve();
  /** When the last merge ended and how long it took, in milliseconds; undefined while it runs. */
  let rested: { readonly since: number; readonly took: number } | undefined = { since: -Infinity, took: 0 };
  /** Records that wait for a merge. */
  let waiting = 0;
  let rows = 0;
  let inserted = 0;
  /** Distinct records that were new or changed; undefined while all are. */
  let written: number | undefined;
  /** The last row according to `count` at the last two deduplications. */
  let before = BEFORE_ALL;
  let last = BEFORE_ALL;

  return { report, rejected, read: engine.read, add, deduplicate, countLatest, measure, listGone, commit, settle: () => merging.catch(() => {}) };

  async function add(given: readonly P[], left = Infinity): Promise<void> {
    const pages = await sift(given);
    for (const { rows: count, fit } of pages) {
      rows += count;
      addReport(report, fit);
    }
    const bytes = await take(pages, left).catch(async (error: unknown) => {
      // A failed merge is the cause.
      await merging;
      throw error;
    });
    if (bytes === null) return;
    counted = false;
    waiting += countRows(pages);
    // Conflicting rows are older than the rows that are inserted next.
    if (bytes < mergeBytes && !alone && !isEarly(bytes, left)) return;
    await merging;
    waiting = 0;
    merging = timed(() => engine.inTurn(merge));
    // The next await throws it; without this handler, Node would end the process before that.
    merging.catch(() => {});
  }

  /** Whether as much waits as will come, and the database waits for pages. */
  function isEarly(bytes: number, left: number): boolean {
    return bytes >= mergeBytes * EARLY && waiting >= left && rested !== undefined && performance.now() - rested.since >= rested.took * IDLE;
  }

  async function timed(work: () => Promise<void>): Promise<void> {
    const start = performance.now();
    rested = undefined;
    await work();
    const since = performance.now();
    rested = { since, took: since - start };
  }

  /** The pages that have records for the tables. Rejected records are noted. */
  async function sift(given: readonly P[]): Promise<readonly P[]> {
    for (const page of given) rejected.add(page.rejected ?? []);
    const isFragile = engine.sift !== undefined && given.some(({ fragile }) => fragile !== undefined);
    const sifted = isFragile ? await engine.inTurn(() => begin().then(() => engine.sift!(given))) : { pages: given, rejected: [] };
    rejected.add(sifted.rejected);
    return sifted.pages.filter((page) => page.rows > 0);
  }

  /** Returns how many bytes wait; null if the pages went directly into the tables. */
  async function take(pages: readonly P[], left: number): Promise<number | null> {
    return engine.insert && (await engine.inTurn(() => insert(pages, left))) ? null : engine.hold(pages);
  }

  /** Returns whether it did. */
  async function insert(pages: readonly P[], left: number): Promise<boolean> {
    await begin();
    // Another pass mostly returns rows that are already there.
    if (alone && (counted || tries.collided > FEW + tries.all * PART)) await leave();
    if (!alone) return false;
    tries.all++;
    if (!(await engine.insert!(pages, left))) {
      tries.collided++;
      return false;
    }
    inserted += countRows(pages);
    counted = false;
    return true;
  }

  /** From now on as for tables that had rows: all of these have arrived. */
  async function leave(): Promise<void> {
    await engine.run("remember_all");
    alone = false;
  }

  async function begin(): Promise<void> {
    if (begun) return;
    await engine.beforeBegin?.();
    await engine.write("BEGIN");
    begun = true;
    await engine.run("clear");
    isFirst = (await engine.isEmpty?.()) ?? false;
    alone = isFirst && engine.insert !== undefined;
    if (!alone) await engine.run("analyze");
    if (seen) await engine.run("remember", { seen: seenAsJson(seen) });
  }

  /** Merges what waits into the tables. */
  async function merge(): Promise<void> {
    await begin();
    const staged = await engine.show();
    if (staged === 0) return;
    const duplicates = Number((await engine.run("deduplicate")).at(-1)?.row?.["duplicates"] ?? 0);
    rows -= duplicates;
    const same = Number((await engine.run("compare")).at(-1)?.row?.["same"] ?? 0);
    await engine.run("remember_keys");
    const count = staged - duplicates - same;
    if (count > 0) await writeAll(count);
    await engine.forget();
  }

  async function writeAll(count: number): Promise<void> {
    const written = engine.isolate ? await engine.isolate(write, count) : { inserted: await write(count), refused: [] };
    inserted += written.inserted;
    rejected.add(written.refused);
  }

  /** Merges the exposed records that are new or changed. Returns how many of them are new. */
  async function write(count: number): Promise<number> {
    const [removed] = await engine.run("remove");
    const merged = readMerged(removed, (await engine.run("merge")).at(-1));
    if (!seen && merged.written !== count) {
      throw new DestinationError(`The database took ${merged.written} records of ${resource.name} where ${count} waited. A trigger or rule of the table may keep some out; where there is none, please report this.`, { concerns: "resource" });
    }
    // Also for new records: if a user has deleted rows, their child rows may still exist.
    if (!isFirst || merged.replaced > 0) await engine.run("remove_children");
    await engine.run("children");
    return merged.written - merged.replaced;
  }

  async function deduplicate(): Promise<number> {
    await merging;
    return engine.inTurn(async () => {
      await merge();
      const answer = alone ? { count: inserted, written: inserted, last: "0" } : (await engine.run("count", { after: BEFORE_ALL })).at(-1)?.row;
      // Details, and tables without a key, are merged only once.
      if (answer) [rows, written] = [Number(answer["count"]), Number(answer["written"])];
      [before, last] = [last, String(answer?.["last"] ?? last)];
      counted = true;
      rejected.turn();
      return rows + rejected.count;
    });
  }

  async function countLatest(): Promise<number> {
    const [answer] = await engine.inTurn(() => engine.run("count", { after: before }));
    return Number(answer?.row?.["count"] ?? 0) + rejected.latest;
  }

  async function measure(sweep: Sweep): Promise<SweepSize> {
    if (!counted) await deduplicate();
    return engine.inTurn(async () => (isFirst ? NOTHING_GONE : measureSweep(engine.run, findSwept(sweep, await readTime("oldest")), inserted)));
  }

  async function listGone(sweep: Sweep): Promise<readonly string[] | undefined> {
    if (!counted) await deduplicate();
    return engine.inTurn(async () => {
      const swept = isFirst ? undefined : findSwept(sweep, null);
      if (!swept) return [];
      const [answer] = await engine.run("list_gone", { since: swept.since }, swept.where);
      const asked = answer?.row?.["asked"];
      return typeof asked === "string" ? (JSON.parse(asked) as string[]) : answer && [];
    });
  }

  async function commit({ sweep, withhold: withheld, cursor, marks, supersedes = true, organization, entry }: CommitOptions): Promise<Committed> {
    if (!counted) await deduplicate();
    return engine.inTurn(async () => {
      const committed = { inserted, updated: (written ?? rows) - inserted, deleted: isFirst ? 0 : await markSwept(engine.run, findSwept(sweep, await readTime("oldest"))) };
      if (withheld !== undefined) await withhold(withheld);
      if (cursor) await move(cursor);
      if (marks) await keep(marks);
      if (organization) await own(organization);
      const line = entry?.(committed);
      if (line) await journal(line, supersedes);
      await engine.beforeCommit?.();
      await engine.fence?.();
      await engine.write("COMMIT");
      return committed;
    });
  }

  async function own({ id, name }: Organization): Promise<void> {
    await engine.write(DELETE_ORGANIZATION);
    await engine.write(INSERT_ORGANIZATION, [toStorable(id), toStorable(name)]);
  }

  async function journal(entry: LoadEntry, supersedes: boolean): Promise<void> {
    await engine.write(INSERT_ENTRY, entryValues(entry));
    if (supersedes) await engine.write(DELETE_REJECTED, [entry.resource]);
    for (const rejection of rejected.all) {
      await engine.write(DELETE_SAME, [entry.resource, rejection.record]);
      await engine.write(INSERT_REJECTED, rejectionValues(rejection, entry));
    }
  }

  /** Withheld deletions count for the very next load only. */
  async function withhold(sweep: Sweep): Promise<void> {
    await engine.write(DELETE_WITHHELD, [resource.name]);
    const swept = findSwept(sweep, await readTime("oldest"));
    if (swept) await engine.run("withhold", { since: swept.since }, swept.where);
  }

  async function move(cursor: CursorState): Promise<void> {
    await engine.write(DELETE_CURSOR, [resource.name]);
    await engine.write(INSERT_CURSOR, cursorValues(resource.name, cursor, await readTime("reached"), stamp.loadId));
  }

  async function keep(marks: Iterable<ParentMark>): Promise<void> {
    await engine.write(DELETE_MARKS, [resource.name]);
    for (const portion of marksAsJson(marks)) await engine.write(engine.insertMarks, [resource.name, portion]);
  }

  /** The latest time of an arrived record that is not in the future, or the oldest; null if the resource has no cursor, or no record has a time. */
  async function readTime(name: "reached" | "oldest"): Promise<string | null> {
    const [answer] = await engine.run(alone ? `all_${name}` : name);
    return (answer?.row?.[name] ?? null) as string | null;
  }
}

/** The result of the statement that removes rows to be written again, if there is one, and of the one that writes them. */
function readMerged(removed: Result | undefined, merged: Result | undefined): { replaced: number; written: number } {
  const { inserted, updated = 0 } = merged?.row ?? {};
  const replaced = removed?.changed ?? Number(updated);
  return { replaced, written: inserted === undefined ? (merged?.changed ?? 0) : Number(inserted) + Number(updated) };
}
