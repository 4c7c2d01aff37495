-- title: Wallet credits granted, bought and consumed
-- definition: Settled wallet transactions by month, in the wallet's currency. Bought credits were paid for, granted ones were given.
-- unit: currency units
-- time: month
-- dimensions: customer, wallet
-- with: money, wallet_transactions
-- caveats: A month is that in which the transaction settled. Amounts are rounded to four places.
SELECT month, currency /* by */,
  round(coalesce(sum(amount) FILTER (WHERE transaction_type = 'inbound' AND transaction_status = 'purchased'), 0), 4) AS bought,
  round(coalesce(sum(amount) FILTER (WHERE transaction_type = 'inbound' AND transaction_status = 'granted'), 0), 4) AS granted,
  round(coalesce(sum(amount) FILTER (WHERE transaction_type = 'outbound' AND transaction_status = 'invoiced'), 0), 4) AS consumed,
  round(coalesce(sum(amount) FILTER (WHERE transaction_type = 'outbound' AND transaction_status = 'voided'), 0), 4) AS voided
FROM settled
GROUP BY month, currency /* by */
ORDER BY month, currency /* by */
