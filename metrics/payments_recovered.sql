-- title: Payments recovered
-- definition: Of the invoices whose payment failed at least once, how many were paid later, by the month of the first failure. Paid means that Lago calls the invoice's payment succeeded.
-- unit: invoices
-- time: month
-- dimensions: customer
-- with: money
-- caveats: A failed payment request counts for each of its invoices. The rate is rounded to a tenth.
SELECT month, currency /* by */, count(*) AS failed_invoices, count(*) FILTER (WHERE paid) AS recovered,
  CAST(round(1000.0 * count(*) FILTER (WHERE paid) / count(*), 0) AS bigint) * 0.1 AS recovered_percent,
  coalesce(sum(amount) FILTER (WHERE paid), 0.0000) AS recovered_amount
FROM (
  SELECT CAST(date_trunc('month', f.failed_at AT TIME ZONE 'UTC') AS date) AS month, i.currency, i.customer__external_id AS customer,
    i.payment_status = 'succeeded' AS paid, i.total_amount_cents * coalesce(m.worth, 0.0100) AS amount
  FROM (
    SELECT invoice, min(created_at) AS failed_at
    FROM (
      SELECT lago_payable_id AS invoice, created_at FROM payments WHERE payable_type = 'Invoice' AND payment_status = 'failed' AND _deleted_at IS NULL
      UNION ALL
      SELECT r.lago_id, p.created_at FROM payments AS p
      JOIN payment_requests__invoices AS r ON r._root_lago_id = p.lago_payable_id
      WHERE p.payable_type = 'PaymentRequest' AND p.payment_status = 'failed' AND p._deleted_at IS NULL AND r._deleted_at IS NULL
    ) AS failures
    GROUP BY invoice
  ) AS f
  JOIN invoices AS i ON i.lago_id = f.invoice AND i._deleted_at IS NULL AND i.status = 'finalized'
  LEFT JOIN money AS m ON m.currency = i.currency
) AS failed
GROUP BY month, currency /* by */
ORDER BY month, currency /* by */
