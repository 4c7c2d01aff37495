-- name: create
CREATE TABLE IF NOT EXISTS analytics_mrr (
  month timestamptz,
  amount_cents numeric,
  currency text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz
);

-- name: comment
COMMENT ON TABLE analytics_mrr IS 'Monthly recurring revenue by month, as Lago computes it.';
COMMENT ON COLUMN analytics_mrr.month IS 'First day of the month.';
COMMENT ON COLUMN analytics_mrr.amount_cents IS 'Recurring revenue of the month. Can have a fraction of a cent. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN analytics_mrr.currency IS 'Currency of the amounts.';

-- name: stage
-- pg_temp.analytics_mrr is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_analytics_mrr (_n bigint) INHERITS (pg_temp.analytics_mrr);

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_mrr;

-- name: merge
WITH written AS (
  INSERT INTO analytics_mrr (
    month,
    amount_cents,
    currency,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.analytics_mrr
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;
