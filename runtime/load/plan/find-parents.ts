import type { CursorState, Destination, ParentMark, Sweep } from "../../destinations/destination.ts";
import { identifier, joinSql, type Sql, sql } from "../../destinations/sql.ts";
import type { Parent, Resource } from "../../resource.ts";
import { pickPath } from "./bindings.ts";
import { findShown, NOTHING_SHOWN } from "./find-shown.ts";
import { DAY_SECONDS } from "./stretch.ts";
import { packRows, type TextRows } from "./text-rows.ts";

/** The parents of a nested list. */
export interface Parents {
  /** The values of each parent, in the order of the bindings. */
  readonly all: TextRows;
  /** Those that are new or have changed, within the lookback, or of which another list shows a change; all of them if the list is not watched. */
  readonly due: TextRows;
  /** Their state, for the next load to compare with. */
  readonly marks: Iterable<ParentMark>;
  /** What another list shows of a parent. Pages below it that an interrupted load has read are only valid while this stays the same. */
  readonly shown?: (values: readonly string[]) => string | undefined;
}

/** For a list that is not nested. */
export const NO_PARENTS: Parents = { all: [], due: [], marks: [] };

export interface ParentsOptions {
  readonly destination: Destination;
  /** The cursor of the nested list. */
  readonly state: CursorState | undefined;
  readonly now: Date;
  /** Whether this load has already read the list that shows changes (`Watch.shownBy`). Default false: parents are due for all of the lookback. */
  readonly showing?: boolean;
}

/** Reads them from the parent's table, which this load has already updated. */
export async function findParents({ name, parent }: Resource, { destination, state, now, showing = false }: ParentsOptions): Promise<Parents> {
  if (!parent) return NO_PARENTS;
  const rows = await destination.parents(parent);
  const { bind, watch } = parent;
  if (!watch) return everyParent(packRows(rows));
  const known = await readMarks(destination, name);
  const shown = showing && watch.shownBy ? await findShown(destination, watch.shownBy, findEarlier(known)) : undefined;
  const longAgo = now.getTime() - watch.lookbackDays * DAY_SECONDS * 1000;
  const valuesOf = (row: readonly string[]) => row.slice(0, bind.length);
  // Parents that share a path return records with the same keys, and the last one counts: one of them alone would return the wrong records.
  const pathOf = (values: readonly string[]) => JSON.stringify(pickPath(bind, values));
  const duePaths = new Set<string>();
  // In the first load, nothing is known about when parents changed.
  const beginsNow = state ? now : null;
  const toMark = (row: readonly string[]): readonly string[] => {
    const [parent, columns, path] = [JSON.stringify(valuesOf(row)), row[bind.length]!, pathOf(valuesOf(row))];
    const before = known.get(parent);
    const digests = shown?.digests.get(path) ?? NOTHING_SHOWN;
    const isShown = shown !== undefined && before !== undefined && before.shown?.digest !== digests.before;
    // What has been shown need not be waited for.
    const changedAt = isShown && before.shown ? null : before?.columns === columns ? before.changedAt : beginsNow;
    if (isShown || (changedAt?.getTime() ?? 0) > longAgo) duePaths.add(path);
    return [parent, writeMark(columns, shown ? { from: shown.from, digest: digests.now } : before?.shown), ...(changedAt ? [changedAt.toISOString()] : [])];
  };
  // First of all: it finds the paths that are due.
  const marks = toMarks(packRows(each(rows, toMark)));
  const all = packRows(each(rows, valuesOf));
  const due = packRows(only(all, (values) => duePaths.has(pathOf(values))));
  return { all, due, marks, ...(shown && { shown: (values) => shown.digests.get(pathOf(values))?.now }) };
}

function* each(rows: Iterable<readonly string[]>, change: (row: readonly string[]) => readonly string[]): Generator<readonly string[], void> {
  for (const row of rows) yield change(row);
}

