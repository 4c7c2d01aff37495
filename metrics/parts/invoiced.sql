-- The fees of finalized invoices. Lago sends no customer for fees of add-ons and credits, so it is the invoice's.
-- Invoices of bought credits are no revenue until the credits are used; self-billed ones are what the company owes. What is billed
-- progressively is billed again, and taken off, by the invoice that ends the period: it is counted there, once.
finalized AS (
  SELECT lago_id, number, currency, issuing_date, CAST(date_trunc('month', issuing_date) AS date) AS month, invoice_type,
    customer__external_id AS customer, billing_entity_code AS billing_entity
  FROM invoices
  WHERE status = 'finalized' AND NOT coalesce(self_billed, false) AND _deleted_at IS NULL
),
invoiced_fees AS (
  SELECT i.month, f.amount_currency AS currency, f.item__type AS kind, s.plan_code AS plan, i.customer, i.billing_entity, f.item__code AS item,
    f.from_date, f.to_date, f.amount_cents, f.sub_total_excluding_taxes_amount_cents AS net_cents, f.units, f.events_count
  FROM fees AS f
  JOIN finalized AS i ON i.lago_id = f.lago_invoice_id
  LEFT JOIN subscriptions AS s ON s.lago_id = f.lago_subscription_id
  WHERE i.invoice_type NOT IN ('credit', 'progressive_billing') AND f.item__type <> 'credit' AND f._deleted_at IS NULL
)
