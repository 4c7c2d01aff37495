-- title: Wallet liability
-- definition: What is left of bought and of granted credits in active wallets. Bought credits were paid and not delivered yet: a liability.
-- unit: currency units
-- dimensions: customer
-- with: money, wallet_transactions
-- caveats: Lago tracks what is left of a transaction only for wallets it calls traceable; others count as nothing here.
SELECT currency /* by */, coalesce(sum(remaining) FILTER (WHERE transaction_status = 'purchased'), 0.0000) AS bought_remaining,
  coalesce(sum(remaining) FILTER (WHERE transaction_status = 'granted'), 0.0000) AS granted_remaining
FROM settled
WHERE transaction_type = 'inbound' AND wallet_status = 'active'
GROUP BY currency /* by */
ORDER BY currency /* by */
