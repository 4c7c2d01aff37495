import type { CursorState, Destination, ParentMark, Sweep } from "../../destinations/destination.ts";
import { identifier, joinSql, type Sql, sql } from "../../destinations/sql.ts";
import type { Parent, Resource } from "../../resource.ts";
import { pickPath } from "./bindings.ts";
import { DAY_SECONDS } from "./stretch.ts";

/** The parents of a nested list. */
export interface Parents {
  /** The values of each parent, in the order of the bindings. */
  readonly all: readonly (readonly string[])[];
  /** Those that are new or have changed, within the lookback; all of them if the list is not watched. */
  readonly due: readonly (readonly string[])[];
  /** Their state, for the next load to compare with. */
  readonly marks: readonly ParentMark[];
}

/** For a list that is not nested. */
export const NO_PARENTS: Parents = { all: [], due: [], marks: [] };

/** Reads them from the parent's table, which this load has already updated. `state`: the cursor of the nested list. */
export async function findParents(destination: Destination, { name, parent }: Resource, state: CursorState | undefined, now: Date): Promise<Parents> {
  if (!parent) return NO_PARENTS;
  const rows = await destination.parents(parent);
  const { bind, watch } = parent;
  const all = rows.map((row) => row.slice(0, bind.length));
  if (!watch) return { all, due: all, marks: [] };
  const known = await readMarks(destination, name);
  const longAgo = now.getTime() - watch.lookbackDays * DAY_SECONDS * 1000;
  const marks = rows.map((row, index): ParentMark => {
    const [key, mark] = [JSON.stringify(all[index]), row[bind.length]!];
    const before = known.get(key);
    // In the first load, nothing is known about when parents changed.
    return { parent: key, mark, changedAt: before?.mark === mark ? before.changedAt : state ? now : null };
  });
  // Parents that share a path return records with the same keys, and the last one counts: one of them alone would return the wrong records.
  const pathOf = (values: readonly string[]) => JSON.stringify(pickPath(bind, values));
  const duePaths = new Set(all.filter((_, index) => (marks[index]!.changedAt?.getTime() ?? 0) > longAgo).map(pathOf));
  return { all, due: all.filter((values) => duePaths.has(pathOf(values))), marks };
}

/** A condition for the rows of a nested table below these parents; undefined if the rows do not have their parent's key. */
export function belowThese({ bind }: Parent, parents: readonly (readonly string[])[]): Sql | undefined {
  const columns = pickPath(bind, bind.map(({ as }) => as));
  if (parents.length === 0 || columns.includes(undefined)) return undefined;
  const paths = parents.map((values) => pickPath(bind, values));
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
