-- name: create
CREATE TABLE IF NOT EXISTS analytics_invoice_collection (
  month timestamptz,
  payment_status text,
  invoices_count bigint,
  amount_cents numeric,
  currency text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz
);

-- name: comment
COMMENT ON TABLE analytics_invoice_collection IS 'Invoices by month and payment status, as Lago computes them.';
COMMENT ON COLUMN analytics_invoice_collection.month IS 'First day of the month.';
COMMENT ON COLUMN analytics_invoice_collection.payment_status IS 'Whether it was paid. Values: pending, succeeded, failed.';
COMMENT ON COLUMN analytics_invoice_collection.invoices_count IS 'Unit: count.';
COMMENT ON COLUMN analytics_invoice_collection.amount_cents IS 'Invoiced. Can have a fraction of a cent. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN analytics_invoice_collection.currency IS 'Currency of the amounts.';

-- name: stage
-- pg_temp.analytics_invoice_collection is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_analytics_invoice_collection (_n bigint) INHERITS (pg_temp.analytics_invoice_collection);

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_invoice_collection;

-- name: merge
WITH written AS (
  INSERT INTO analytics_invoice_collection (
    month,
    payment_status,
    invoices_count,
    amount_cents,
    currency,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.analytics_invoice_collection
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;
