-- title: Wallet balances
-- definition: What active wallets hold, and what they will hold when the usage under way is paid from them. Balances are those of the last load.
-- unit: currency units
-- dimensions: customer
-- with: money
-- caveats: Granted and bought credits are not told apart here: see wallet_liability. Ongoing balances follow Lago's last refresh of each wallet.
SELECT currency /* by */, count(*) AS wallets, sum(balance) AS balance, sum(ongoing_balance) AS ongoing_balance, round(sum(credits_balance), 6) AS credits
FROM (
  SELECT w.currency, w.external_customer_id AS customer, w.balance_cents * coalesce(m.worth, 0.0100) AS balance,
    w.ongoing_balance_cents * coalesce(m.worth, 0.0100) AS ongoing_balance, w.credits_balance
  FROM wallets AS w
  LEFT JOIN money AS m ON m.currency = w.currency
  WHERE w.status = 'active' AND w._deleted_at IS NULL
) AS active
GROUP BY currency /* by */
ORDER BY currency /* by */
