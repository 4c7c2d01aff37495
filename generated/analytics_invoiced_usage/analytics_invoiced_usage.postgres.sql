-- name: create
CREATE TABLE IF NOT EXISTS analytics_invoiced_usage (
  month timestamptz,
  code text,
  amount_cents numeric,
  currency text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz
);

-- name: comment
COMMENT ON TABLE analytics_invoiced_usage IS 'Invoiced usage by month and billable metric, as Lago computes it.';
COMMENT ON COLUMN analytics_invoiced_usage.month IS 'First day of the month.';
COMMENT ON COLUMN analytics_invoiced_usage.code IS 'Your short name of it.';
COMMENT ON COLUMN analytics_invoiced_usage.amount_cents IS 'Usage before taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN analytics_invoiced_usage.currency IS 'Currency of the amounts.';

-- name: stage
-- pg_temp.analytics_invoiced_usage is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_analytics_invoiced_usage (_n bigint) INHERITS (pg_temp.analytics_invoiced_usage);

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_invoiced_usage;

-- name: merge
WITH written AS (
  INSERT INTO analytics_invoiced_usage (
    month,
    code,
    amount_cents,
    currency,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.analytics_invoiced_usage
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;
