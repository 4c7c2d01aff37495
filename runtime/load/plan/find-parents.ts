import type { CursorState, Destination, ParentMark, Sweep } from "../../destinations/destination.ts";
import { identifier, joinSql, type Sql, sql } from "../../destinations/sql.ts";
import type { Parent, Resource } from "../../resource.ts";
import { pickPath } from "./bindings.ts";
import { DAY_SECONDS } from "./stretch.ts";

/** The parents that a nested list can be asked for. */
export interface Parents {
  /** The values of each, in the order of the bindings. */
  readonly all: readonly (readonly string[])[];
  /** Of these, the ones that are new or have changed, now or not long ago: where none are watched, all of them. */
  readonly due: readonly (readonly string[])[];
  /** What is to be kept of them, for the next load to compare with. */
  readonly marks: readonly ParentMark[];
}

/** Those of a list that is not nested. */
export const NO_PARENTS: Parents = { all: [], due: [], marks: [] };

/** Looks them up in the parent's table, which the load has brought up to date. `state`: how far the nested list was read. */
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
    // Of the first load nobody can say when its parents changed.
    return { parent: key, mark, changedAt: before?.mark === mark ? before.changedAt : state ? now : null };
  });
  // Those that share a path bring records of one key, of which the last ones count: one of them alone would bring the wrong ones.
  const pathOf = (values: readonly string[]) => JSON.stringify(pickPath(bind, values));
  const duePaths = new Set(all.filter((_, index) => (marks[index]!.changedAt?.getTime() ?? 0) > longAgo).map(pathOf));
  return { all, due: all.filter((values) => duePaths.has(pathOf(values))), marks };
}

/** Which rows of a nested table came below these parents; undefined where the rows do not keep whose they are. */
export function belowThese({ bind }: Parent, parents: readonly (readonly string[])[]): Sql | undefined {
  const columns = pickPath(bind, bind.map(({ as }) => as));
  if (parents.length === 0 || columns.includes(undefined)) return undefined;
  const paths = parents.map((values) => pickPath(bind, values));
  // A list for each column, and not a constant for each value: there may be 100,000 parents.
  const lists = columns.map((_, index) => sql`unnest(${paths.map((path) => path[index]!)})`);
  return sql`(${joinSql(columns.map((column) => sql`${identifier(column!)}::text`))}) IN (SELECT ${joinSql(lists)})`;
}

/** Which rows of a nested table came below parents that are soft-deleted, all that had their path; undefined as above. */
export function belowGone({ resource, bind }: Parent): Sql | undefined {
  const columns = pickPath(bind, bind.map(({ as }) => as));
  if (columns.includes(undefined)) return undefined;
  const row = (names: readonly (string | undefined)[]) => joinSql(names.map((name) => sql`${identifier(name!)}::text`));
  const paths = sql`SELECT ${row(pickPath(bind, bind.map(({ column }) => column)))} FROM ${identifier(resource)}`;
  return sql`(${row(columns)}) IN (${paths} WHERE _deleted_at IS NOT NULL EXCEPT ${paths} WHERE _deleted_at IS NULL)`;
}

/** The sweep of a nested table without what came below some parents: whose list was not read, nothing can be told of. */
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
