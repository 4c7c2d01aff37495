-- title: Usage revenue
-- definition: Usage fees of finalized invoices by billable metric and month of issue. Amounts are before coupons and taxes.
-- unit: currency units
-- time: month
-- dimensions: plan, customer
-- with: money, invoiced
-- caveats: Fees that are not on a finalized invoice yet are not counted. Progressively billed usage is counted with the invoice that ends its period.
SELECT month, code AS currency, metric /* by */, cents * coalesce(m.worth, 0.0100) AS amount, units, events
FROM (
  SELECT month, currency AS code, item AS metric /* by */, CAST(sum(amount_cents) AS bigint) AS cents, round(sum(units), 6) AS units, sum(coalesce(events_count, 0)) AS events
  FROM invoiced_fees
  WHERE kind = 'charge'
  GROUP BY month, currency, item /* by */
) AS f
LEFT JOIN money AS m ON m.currency = f.code
ORDER BY month, currency, metric /* by */
