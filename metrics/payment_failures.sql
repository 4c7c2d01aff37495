-- title: Payments that failed
-- definition: Attempts to collect money by month, and how many of them failed. Attempts for a payment request (dunning) are counted apart from first attempts.
-- unit: payments
-- time: month
-- dimensions: provider, customer
-- with: money
-- caveats: Attempts that are still pending or processing count as attempts, not as failures. Manual payments have no provider. The rate is rounded to a tenth.
SELECT month, currency, attempt_kind /* by */, count(*) AS attempts, count(*) FILTER (WHERE payment_status = 'failed') AS failed,
  CAST(round(1000.0 * count(*) FILTER (WHERE payment_status = 'failed') / count(*), 0) AS bigint) * 0.1 AS failed_percent,
  coalesce(sum(amount) FILTER (WHERE payment_status = 'failed'), 0.0000) AS failed_amount
FROM (
  SELECT CAST(date_trunc('month', p.created_at AT TIME ZONE 'UTC') AS date) AS month, p.amount_currency AS currency,
    CASE WHEN p.payable_type = 'PaymentRequest' THEN 'dunning' ELSE 'invoice' END AS attempt_kind,
    coalesce(replace(replace(p.payment_provider_type, 'PaymentProviders::', ''), 'Provider', ''), 'manual') AS provider,
    p.external_customer_id AS customer, p.payment_status, p.amount_cents * coalesce(m.worth, 0.0100) AS amount
  FROM payments AS p
  LEFT JOIN money AS m ON m.currency = p.amount_currency
  WHERE p._deleted_at IS NULL
) AS attempts
GROUP BY month, currency, attempt_kind /* by */
ORDER BY month, currency, attempt_kind /* by */
