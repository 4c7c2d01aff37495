/** An SQL identifier, quoted only if necessary: most names are more readable without. */
export function quoteIdentifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !KEYWORDS.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The inside of an SQL string literal. */
export function escapeLiteral(text: string): string {
  return text.replaceAll("'", "''");
}

/** Words that cannot be column names in DuckDB (`duckdb_keywords()`) or in Postgres (`pg_get_keywords()`); a test asks both. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  `all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check collate
  collation column columns concurrently constraint create cross current_catalog current_date current_role current_schema
  current_time current_timestamp current_user default deferrable desc describe distinct do else end except false fetch for
  foreign freeze from full generated glob grant group having ilike in initially inner intersect into is isnull join lambda
  lateral leading left like limit localtime localtimestamp map natural not notnull null offset on only or order outer
  overlaps pivot pivot_longer pivot_wider placing positional primary qualify references returning right select semi
  session_user show similar some struct summarize symmetric system_user table tablesample then to trailing true try_cast
  union unique unpack unpivot user using variadic verbose when where window with`.split(/\s+/),
);
