-- Recurring fees over the months that they are for. A share is the difference of two rounded sums, so the shares of a fee add up to it.
spans AS (
  SELECT kind, plan, customer, currency, amount_cents, CAST(date_trunc('month', from_date AT TIME ZONE 'UTC') AS date) AS first_month,
    greatest(1, CAST(round(CAST(extract(epoch FROM (to_date - from_date)) AS DECIMAL(18, 3)) * 0.00000038026, 0) AS bigint)) AS months
  FROM invoiced_fees
  WHERE kind IN ('subscription', 'fixed_charge', 'commitment') AND from_date IS NOT NULL AND to_date IS NOT NULL
),
spread AS (
  SELECT CAST(first_month + CAST(nth AS integer) * INTERVAL '1 month' AS date) AS month, kind, plan, customer, currency,
    (((amount_cents * (nth + 1)) - (amount_cents * (nth + 1)) % months) / months - ((amount_cents * nth) - (amount_cents * nth) % months) / months) AS share
  FROM spans, generate_series(0, months - 1) AS g (nth)
)
