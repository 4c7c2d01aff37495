import { parentsQuery } from "../../destinations/parents.ts";
import { identifier, joinSql, type Sql, sql } from "../../destinations/sql.ts";
import type { Change, Resource } from "../../resource.ts";

/** The change feed, from a time on. */
export interface Told {
  readonly feed: Resource;
  readonly since: Date;
}

/** What the feed's table says of one list. */
export interface ChangedRows {
  /** Answers the values that are to be asked by, each once. */
  readonly values: Sql;
  /** A condition on the rows of the list's table: those that are gone when they do not come. */
  readonly where: Sql;
  /** Answers a row where an activity concerns the list and does not say which of its rows. */
  readonly unsaid: Sql;
}

/**
 * Of a list below a parent: the parents, in the order of their bindings. Parents that share a path are asked for together, since
 * a row does not tell below which of them it came.
 */
export function belowParents(resource: Resource, told: Told): ChangedRows {
  const { parent, changes = [] } = resource;
  const { watch, ...walked } = parent!;
  const inPath = walked.bind.filter((binding) => binding.in === "path");
  const columns = joinSql(inPath.map(({ column }) => text(column)));
  const kept = joinSql(inPath.map(({ as }) => text(as!)));
  const paths = sql`SELECT ${columns} FROM ${identifier(walked.resource)} WHERE ${anyOf(changes, told)}`;
  return {
    values: parentsQuery(walked, sql`(${columns}) IN (${paths})`),
    where: sql`(${kept}) IN (${paths})`,
    unsaid: unsaid(changes, told),
  };
}

/** Of a list that has a filter for them: the values of the filter. */
export function byFilter(filter: string, { changes = [] }: Resource, told: Told): ChangedRows {
  const filtered = changes.filter((change) => change.filter === filter);
  const kept = filtered.filter(({ column }) => column !== undefined);
  return {
    values: joinSql(filtered.map((change) => named(change, told)), " UNION "),
    where: kept.length > 0 ? anyOf(kept, told) : sql`FALSE`,
    unsaid: unsaid(filtered, told),
  };
}

/**
 * Of single records: the values that they are asked by. The activity itself says it, or the row that the table has; where the
 * two differ, as of a record whose code was changed, both are asked for.
 */
export function oneByOne({ name, single, changes = [] }: Resource, told: Told): ChangedRows {
  const column = single!.bind[0]!.column;
  const known = (change: Change) => sql`SELECT ${text(column)} FROM ${identifier(name)} WHERE _deleted_at IS NULL AND ${anyOf([change], told)}`;
  return {
    values: joinSql(changes.map((change) => (change.column === column ? named(change, told) : known(change))), " UNION "),
    where: anyOf(changes, told),
    unsaid: unsaid(changes, told, (change) => (change.column === column ? undefined : sql`SELECT ${text(change.column!)} FROM ${identifier(name)}`)),
  };
}

/** Rows that one of the changes is about. */
function anyOf(changes: readonly Change[], told: Told): Sql {
  return sql`(${joinSql(changes.map((change) => sql`${text(change.column!)} IN (${named(change, told)})`), " OR ")})`;
}

/** What the activities say by which their rows are found: once, however often they say it. */
function named(change: Change, told: Told): Sql {
  return sql`SELECT DISTINCT ${said(change)} FROM ${identifier(told.feed.name)} WHERE ${since(told)} AND ${concerns(change, told)} AND ${said(change)} IS NOT NULL`;
}

/** `among`: values that are worth something only where they are among these. */
function unsaid(changes: readonly Change[], told: Told, among: (change: Change) => Sql | undefined = () => undefined): Sql {
  const found = changes.map((change) => {
    const known = among(change);
    return sql`(${concerns(change, told)} AND ${said(change)} IS NOT NULL${known === undefined ? sql`` : sql` AND ${said(change)} IN (${known})`})`;
  });
  const concerned = changes.map((change) => concerns(change, told));
  return sql`SELECT 1 FROM ${identifier(told.feed.name)} WHERE ${since(told)} AND (${joinSql(concerned, " OR ")}) AND NOT (${joinSql(found, " OR ")}) LIMIT 1`;
}

function since({ feed, since }: Told): Sql {
  return sql`${identifier(feed.cursor!.column)} >= ${since.toISOString()}::timestamptz`;
}

function concerns({ of }: Change, { feed }: Told): Sql {
  return sql`${identifier(feed.feed!.kind)} = ANY(${of})`;
}

function said({ by: [column, key] }: Change): Sql {
  return key === undefined ? text(column) : sql`(${identifier(column)} ->> ${key})`;
}

const text = (column: string) => sql`${identifier(column)}::text`;
