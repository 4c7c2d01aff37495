-- Settled transactions of wallets with the wallet's currency. Amounts are in currency units.
settled AS (
  SELECT CAST(date_trunc('month', coalesce(t.settled_at, t.created_at) AT TIME ZONE 'UTC') AS date) AS month, w.currency, w.external_customer_id AS customer,
    w.code AS wallet, w.status AS wallet_status, t.transaction_type, t.transaction_status, t.amount, t.credit_amount,
    t.remaining_amount_cents * coalesce(m.worth, 0.0100) AS remaining
  FROM wallet_transactions AS t
  JOIN wallets AS w ON w.lago_id = t.lago_wallet_id
  LEFT JOIN money AS m ON m.currency = w.currency
  WHERE t.status = 'settled' AND t._deleted_at IS NULL AND w._deleted_at IS NULL
)
