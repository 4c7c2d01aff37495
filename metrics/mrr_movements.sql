-- title: MRR movements
-- definition: What moved contracted MRR from the end of one month to the end of the next, by customer and currency. Opening and the five movements add up to closing.
-- unit: currency units a month
-- time: month
-- dimensions: customer
-- with: clock, money, subscriptions, customers
-- caveats: An upgrade is expansion, not churn and new. A customer whose plan costs nothing is not counted until it pays. What ends and begins again within a month moves nothing. Churn and contraction are negative.
SELECT month, currency /* by */, sum(before) AS opening,
  coalesce(sum(change) FILTER (WHERE kind = 'new'), 0.0000) AS "new",
  coalesce(sum(change) FILTER (WHERE kind = 'expansion'), 0.0000) AS expansion,
  coalesce(sum(change) FILTER (WHERE kind = 'reactivation'), 0.0000) AS reactivation,
  coalesce(sum(change) FILTER (WHERE kind = 'contraction'), 0.0000) AS contraction,
  coalesce(sum(change) FILTER (WHERE kind = 'churn'), 0.0000) AS churn,
  sum(after) AS closing
FROM changes
GROUP BY month, currency /* by */
ORDER BY month, currency /* by */
