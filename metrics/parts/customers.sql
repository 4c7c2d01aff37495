-- MRR of each customer at each month's end, beside that of the month before. By customer, not by subscription: an upgrade
-- ends one subscription and starts another.
by_customer AS (
  SELECT month, customer, currency, sum(mrr) AS mrr
  FROM alive
  GROUP BY month, customer, currency
),
steps AS (
  SELECT coalesce(n.month, CAST(p.month + INTERVAL '1 month' AS date)) AS month, coalesce(n.customer, p.customer) AS customer,
    coalesce(n.currency, p.currency) AS currency, coalesce(p.mrr, 0.0000) AS before, coalesce(n.mrr, 0.0000) AS after
  FROM by_customer AS n
  FULL JOIN by_customer AS p ON p.customer = n.customer AND p.currency = n.currency AND n.month = CAST(p.month + INTERVAL '1 month' AS date)
),
first_months AS (
  SELECT customer, currency, min(month) AS first_month
  FROM by_customer
  WHERE mrr > 0
  GROUP BY customer, currency
),
changes AS (
  SELECT s.month, s.currency, s.customer, s.before, s.after, s.after - s.before AS change,
    CASE WHEN s.before = s.after THEN 'unchanged' WHEN s.before = 0 AND s.month = f.first_month THEN 'new' WHEN s.before = 0 THEN 'reactivation'
      WHEN s.after = 0 THEN 'churn' WHEN s.after > s.before THEN 'expansion' ELSE 'contraction' END AS kind
  FROM steps AS s
  JOIN first_months AS f ON f.customer = s.customer AND f.currency = s.currency
  WHERE s.month <= (SELECT max(month) FROM months)
)
