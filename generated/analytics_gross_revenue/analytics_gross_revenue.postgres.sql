-- name: create
CREATE TABLE IF NOT EXISTS analytics_gross_revenue (
  month timestamptz,
  amount_cents numeric,
  currency text,
  invoices_count numeric,
  billing_entity_id uuid,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz
);

-- name: comment
COMMENT ON TABLE analytics_gross_revenue IS 'Invoiced amounts by month and currency, as Lago computes them.';
COMMENT ON COLUMN analytics_gross_revenue.month IS 'First day of the month.';
COMMENT ON COLUMN analytics_gross_revenue.amount_cents IS 'Invoiced before credits. Can have a fraction of a cent. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN analytics_gross_revenue.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN analytics_gross_revenue.invoices_count IS 'Unit: count.';
COMMENT ON COLUMN analytics_gross_revenue.billing_entity_id IS 'The company that issues the invoice.';

-- name: stage
-- pg_temp.analytics_gross_revenue is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_analytics_gross_revenue (_n bigint) INHERITS (pg_temp.analytics_gross_revenue);

-- name: clear
-- Lago gives these rows no stable identity: the table is replaced.
DELETE FROM analytics_gross_revenue;

-- name: merge
WITH written AS (
  INSERT INTO analytics_gross_revenue (
    month,
    amount_cents,
    currency,
    invoices_count,
    billing_entity_id,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.analytics_gross_revenue
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;
