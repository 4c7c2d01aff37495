-- name: create
CREATE TABLE IF NOT EXISTS analytics_overdue_balance (
  month timestamptz,
  amount_cents numeric,
  currency text,
  lago_invoice_ids jsonb,
  billing_entity_id uuid,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz
);

-- name: comment
COMMENT ON TABLE analytics_overdue_balance IS 'Overdue amounts by month, as Lago computes them.';
COMMENT ON COLUMN analytics_overdue_balance.month IS 'First day of the month.';
COMMENT ON COLUMN analytics_overdue_balance.amount_cents IS 'What is due and overdue. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN analytics_overdue_balance.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN analytics_overdue_balance.billing_entity_id IS 'The company that issues the invoice.';

-- name: stage
-- pg_temp.analytics_overdue_balance is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_analytics_overdue_balance (_n bigint) INHERITS (pg_temp.analytics_overdue_balance);

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_overdue_balance;

-- name: merge
WITH written AS (
  INSERT INTO analytics_overdue_balance (
    month,
    amount_cents,
    currency,
    lago_invoice_ids,
    billing_entity_id,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.analytics_overdue_balance
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;
