import type { Parent, Watch } from "../resource.ts";
import { identifier, joinSql, type Sql, sql } from "./sql.ts";

/** The rows of a parent's table for a nested list, as `Destination.parents` promises them. `among`: an additional condition. */
export function parentsQuery({ resource, bind, where, watch }: Parent, among?: Sql): Sql {
  const columns = bind.map(({ column }) => identifier(column));
  const conditions = joinSql(
    [
      sql`_deleted_at IS NULL`,
      ...columns.map((column) => sql`${column} IS NOT NULL`),
      ...(where ? [sql`${identifier(where.column)} = ${where.equals}`] : []),
      ...(among === undefined ? [] : [among]),
    ],
    " AND ",
  );
  const places = columns.map((_, index) => identifier(`value_${index}`));
  const values = columns.map((column, index) => sql`${column}::text AS ${places[index]!}`);
  const distinct = joinSql(places);
  // Parents that share a path come one after another, so that they can be told to be one group while they are read.
  const order = joinSql(["path", "query"].flatMap((part) => places.filter((_, index) => bind[index]!.in === part)));
  // Several rows may have the same values: subscriptions that share an external id.
  return sql`SELECT ${joinSql([...places, ...(watch ? [sql`string_agg(mark, ', ' ORDER BY mark) AS mark`] : [])])}
FROM (
  SELECT ${joinSql([...values, ...(watch ? [sql`${markOf(watch)} AS mark`] : [])])}
  FROM ${identifier(resource)}
  WHERE ${conditions}
) AS parents
GROUP BY ${distinct}
ORDER BY ${order}`;
}

/** The values of the watched columns of a row. */
function markOf({ columns }: Watch): Sql {
  return joinSql([sql`''`, ...columns.map((column) => sql`coalesce(${identifier(column)}::text, 'null')`)], " || ' ' || ");
}
