import type { Parent, Watch } from "../resource.ts";
import { quoteName, quoteText } from "./identifiers.ts";

/** The rows of a parent's table that a nested list walks, as `Destination.parents` promises them, in SQL that both databases understand. `among`: a condition that they fulfil besides. */
export function parentsQuery({ resource, bind, where, watch }: Parent, among?: string): string {
  const columns = bind.map(({ column }) => quoteName(column));
  const conditions = [
    "_deleted_at IS NULL",
    ...columns.map((column) => `${column} IS NOT NULL`),
    ...(where ? [`${quoteName(where.column)} = ${quoteText(where.equals)}`] : []),
    ...(among === undefined ? [] : [among]),
  ];
  const values = columns.map((column, index) => `${column}::text AS value_${index}`);
  const places = columns.map((_, index) => `value_${index}`).join(", ");
  // Several rows may have the same values: subscriptions that share an external id.
  return `SELECT ${places}${watch ? ", string_agg(mark, ', ' ORDER BY mark) AS mark" : ""}
FROM (
  SELECT ${[...values, ...(watch ? [`${markOf(watch)} AS mark`] : [])].join(", ")}
  FROM ${quoteName(resource)}
  WHERE ${conditions.join(" AND ")}
) AS parents
GROUP BY ${places}
ORDER BY ${places}`;
}

/** What a row says in the watched columns. */
function markOf({ columns }: Watch): string {
  return ["''", ...columns.map((column) => `coalesce(${quoteName(column)}::text, 'null')`)].join(" || ' ' || ");
}
