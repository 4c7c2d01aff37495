-- name: create
CREATE TABLE IF NOT EXISTS sales (
  "month" VARCHAR,
  amount_cents BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
CREATE OR REPLACE TEMP MACRO sales_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"sales":[{
  "month":"VARCHAR",
  "amount_cents":"VARCHAR",
  "$extra":"VARCHAR"
}]}').sales) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_sales AS
SELECT t.*
FROM shape.sales AS t, sales_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_sales BY NAME
SELECT * REPLACE (
  _extra::JSON AS _extra
) FROM (
  SELECT
    r."month" AS "month",
    r.amount_cents AS amount_cents,
    r."$extra" AS _extra
  FROM sales_records($pages)
);

-- name: merge
DELETE FROM sales;

-- name: merge
INSERT INTO sales BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_sales;

-- name: sweep
UPDATE sales SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
