-- title: Average revenue per account
-- definition: Contracted MRR divided by the customers who pay it, at the end of each month. Customers on free plans are not counted.
-- unit: currency units a month
-- time: month
-- dimensions: plan
-- with: clock, money, subscriptions
-- caveats: Rounded to a hundredth of the currency's unit.
SELECT month, currency /* by */, CAST(round(100 * sum(mrr) / count(DISTINCT customer), 0) AS bigint) * 0.01 AS arpa,
  sum(mrr) AS mrr, count(DISTINCT customer) AS customers
FROM alive
WHERE mrr > 0
GROUP BY month, currency /* by */
ORDER BY month, currency /* by */
