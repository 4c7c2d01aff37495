import type { CursorState, Destination, ParentMark, Sweep } from "../../destinations/destination.ts";
import { identifier, joinSql, type Sql, sql } from "../../destinations/sql.ts";
import type { Parent, Resource } from "../../resource.ts";
import { pickPath } from "./bindings.ts";
import { DAY_SECONDS } from "./stretch.ts";
import { packRows, type TextRows } from "./text-rows.ts";

/** The parents of a nested list. */
export interface Parents {
  /** The values of each parent, in the order of the bindings. */
  readonly all: TextRows;
  /** Those that are new or have changed, within the lookback; all of them if the list is not watched. */
  readonly due: TextRows;
  /** Their state, for the next load to compare with. */
  readonly marks: Iterable<ParentMark>;
}

/** For a list that is not nested. */
export const NO_PARENTS: Parents = { all: [], due: [], marks: [] };

/** Reads them from the parent's table, which this load has already updated. `state`: the cursor of the nested list. */
export async function findParents(destination: Destination, { name, parent }: Resource, state: CursorState | undefined, now: Date): Promise<Parents> {
  if (!parent) return NO_PARENTS;
  const rows = await destination.parents(parent);
  const { bind, watch } = parent;
  if (!watch) return everyParent(packRows(rows));
  const known = await readMarks(destination, name);
  const longAgo = now.getTime() - watch.lookbackDays * DAY_SECONDS * 1000;
  const valuesOf = (row: readonly string[]) => row.slice(0, bind.length);
  const marks = rows.map((row): readonly string[] => {
    const [parent, mark] = [JSON.stringify(valuesOf(row)), row[bind.length]!];
    const before = known.get(parent);
    // In the first load, nothing is known about when parents changed.
    const changedAt = before?.mark === mark ? before.changedAt : state ? now : null;
    return [parent, mark, ...(changedAt ? [changedAt.toISOString()] : [])];
  });
  // Parents that share a path return records with the same keys, and the last one counts: one of them alone would return the wrong records.
  const pathOf = (values: readonly string[]) => JSON.stringify(pickPath(bind, values));
  const duePaths = new Set(rows.filter((_, index) => Date.parse(marks[index]![2] ?? NEVER) > longAgo).map((row) => pathOf(valuesOf(row))));
  const all = rows.map(valuesOf);
  return { all: packRows(all), due: packRows(all.filter((values) => duePaths.has(pathOf(values)))), marks: toMarks(packRows(marks)) };
}

function everyParent(all: TextRows): Parents {
  return { all, due: all, marks: [] };
}

const NEVER = new Date(0).toISOString();

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

async function readMarks(destination: Destination, resource: string): Promise<Map<string, ParentMark>> {
  const { rows } = await destination.query(sql`SELECT parent, mark, extract(epoch FROM changed_at) FROM _parents WHERE resource = ${resource}`);
  return new Map(rows.map(([parent, mark, seconds]) => [parent!, { parent: parent!, mark: mark!, changedAt: seconds === null ? null : new Date(Number(seconds) * 1000) }]));
}
