-- title: Customer churn
-- definition: How many paying customers each month began with, gained and lost. The rate is those lost in percent of those it began with.
-- unit: customers
-- time: month
-- with: clock, money, subscriptions, customers
-- caveats: A customer with subscriptions in two currencies is counted in each. The rate is rounded to a tenth; it is empty where a month began without customers.
SELECT month, currency, count(*) FILTER (WHERE before > 0) AS opening, count(*) FILTER (WHERE kind = 'new') AS "new",
  count(*) FILTER (WHERE kind = 'reactivation') AS reactivated, count(*) FILTER (WHERE kind = 'churn') AS churned,
  count(*) FILTER (WHERE after > 0) AS closing,
  CAST(round(1000.0 * count(*) FILTER (WHERE kind = 'churn') / nullif(count(*) FILTER (WHERE before > 0), 0), 0) AS bigint) * 0.1 AS churn_percent
FROM changes
GROUP BY month, currency
ORDER BY month, currency
