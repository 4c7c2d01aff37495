-- name: create
CREATE TABLE IF NOT EXISTS analytics_invoice_collection (
  month TIMESTAMPTZ,
  payment_status VARCHAR,
  invoices_count BIGINT,
  amount_cents DECIMAL(38,18),
  currency VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE analytics_invoice_collection IS 'Invoices by month and payment status, as Lago computes them.';
COMMENT ON COLUMN analytics_invoice_collection.month IS 'First day of the month.';
COMMENT ON COLUMN analytics_invoice_collection.payment_status IS 'Whether it was paid. Values: pending, succeeded, failed.';
COMMENT ON COLUMN analytics_invoice_collection.invoices_count IS 'Unit: count.';
COMMENT ON COLUMN analytics_invoice_collection.amount_cents IS 'Invoiced. Can have a fraction of a cent. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN analytics_invoice_collection.currency IS 'Currency of the amounts.';

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_invoice_collection;

-- name: merge
INSERT INTO analytics_invoice_collection BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_invoice_collection;
