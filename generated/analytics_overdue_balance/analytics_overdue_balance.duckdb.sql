-- name: create
CREATE TABLE IF NOT EXISTS analytics_overdue_balance (
  month TIMESTAMPTZ,
  amount_cents DECIMAL(38,15),
  currency VARCHAR,
  lago_invoice_ids JSON,
  billing_entity_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO analytics_overdue_balance_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"overdue_balances":[{
  "month":"VARCHAR",
  "amount_cents":"VARCHAR",
  "currency":"VARCHAR",
  "lago_invoice_ids":"JSON",
  "billing_entity_id":"VARCHAR",
  "$extra":"VARCHAR"
}]}').overdue_balances) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_analytics_overdue_balance AS
SELECT
  t.* REPLACE (
    amount_cents::VARCHAR AS amount_cents,
  ),
FROM shape.analytics_overdue_balance AS t, analytics_overdue_balance_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_analytics_overdue_balance BY NAME
SELECT
  r.month::TIMESTAMPTZ AS month,
  r.amount_cents AS amount_cents,
  r.currency AS currency,
  r.lago_invoice_ids AS lago_invoice_ids,
  r.billing_entity_id::UUID AS billing_entity_id,
  r."$extra"::JSON AS _extra
FROM analytics_overdue_balance_records($pages);

-- name: merge
-- Lago gives these rows no identity that lasts: the table is replaced.
DELETE FROM analytics_overdue_balance;

-- name: merge
INSERT INTO analytics_overdue_balance BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(amount_cents) AS amount_cents,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_overdue_balance;
