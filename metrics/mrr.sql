-- title: Monthly recurring revenue, contracted
-- definition: What the plans of active subscriptions charge a month, at the end of each month. A yearly price counts a twelfth, a weekly one 52 twelfths.
-- unit: currency units a month
-- time: month
-- dimensions: plan, customer
-- with: clock, money, subscriptions
-- caveats: Prices are those of the subscription, overrides included, as they are today. Usage, fixed charges, coupons, taxes and what partners bill are not in it. A trial counts with its full price. The month under way ends at the last load.
SELECT month, currency /* by */, sum(mrr) AS mrr, sum(mrr) * 12 AS arr, count(DISTINCT customer) AS customers, count(*) AS subscriptions
FROM alive
GROUP BY month, currency /* by */
ORDER BY month, currency /* by */
