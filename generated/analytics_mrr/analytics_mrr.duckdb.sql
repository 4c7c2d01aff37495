-- name: create
CREATE TABLE IF NOT EXISTS analytics_mrr (
  month TIMESTAMPTZ,
  amount_cents DECIMAL(38,18),
  currency VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE analytics_mrr IS 'Monthly recurring revenue by month, as Lago computes it.';
COMMENT ON COLUMN analytics_mrr.month IS 'First day of the month.';
COMMENT ON COLUMN analytics_mrr.amount_cents IS 'Recurring revenue of the month. Can have a fraction of a cent. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN analytics_mrr.currency IS 'Currency of the amounts.';

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_mrr;

-- name: merge
INSERT INTO analytics_mrr BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_mrr;
