-- title: Days to pay
-- definition: Days from the date of issue to the payment that settled the invoice, for invoices paid in full, by the month of issue. The median, the 90th percentile and the average.
-- unit: days
-- time: month
-- dimensions: customer
-- with: money, invoiced
-- caveats: Only payments that Lago knows, made for the invoice or through a payment request. Recent months look fast: their slow payers have not paid yet.
SELECT CAST(date_trunc('month', p.issuing_date) AS date) AS month, p.currency /* by */, count(*) AS invoices,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY p.days) AS median_days, percentile_disc(0.9) WITHIN GROUP (ORDER BY p.days) AS p90_days,
  CAST(round(10.0 * sum(p.days) / count(*), 0) AS bigint) * 0.1 AS average_days
FROM (
  SELECT i.lago_id, i.issuing_date, i.currency, i.customer, greatest(0, max(CAST(paid.created_at AT TIME ZONE 'UTC' AS date)) - i.issuing_date) AS days
  FROM finalized AS i
  JOIN (
    SELECT lago_payable_id AS invoice, created_at FROM payments
    WHERE payable_type = 'Invoice' AND payment_status = 'succeeded' AND _deleted_at IS NULL
    UNION ALL
    SELECT r.lago_id, p.created_at FROM payments AS p
    JOIN payment_requests__invoices AS r ON r._root_lago_id = p.lago_payable_id
    WHERE p.payable_type = 'PaymentRequest' AND p.payment_status = 'succeeded' AND p._deleted_at IS NULL AND r._deleted_at IS NULL
  ) AS paid ON paid.invoice = i.lago_id
  JOIN invoices AS whole ON whole.lago_id = i.lago_id AND whole.payment_status = 'succeeded'
  GROUP BY i.lago_id, i.issuing_date, i.currency, i.customer
) AS p
GROUP BY month, p.currency /* by */
ORDER BY month, p.currency /* by */
