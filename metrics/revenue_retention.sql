-- title: Net and gross revenue retention
-- definition: MRR today of the customers who paid some months ago, in percent of their MRR then. Net retention counts their expansion, gross retention does not.
-- unit: percent
-- time: month
-- with: clock, money, subscriptions, customers
-- caveats: Over 1, 3, 6 and 12 months; a row needs MRR at both ends. Percentages are rounded to a tenth.
SELECT n.month, b.currency, back.months_back AS over_months, sum(b.mrr) AS mrr_then, sum(coalesce(c.mrr, 0.0000)) AS mrr_now,
  CAST(round(1000 * sum(coalesce(c.mrr, 0.0000)) / sum(b.mrr), 0) AS bigint) * 0.1 AS nrr,
  CAST(round(1000 * sum(least(coalesce(c.mrr, 0.0000), b.mrr)) / sum(b.mrr), 0) AS bigint) * 0.1 AS grr
FROM months AS n
JOIN (VALUES (1), (3), (6), (12)) AS back (months_back) ON true
JOIN by_customer AS b ON b.month = CAST(n.month - back.months_back * INTERVAL '1 month' AS date) AND b.mrr > 0
LEFT JOIN by_customer AS c ON c.month = n.month AND c.customer = b.customer AND c.currency = b.currency
GROUP BY n.month, b.currency, back.months_back
ORDER BY n.month, b.currency, over_months