function* only(rows: Iterable<readonly string[]>, holds: (row: readonly string[]) => boolean): Generator<readonly string[], void> {
  for (const row of rows) if (holds(row)) yield row;
}

/** A row of `_parents`: what its watched columns were, and what another list showed of it. */
interface KnownMark {
  readonly columns: string;
  /** Undefined if no load has noted it, as before there was such a list. */
  readonly shown: ShownMark | undefined;
  readonly changedAt: Date | null;
}

interface ShownMark {
  readonly from: string;
  readonly digest: string;
}

function writeMark(columns: string, shown: ShownMark | undefined): string {
  return shown ? `${columns}\n${shown.from} ${shown.digest}` : columns;
}

function readMark(mark: string): Omit<KnownMark, "changedAt"> {
  const [, columns = mark, from, digest = ""] = /^(.*)\n(\S+Z) (\S*)$/s.exec(mark) ?? [];
  return { columns, shown: from === undefined ? undefined : { from, digest } };
}

/** The time from which rows counted in the load before: one for all parents. */
function findEarlier(known: ReadonlyMap<string, KnownMark>): string | undefined {
  for (const { shown } of known.values()) if (shown) return shown.from;
  return undefined;
}

function everyParent(all: TextRows): Parents {
  return { all, due: all, marks: [] };
}

function toMarks(rows: TextRows): Iterable<ParentMark> {
  return {
    *[Symbol.iterator]() {
      for (const [parent, mark, changedAt] of rows) yield { parent: parent!, mark: mark!, changedAt: changedAt === undefined ? null : new Date(changedAt) };
    },
  };
}

/** A condition for the rows of a nested table below these parents; undefined if the rows do not have their parent's key. */
export function belowThese({ bind }: Parent, parents: TextRows): Sql | undefined {
  const columns = pickPath(bind, bind.map(({ as }) => as));
  if (parents.length === 0 || columns.includes(undefined)) return undefined;
  const paths = Array.from(parents, (values) => pickPath(bind, values));
  // One list parameter per column, not one constant per value: there may be 100,000 parents.
  const lists = columns.map((_, index) => sql`unnest(${paths.map((path) => path[index]!)})`);
  return sql`(${joinSql(columns.map((column) => sql`${identifier(column!)}::text`))}) IN (SELECT ${joinSql(lists)})`;
}

/** A condition for the rows of a nested table below parents that are soft-deleted, if all parents with that path are; undefined as above. */
export function belowGone({ resource, bind }: Parent): Sql | undefined {
  const columns = pickPath(bind, bind.map(({ as }) => as));
  if (columns.includes(undefined)) return undefined;
  const row = (names: readonly (string | undefined)[]) => joinSql(names.map((name) => sql`${identifier(name!)}::text`));
  const paths = sql`SELECT ${row(pickPath(bind, bind.map(({ column }) => column)))} FROM ${identifier(resource)}`;
  return sql`(${row(columns)}) IN (${paths} WHERE _deleted_at IS NOT NULL EXCEPT ${paths} WHERE _deleted_at IS NULL)`;
}

/** The sweep of a nested table without the rows below some parents, whose list was not read. */
export function sparing(sweep: Sweep, { parent }: Resource, unread: readonly (readonly string[])[]): Sweep {
  if (unread.length === 0 || sweep === "none") return sweep;
  const below = belowThese(parent!, unread);
  if (below === undefined) return "none";
  return { where: typeof sweep === "object" && sweep.where !== undefined ? sql`(${sweep.where}) AND NOT ${below}` : sql`NOT ${below}` };
}

async function readMarks(destination: Destination, resource: string): Promise<Map<string, KnownMark>> {
  const { rows } = await destination.query(sql`SELECT parent, mark, extract(epoch FROM changed_at) FROM _parents WHERE resource = ${resource}`);
  return new Map(rows.map(([parent, mark, seconds]) => [parent!, { ...readMark(mark!), changedAt: seconds === null ? null : new Date(Number(seconds) * 1000) }]));
}
