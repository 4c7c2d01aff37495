-- name: create
CREATE TABLE IF NOT EXISTS analytics_usage (
  organization_id UUID,
  start_of_period_dt DATE,
  end_of_period_dt DATE,
  amount_currency VARCHAR,
  amount_cents BIGINT,
  billable_metric_code VARCHAR,
  units DECIMAL(38,18),
  is_billable_metric_deleted BOOLEAN,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE analytics_usage IS 'Usage by day and billable metric, as Lago computes it.';
COMMENT ON COLUMN analytics_usage.organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN analytics_usage.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN analytics_usage.amount_cents IS 'The usage, priced. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN analytics_usage.billable_metric_code IS 'The billable metric, by its code. Refers to billable_metrics.code.';
COMMENT ON COLUMN analytics_usage.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_usage;

-- name: merge
INSERT INTO analytics_usage BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_usage;
