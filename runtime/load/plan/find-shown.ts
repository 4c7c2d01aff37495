import type { Destination } from "../../destinations/destination.ts";
import { identifier, joinSql, type Sql, sql } from "../../destinations/sql.ts";
import type { ShownBy } from "../../resource.ts";
import { startOfWindow, writeTime } from "./stretch.ts";

/** What another list shows of the parents of a nested list. */
export interface Shown {
  /** The time from which its rows count, up to the next load. */
  readonly from: string;
  /** By the values of a parent's path, as JSON: digests of its rows from that time on, and from the time that counted in the load before. */
  readonly digests: ReadonlyMap<string, { readonly now: string; readonly before: string }>;
}

/** Of a path without any row. */
export const NOTHING_SHOWN = { now: "", before: "" };

/**
 * Reads what a list shows that this load has already read. `before`: `from` of the load before; windows move, so rows leave them without
 * a change. Undefined if the list has no window yet.
 */
export async function findShown(destination: Destination, { resource, on, about, columns, window }: ShownBy, before: string | undefined): Promise<Shown | undefined> {
  const { rows: [[reached] = []] } = await destination.query(sql`SELECT reached FROM _cursors WHERE resource = ${resource}`);
  if (reached == null) return undefined;
  const from = writeTime(startOfWindow(window, reached), { granularity: "second" });
  const paths = joinSql(on.map((column) => sql`${identifier(column)}::text`));
  const line = joinSql(columns.map((column) => sql`coalesce(${identifier(column)}::text, 'null')`), " || ' ' || ");
  // One number for all rows: their texts together may not fit into memory.
  const digest = (time: string) => sql`bit_xor(${destination.hashOf(line)}) FILTER (WHERE ${since(time)})::text`;
  const { rows } = await destination.query(sql`SELECT ${paths}, ${digest(from)}, ${digest(before ?? from)}
FROM ${identifier(resource)}
WHERE _deleted_at IS NULL AND ${identifier(about)} IS NOT NULL AND ${since([from, before ?? from].sort()[0]!)}
GROUP BY ${paths}`);
  const [now, earlier] = [on.length, on.length + 1];
  return { from, digests: new Map(rows.map((row) => [JSON.stringify(row.slice(0, on.length)), { now: row[now] ?? "", before: row[earlier] ?? "" }])) };

  function since(time: string): Sql {
    return sql`${identifier(window.column)} >= ${time}::timestamptz`;
  }
}
