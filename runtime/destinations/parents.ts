import type { Parent } from "../resource.ts";
import { quoteName, quoteText } from "./identifiers.ts";

/** The rows of a parent's table that a nested list walks, as `Destination.parents` promises them, in SQL that both databases understand. */
export function parentsQuery({ resource, bind, where }: Parent): string {
  const columns = bind.map(({ column }) => quoteName(column));
  const conditions = [
    "_deleted_at IS NULL",
    ...columns.map((column) => `${column} IS NOT NULL`),
    ...(where ? [`${quoteName(where.column)} = ${quoteText(where.equals)}`] : []),
  ];
  return `SELECT DISTINCT ${columns.map((column) => `${column}::text`).join(", ")}
FROM ${quoteName(resource)}
WHERE ${conditions.join(" AND ")}
ORDER BY ${columns.map((_, index) => index + 1).join(", ")}`;
}
