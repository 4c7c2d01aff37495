-- title: Usage revenue
-- definition: Usage fees of finalized invoices by billable metric and month of issue. Amounts are before coupons and taxes.
-- unit: currency units
-- time: month
-- dimensions: plan, customer
-- with: money, invoiced
-- caveats: Fees that are not on a finalized invoice yet are not counted.
SELECT month, currency, item AS metric /* by */, sum(amount) AS amount, round(sum(units), 6) AS units, sum(coalesce(events_count, 0)) AS events
FROM invoiced_fees
WHERE kind = 'charge'
GROUP BY month, currency, item /* by */
ORDER BY month, currency, metric /* by */
