-- name: create
CREATE TABLE IF NOT EXISTS analytics_invoiced_usage (
  month TIMESTAMPTZ,
  code VARCHAR,
  amount_cents DECIMAL(38,18),
  currency VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE analytics_invoiced_usage IS 'Invoiced usage by month and billable metric, as Lago computes it.';
COMMENT ON COLUMN analytics_invoiced_usage.month IS 'First day of the month.';
COMMENT ON COLUMN analytics_invoiced_usage.code IS 'Your short name of it.';
COMMENT ON COLUMN analytics_invoiced_usage.amount_cents IS 'Usage before taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN analytics_invoiced_usage.currency IS 'Currency of the amounts.';

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_invoiced_usage;

-- name: merge
INSERT INTO analytics_invoiced_usage BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_invoiced_usage;
