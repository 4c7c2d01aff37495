-- title: Receivables by age
-- definition: What is owed on finalized invoices, by how many days it is late at the time of the figures. An invoice without a due date counts as not due.
-- unit: currency units
-- dimensions: customer, billing_entity
-- with: clock, money, owed
-- caveats: Lost disputes and self-billed invoices are left out. Lago's own flag payment_overdue may differ by a day: it follows the customer's time zone.
SELECT currency, CASE WHEN coalesce(days_late, 0) <= 0 THEN 0 WHEN days_late <= 30 THEN 1 WHEN days_late <= 60 THEN 2 WHEN days_late <= 90 THEN 3 ELSE 4 END AS bucket,
  CASE WHEN coalesce(days_late, 0) <= 0 THEN 'not due' WHEN days_late <= 30 THEN '1-30 days' WHEN days_late <= 60 THEN '31-60 days'
    WHEN days_late <= 90 THEN '61-90 days' ELSE 'over 90 days' END AS age /* by */,
  sum(due) AS due, count(*) AS invoices
FROM owed
GROUP BY currency, bucket, age /* by */
ORDER BY currency, bucket, age /* by */
