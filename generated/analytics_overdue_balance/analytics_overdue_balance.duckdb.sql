-- name: create
CREATE TABLE IF NOT EXISTS analytics_overdue_balance (
  month TIMESTAMPTZ,
  amount_cents DECIMAL(38,18),
  currency VARCHAR,
  lago_invoice_ids JSON,
  billing_entity_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE analytics_overdue_balance IS 'Overdue amounts by month, as Lago computes them.';
COMMENT ON COLUMN analytics_overdue_balance.month IS 'First day of the month.';
COMMENT ON COLUMN analytics_overdue_balance.amount_cents IS 'What is due and overdue. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN analytics_overdue_balance.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN analytics_overdue_balance.billing_entity_id IS 'The company that issues the invoice.';

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_overdue_balance;

-- name: merge
INSERT INTO analytics_overdue_balance BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_overdue_balance;
