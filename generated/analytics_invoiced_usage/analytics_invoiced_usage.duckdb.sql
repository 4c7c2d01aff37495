-- name: create
CREATE TABLE IF NOT EXISTS analytics_invoiced_usage (
  month TIMESTAMPTZ,
  code VARCHAR,
  amount_cents DOUBLE,
  currency VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO analytics_invoiced_usage_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"invoiced_usages":[{
  "month":"VARCHAR",
  "code":"VARCHAR",
  "amount_cents":"VARCHAR",
  "currency":"VARCHAR",
  "$extra":"VARCHAR"
}]}').invoiced_usages) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_analytics_invoiced_usage AS
SELECT
  t.*,
FROM shape.analytics_invoiced_usage AS t, analytics_invoiced_usage_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_analytics_invoiced_usage BY NAME
SELECT
  r.month::TIMESTAMPTZ AS month,
  r.code AS code,
  r.amount_cents::DOUBLE AS amount_cents,
  r.currency AS currency,
  r."$extra"::JSON AS _extra
FROM analytics_invoiced_usage_records($pages);

-- name: merge
-- Lago gives these rows no identity that lasts: the table is replaced.
DELETE FROM analytics_invoiced_usage;

-- name: merge
INSERT INTO analytics_invoiced_usage BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_invoiced_usage;
