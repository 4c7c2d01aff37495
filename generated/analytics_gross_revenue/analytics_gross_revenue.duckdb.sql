-- name: create
CREATE TABLE IF NOT EXISTS analytics_gross_revenue (
  month TIMESTAMPTZ,
  amount_cents DECIMAL(38,18),
  currency VARCHAR,
  invoices_count DECIMAL(38,18),
  billing_entity_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE analytics_gross_revenue IS 'Invoiced amounts by month and currency, as Lago computes them.';
COMMENT ON COLUMN analytics_gross_revenue.month IS 'First day of the month.';
COMMENT ON COLUMN analytics_gross_revenue.amount_cents IS 'Invoiced before credits. Can have a fraction of a cent. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN analytics_gross_revenue.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN analytics_gross_revenue.invoices_count IS 'Unit: count.';
COMMENT ON COLUMN analytics_gross_revenue.billing_entity_id IS 'The company that issues the invoice.';

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_gross_revenue;

-- name: merge
INSERT INTO analytics_gross_revenue BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_gross_revenue;
