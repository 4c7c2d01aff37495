-- name: create
CREATE TABLE IF NOT EXISTS analytics_mrr (
  month TIMESTAMPTZ,
  amount_cents DECIMAL(38,15),
  currency VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO analytics_mrr_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"mrrs":[{
  "month":"VARCHAR",
  "amount_cents":"VARCHAR",
  "currency":"VARCHAR",
  "$extra":"VARCHAR"
}]}').mrrs) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_analytics_mrr AS
SELECT
  t.* REPLACE (
    amount_cents::VARCHAR AS amount_cents,
  ),
FROM shape.analytics_mrr AS t, analytics_mrr_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_analytics_mrr BY NAME
SELECT
  r.month::TIMESTAMPTZ AS month,
  r.amount_cents AS amount_cents,
  r.currency AS currency,
  r."$extra"::JSON AS _extra
FROM analytics_mrr_records($pages);

-- name: merge
-- Lago gives these rows no identity that lasts: the table is replaced.
DELETE FROM analytics_mrr;

-- name: merge
INSERT INTO analytics_mrr BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(amount_cents) AS amount_cents,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_mrr;
