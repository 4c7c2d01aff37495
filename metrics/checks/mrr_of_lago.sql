-- title: MRR is the MRR of Lago's analytics
-- definition: Contracted MRR at the end of each month beside what Lago's own analytics say of the month. Rows are months in which they differ.
-- unit: currency units a month
-- with: clock, money, subscriptions
-- caveats: Lago counts what invoices charged for subscriptions, with taxes and less coupons, in the month of issue; this what plans charge at its end. So taxes, coupons, changes within a month and plans that were edited since make them differ. The month under way is left out.
SELECT o.month, o.currency, o.mrr AS found, l.amount AS expected
FROM (SELECT month, currency, sum(mrr) AS mrr FROM alive GROUP BY month, currency) AS o
JOIN (
  SELECT CAST(a.month AT TIME ZONE 'UTC' AS date) AS month, a.currency, sum(CAST(round(a.amount_cents, 0) AS bigint) * coalesce(m.worth, 0.0100)) AS amount
  FROM analytics_mrr AS a
  LEFT JOIN money AS m ON m.currency = a.currency
  WHERE a.currency IS NOT NULL AND a._deleted_at IS NULL
  GROUP BY CAST(a.month AT TIME ZONE 'UTC' AS date), a.currency
) AS l ON l.month = o.month AND l.currency = o.currency
CROSS JOIN clock
WHERE o.mrr <> l.amount AND o.month < CAST(date_trunc('month', today) AS date)
ORDER BY o.month, o.currency
