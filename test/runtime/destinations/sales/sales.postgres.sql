-- name: create
CREATE TABLE IF NOT EXISTS sales (
  "month" text,
  amount_cents bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz
);

-- name: stage
CREATE TEMP TABLE stage_sales (_n bigint) INHERITS (pg_temp.sales);

-- name: clear
DELETE FROM sales;

-- name: merge
WITH written AS (
  INSERT INTO sales (
    "month",
    amount_cents,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.sales
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;
