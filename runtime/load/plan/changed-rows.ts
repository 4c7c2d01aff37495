import { parentsQuery } from "../../destinations/parents.ts";
import { identifier, joinSql, type Sql, sql } from "../../destinations/sql.ts";
import type { Change, Resource } from "../../resource.ts";

/** Announced changes: activities since some time, or webhooks. */
export interface Told {
  /** A relation with one row per announcement. */
  readonly rows: Sql;
  /** The type of the changed record. */
  readonly kind: Sql;
  /** The value, as text, that identifies the record of a change. */
  readonly value: (change: Change) => Sql;
}

/** Announced changes of one list. */
export interface ChangedRows {
  /** Returns the distinct values to request. */
  readonly values: Sql;
  /** A condition on the rows of the list's table: those that are deleted if they do not arrive. */
  readonly where: Sql;
  /** Returns a row if an activity concerns the list and does not say which row. */
  readonly unsaid: Sql;
}

/**
 * For a nested list: the parents, in the order of their bindings. Parents that share a path are read together, since a row does not
 * say which of them it belongs to.
 */
export function belowParents({ parent }: Resource, changes: readonly Change[], told: Told): ChangedRows {
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

/** For a list with a filter: the values of the filter. `filtered`: changes that use it. */
export function byFilter(filtered: readonly Change[], told: Told): ChangedRows {
  const kept = filtered.filter(({ column }) => column !== undefined);
  return {
    values: joinSql(filtered.map((change) => named(change, told)), " UNION "),
    where: kept.length > 0 ? anyOf(kept, told) : sql`FALSE`,
    unsaid: unsaid(filtered, told),
  };
}

/**
 * For single records: the values to request them by, from the activity or from the row in the table. If the two differ, e.g. because a
 * code was changed, both are requested.
 */
export function oneByOne({ name, single }: Resource, changes: readonly Change[], told: Told): ChangedRows {
  const column = single!.bind[0]!.column;
  const known = (change: Change) => sql`SELECT ${text(column)} FROM ${identifier(name)} WHERE _deleted_at IS NULL AND ${anyOf([change], told)}`;
  return {
    values: joinSql(changes.map((change) => (change.column === column ? named(change, told) : known(change))), " UNION "),
    where: anyOf(changes, told),
    unsaid: unsaid(changes, told, (change) => (change.column === column ? undefined : sql`SELECT ${text(change.column!)} FROM ${identifier(name)}`)),
  };
}

/** A condition for rows that one of the changes concerns. */
function anyOf(changes: readonly Change[], told: Told): Sql {
  return sql`(${joinSql(changes.map((change) => sql`${text(change.column!)} IN (${named(change, told)})`), " OR ")})`;
}

/** The distinct values by which the rows are found. */
function named(change: Change, told: Told): Sql {
  return sql`SELECT DISTINCT ${told.value(change)} FROM ${told.rows} WHERE ${concerns(change, told)} AND ${told.value(change)} IS NOT NULL`;
}

/** `among`: use only values that are in this set. */
function unsaid(changes: readonly Change[], told: Told, among: (change: Change) => Sql | undefined = () => undefined): Sql {
  const concerned = changes.filter(({ optional }) => !optional);
  if (concerned.length === 0) return sql`SELECT 1 WHERE FALSE`;
  const found = concerned.map((change) => {
    const known = among(change);
    return sql`(${concerns(change, told)} AND ${told.value(change)} IS NOT NULL${known === undefined ? sql`` : sql` AND ${told.value(change)} IN (${known})`})`;
  });
  return sql`SELECT 1 FROM ${told.rows} WHERE (${joinSql(concerned.map((change) => concerns(change, told)), " OR ")}) AND NOT (${joinSql(found, " OR ")}) LIMIT 1`;
}

function concerns({ of }: Change, { kind }: Told): Sql {
  return sql`${kind} = ANY(${of})`;
}

const text = (column: string) => sql`${identifier(column)}::text`;
