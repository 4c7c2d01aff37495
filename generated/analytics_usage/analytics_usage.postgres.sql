-- name: create
CREATE TABLE IF NOT EXISTS analytics_usage (
  organization_id uuid,
  start_of_period_dt date,
  end_of_period_dt date,
  amount_currency text,
  amount_cents bigint,
  billable_metric_code text,
  units numeric,
  is_billable_metric_deleted boolean,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz
);

-- name: comment
COMMENT ON TABLE analytics_usage IS 'Usage by day and billable metric, as Lago computes it.';
COMMENT ON COLUMN analytics_usage.organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN analytics_usage.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN analytics_usage.amount_cents IS 'The usage, priced. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN analytics_usage.billable_metric_code IS 'The billable metric, by its code. Refers to billable_metrics.code.';
COMMENT ON COLUMN analytics_usage.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';

-- name: index
CREATE INDEX IF NOT EXISTS analytics_usage_billable_metric_code_idx ON analytics_usage (billable_metric_code);

-- name: stage
-- pg_temp.analytics_usage is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_analytics_usage (_n bigint) INHERITS (pg_temp.analytics_usage);

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_usage;

-- name: merge
WITH written AS (
  INSERT INTO analytics_usage (
    organization_id,
    start_of_period_dt,
    end_of_period_dt,
    amount_currency,
    amount_cents,
    billable_metric_code,
    units,
    is_billable_metric_deleted,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.analytics_usage
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;
