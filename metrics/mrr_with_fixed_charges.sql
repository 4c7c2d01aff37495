-- title: Monthly recurring revenue with fixed charges, invoiced
-- definition: Subscription fees, fixed charges and minimum commitments of finalized invoices, spread evenly over the months that each fee is for. All that recurs without usage.
-- unit: currency units a month
-- time: month
-- dimensions: kind, plan, customer
-- with: money, invoiced, spread
-- caveats: Fees paid in arrears arrive after their month, so the last months are not complete. Amounts are before coupons and taxes.
SELECT month, currency /* by */, sum(CAST(share AS bigint) * worth) AS mrr, count(DISTINCT customer) AS customers
FROM spread
GROUP BY month, currency /* by */
ORDER BY month, currency /* by */
