-- title: Revenue by cohort
-- definition: Customers grouped by the month in which they first paid; what each group pays later, in percent of its first month. 100 and more means that expansion outweighs churn.
-- unit: percent
-- time: cohort
-- with: clock, money, subscriptions, customers
-- caveats: A month in which a whole group pays nothing has no row. Percentages are rounded to a tenth.
SELECT f.first_month AS cohort, f.currency, CAST((extract(year FROM b.month) - extract(year FROM f.first_month)) * 12
    + extract(month FROM b.month) - extract(month FROM f.first_month) AS bigint) AS age_months,
  count(DISTINCT b.customer) AS customers, sum(b.mrr) AS mrr, CAST(round(1000 * sum(b.mrr) / s.mrr, 0) AS bigint) * 0.1 AS percent
FROM by_customer AS b
JOIN first_months AS f ON f.customer = b.customer AND f.currency = b.currency
JOIN (
  SELECT g.first_month, g.currency, sum(a.mrr) AS mrr
  FROM first_months AS g
  JOIN by_customer AS a ON a.customer = g.customer AND a.currency = g.currency AND a.month = g.first_month
  GROUP BY g.first_month, g.currency
) AS s ON s.first_month = f.first_month AND s.currency = f.currency
WHERE b.mrr > 0
GROUP BY f.first_month, f.currency, b.month, s.mrr
ORDER BY cohort, f.currency, age_months
