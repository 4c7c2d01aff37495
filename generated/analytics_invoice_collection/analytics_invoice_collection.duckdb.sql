-- name: create
CREATE TABLE IF NOT EXISTS analytics_invoice_collection (
  month TIMESTAMPTZ,
  payment_status VARCHAR,
  invoices_count BIGINT,
  amount_cents DOUBLE,
  currency VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO analytics_invoice_collection_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"invoice_collections":[{
  "month":"VARCHAR",
  "payment_status":"VARCHAR",
  "invoices_count":"VARCHAR",
  "amount_cents":"VARCHAR",
  "currency":"VARCHAR",
  "$extra":"VARCHAR"
}]}').invoice_collections) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_analytics_invoice_collection AS
SELECT
  t.*,
FROM shape.analytics_invoice_collection AS t, analytics_invoice_collection_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_analytics_invoice_collection BY NAME
SELECT
  r.month::TIMESTAMPTZ AS month,
  r.payment_status AS payment_status,
  r.invoices_count::BIGINT AS invoices_count,
  r.amount_cents::DOUBLE AS amount_cents,
  r.currency AS currency,
  r."$extra"::JSON AS _extra
FROM analytics_invoice_collection_records($pages);

-- name: merge
-- Lago gives these rows no identity that lasts: the table is replaced.
DELETE FROM analytics_invoice_collection;

-- name: merge
INSERT INTO analytics_invoice_collection BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_invoice_collection;
