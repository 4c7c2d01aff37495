-- title: Days sales outstanding
-- definition: What is owed on finalized invoices, divided by what was billed in the last 90 days, times 90. It says how many days of sales wait to be paid.
-- unit: days
-- with: clock, money, owed
-- caveats: Billed amounts include taxes and bought wallet credits. The figure grows when old invoices are never written off; days_to_pay says how long paid ones took.
SELECT b.currency, coalesce(o.owed, 0.0000) AS owed, b.billed AS billed_90_days, CAST(round(900 * coalesce(o.owed, 0.0000) / b.billed, 0) AS bigint) * 0.1 AS dso_days
FROM (
  SELECT i.currency, sum(i.total_amount_cents * coalesce(m.worth, 0.0100)) AS billed
  FROM invoices AS i
  CROSS JOIN clock
  LEFT JOIN money AS m ON m.currency = i.currency
  WHERE i.status = 'finalized' AND NOT coalesce(i.self_billed, false) AND i._deleted_at IS NULL AND i.issuing_date > today - 90 AND i.issuing_date <= today
  GROUP BY i.currency
) AS b
LEFT JOIN (SELECT currency, sum(due) AS owed FROM owed GROUP BY currency) AS o ON o.currency = b.currency
WHERE b.billed > 0
ORDER BY b.currency
