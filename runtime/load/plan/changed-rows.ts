import { quoteName, quoteText } from "../../destinations/identifiers.ts";
import { parentsQuery } from "../../destinations/parents.ts";
import type { Change, Resource } from "../../resource.ts";

/** The change feed, from a time on. */
export interface Told {
  readonly feed: Resource;
  readonly since: Date;
}

/** What the feed's table says of one list, as SQL that every database understands. */
export interface ChangedRows {
  /** Answers the values that are to be asked by, each once. */
  readonly values: string;
  /** A condition on the rows of the list's table: those that are gone when they do not come. */
  readonly where: string;
  /** Answers a row where an activity concerns the list and does not say which of its rows. */
  readonly unsaid: string;
}

/**
 * Of a list below a parent: the parents, in the order of their bindings. Parents that share a path are asked for together, since
 * a row does not tell below which of them it came.
 */
export function belowParents(resource: Resource, told: Told): ChangedRows {
  const { parent, changes = [] } = resource;
  const { watch, ...walked } = parent!;
  const inPath = walked.bind.filter((binding) => binding.in === "path");
  const columns = inPath.map(({ column }) => text(column)).join(", ");
  const kept = inPath.map(({ as, parameter }) => text(as ?? parameter)).join(", ");
  const paths = `SELECT ${columns} FROM ${quoteName(walked.resource)} WHERE ${anyOf(changes, told)}`;
  return {
    values: parentsQuery(walked, `(${columns}) IN (${paths})`),
    where: `(${kept}) IN (${paths})`,
    unsaid: unsaid(changes, told),
  };
}

/** Of a list that has a filter for them: the values of the filter. */
export function byFilter(filter: string, { changes = [] }: Resource, told: Told): ChangedRows {
  const filtered = changes.filter((change) => change.filter === filter);
  const kept = filtered.filter(({ column }) => column !== undefined);
  return {
    values: filtered.map((change) => named(change, told)).join(" UNION "),
    where: kept.length > 0 ? anyOf(kept, told) : "FALSE",
    unsaid: unsaid(filtered, told),
  };
}

/**
 * Of single records: the values that they are asked by. The activity itself says it, or the row that the table has; where the
 * two differ, as of a record whose code was changed, both are asked for.
 */
export function oneByOne({ name, single, changes = [] }: Resource, told: Told): ChangedRows {
  const column = single!.bind[0]!.column;
  const known = (change: Change) => `SELECT ${text(column)} FROM ${quoteName(name)} WHERE _deleted_at IS NULL AND ${anyOf([change], told)}`;
  return {
    values: changes.map((change) => (change.column === column ? named(change, told) : known(change))).join(" UNION "),
    where: anyOf(changes, told),
    unsaid: unsaid(changes, told, (change) => (change.column === column ? undefined : `SELECT ${text(change.column!)} FROM ${quoteName(name)}`)),
  };
}

/** Rows that one of the changes is about. */
function anyOf(changes: readonly Change[], told: Told): string {
  return `(${changes.map((change) => `${text(change.column!)} IN (${named(change, told)})`).join(" OR ")})`;
}

/** What the activities say by which their rows are found: once, however often they say it. */
function named(change: Change, told: Told): string {
  return `SELECT DISTINCT ${said(change)} FROM ${quoteName(told.feed.name)} WHERE ${since(told)} AND ${concerns(change, told)} AND ${said(change)} IS NOT NULL`;
}

/** `among`: values that are worth something only where they are among these. */
function unsaid(changes: readonly Change[], told: Told, among: (change: Change) => string | undefined = () => undefined): string {
  const found = changes.map((change) => {
    const known = among(change);
    return `(${concerns(change, told)} AND ${said(change)} IS NOT NULL${known === undefined ? "" : ` AND ${said(change)} IN (${known})`})`;
  });
  const concerned = changes.map((change) => concerns(change, told)).join(" OR ");
  return `SELECT 1 FROM ${quoteName(told.feed.name)} WHERE ${since(told)} AND (${concerned}) AND NOT (${found.join(" OR ")}) LIMIT 1`;
}

function since({ feed, since }: Told): string {
  return `${quoteName(feed.cursor!.column)} >= ${quoteText(since.toISOString())}::timestamptz`;
}

function concerns({ of }: Change, { feed }: Told): string {
  return `${quoteName(feed.feed!.kind)} IN (${of.map(quoteText).join(", ")})`;
}

function said({ by: [column, key] }: Change): string {
  return key === undefined ? text(column) : `(${quoteName(column)} ->> ${quoteText(key)})`;
}

const text = (column: string) => `${quoteName(column)}::text`;
