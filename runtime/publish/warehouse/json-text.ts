import { type Sql, sql } from "../../destinations/sql.ts";

/*
 * JSON types of warehouses hold numbers of 38 digits, or as doubles, and some refuse U+0000. Text that would not come back as it was is
 * brought as one JSON string, which holds it to the last character.
 */

/** Whether, by DuckDB. Also finds digits that follow such a sign within a string, which does no harm. */
export function isWideJson(value: Sql): Sql {
  return sql`regexp_matches(${value}::VARCHAR, ${String.raw`(^|[:\[,]\s*)-?([0-9.]{38,}|[0-9.]+[eE])|\\u0000`})`;
}

export function writeJson(value: Sql): Sql {
  return sql`CASE WHEN ${isWideJson(value)} THEN to_json(${value}::VARCHAR)::VARCHAR ELSE ${value}::VARCHAR END`;
}

export const AS_STRING = "kept as text within a JSON string: numbers of more than 37 digits or with exponents, or U+0000";
