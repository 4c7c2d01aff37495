-- Each subscription that was ever active, with its contracted revenue a month, rounded once to the smallest unit:
-- whatever it is grouped by, the sums agree. What partners bill is a cost: their invoices are self-billed. One twelfth is written a little above itself, so that halves round up.
plan_intervals AS (
  SELECT code, plan_interval
  FROM (
    SELECT code, "interval" AS plan_interval,
      row_number() OVER (PARTITION BY code ORDER BY (_deleted_at IS NULL) DESC, created_at DESC, lago_id) AS nth
    FROM plans
  ) AS newest
  WHERE nth = 1
),
recurring AS (
  SELECT s.lago_id AS subscription, s.external_customer_id AS customer, s.plan_amount_currency AS currency, s.plan_code AS plan,
    s.started_at, coalesce(s.terminated_at, s._deleted_at) AS ended_at,
    CAST(round(s.plan_amount_cents * a_year.periods * 0.08333333333333334, 0) AS bigint) * coalesce(m.worth, 0.0100) AS mrr
  FROM subscriptions AS s
  LEFT JOIN plan_intervals AS p ON p.code = s.plan_code
  JOIN (VALUES ('weekly', 52), ('monthly', 12), ('quarterly', 4), ('semiannual', 2), ('yearly', 1)) AS a_year (plan_interval, periods)
    ON a_year.plan_interval = coalesce(p.plan_interval, 'monthly')
  LEFT JOIN money AS m ON m.currency = s.plan_amount_currency
  WHERE s.started_at IS NOT NULL AND s.status IN ('active', 'terminated')
    AND NOT EXISTS (SELECT 1 FROM customers AS c WHERE c.lago_id = s.lago_customer_id AND c.account_type = 'partner')
),
months AS (
  SELECT CAST(m AS date) AS month, least((m + INTERVAL '1 month') AT TIME ZONE 'UTC', as_of) AS until
  FROM clock, generate_series(
    CAST(date_trunc('month', (SELECT min(started_at) FROM recurring) AT TIME ZONE 'UTC') AS timestamp), CAST(today AS timestamp), INTERVAL '1 month') AS g (m)
),
-- Those that were alive when the month ended; in the month under way, at the time of the figures.
alive AS (
  SELECT months.month, recurring.subscription, recurring.customer, recurring.currency, recurring.plan, recurring.mrr
  FROM months
  JOIN recurring ON recurring.started_at < months.until AND (recurring.ended_at IS NULL OR recurring.ended_at >= months.until)
)
