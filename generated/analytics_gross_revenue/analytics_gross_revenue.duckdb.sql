-- name: create
CREATE TABLE IF NOT EXISTS analytics_gross_revenue (
  month TIMESTAMPTZ,
  amount_cents DOUBLE,
  currency VARCHAR,
  invoices_count DECIMAL(38,15),
  billing_entity_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO analytics_gross_revenue_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"gross_revenues":[{
  "month":"VARCHAR",
  "amount_cents":"VARCHAR",
  "currency":"VARCHAR",
  "invoices_count":"VARCHAR",
  "billing_entity_id":"VARCHAR",
  "$extra":"VARCHAR"
}]}').gross_revenues) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_analytics_gross_revenue AS
SELECT
  t.* REPLACE (
    invoices_count::VARCHAR AS invoices_count,
  ),
FROM shape.analytics_gross_revenue AS t, analytics_gross_revenue_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_analytics_gross_revenue BY NAME
SELECT
  r.month::TIMESTAMPTZ AS month,
  r.amount_cents::DOUBLE AS amount_cents,
  r.currency AS currency,
  r.invoices_count AS invoices_count,
  r.billing_entity_id::UUID AS billing_entity_id,
  r."$extra"::JSON AS _extra
FROM analytics_gross_revenue_records($pages);

-- name: merge
-- Lago gives these rows no identity that lasts: the table is replaced.
DELETE FROM analytics_gross_revenue;

-- name: merge
INSERT INTO analytics_gross_revenue BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(invoices_count) AS invoices_count,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_gross_revenue;
