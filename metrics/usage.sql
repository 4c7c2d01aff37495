-- title: Usage
-- definition: Units and events of usage fees by billable metric, by the month in which the usage period began. Invoiced or not, drafts included, but not what partners bill.
-- unit: units of the metric
-- time: month
-- dimensions: customer, plan
-- with: money
-- caveats: Units of different metrics must not be added up. Progressively billed usage is counted with the invoice that ends its period. Usage on a voided invoice is left out: Lago may bill it again with another. Usage of the period under way is in current_usage until Lago makes fees of it. Units are rounded to six places.
SELECT month, metric /* by */, round(sum(units), 6) AS units, sum(events) AS events, count(*) AS fees
FROM (
  SELECT CAST(date_trunc('month', coalesce(f.from_date, f.created_at) AT TIME ZONE 'UTC') AS date) AS month, f.item__code AS metric,
    f.external_customer_id AS customer, s.plan_code AS plan, f.units, coalesce(f.events_count, 0) AS events
  FROM fees AS f
  LEFT JOIN subscriptions AS s ON s.lago_id = f.lago_subscription_id
  LEFT JOIN invoices AS i ON i.lago_id = f.lago_invoice_id
  WHERE f.item__type = 'charge' AND coalesce(i.invoice_type, '') <> 'progressive_billing' AND coalesce(i.status, '') <> 'voided' AND NOT coalesce(f.self_billed, false) AND f._deleted_at IS NULL
) AS charged
GROUP BY month, metric /* by */
ORDER BY month, metric /* by */
