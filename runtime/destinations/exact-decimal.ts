/**
 * `exact_decimal(text)` for generated SQL: equal to `text::DECIMAL(38,15)`, the last digit rounded as DuckDB does, but in
 * 0.1 to 0.3 µs a value; DuckDB 1.5.6 needs 9 µs for a decimal of more than 18 digits, which made a load of fees three times slower.
 * What the short ways cannot hold takes DuckDB's own. The argument must be a plain column, not a member of a struct: CASE would
 * copy the struct for every branch; and in plain notation: the page reader writes out what Lago sends with an exponent.
 */
export const EXACT_DECIMAL = `CREATE OR REPLACE TEMP MACRO exact_decimal(v) AS CASE
  WHEN strlen(v) <= 9 THEN v::DECIMAL(18,9)::DECIMAL(38,15)
  WHEN NOT contains(v, '.') THEN coalesce(try_cast(v AS DECIMAL(18,0))::DECIMAL(38,15), v::DECIMAL(38,15))
  WHEN strlen(v) - instr(v, '.') <= 9 THEN coalesce(try_cast(v AS DECIMAL(18,9))::DECIMAL(38,15), v::DECIMAL(38,15))
  ELSE coalesce(
    try_cast(split_part(v, '.', 1) AS DECIMAL(18,0))::DECIMAL(38,15)
      + try_cast(if(contains(v, '-'), '-0.', '0.') || substr(v, instr(v, '.') + 1) AS DECIMAL(16,15)),
    v::DECIMAL(38,15))
END`;
