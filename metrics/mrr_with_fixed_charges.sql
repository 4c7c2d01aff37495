-- title: Monthly recurring revenue with fixed charges, invoiced
-- definition: Subscription fees, fixed charges and minimum commitments of finalized invoices, spread evenly over the months that each fee is for. All that recurs without usage.
-- unit: currency units a month
-- time: month
-- dimensions: kind, plan, customer
-- with: money, invoiced, spread
-- caveats: Fees paid in arrears arrive after their month, so the last months are not complete. Amounts are before coupons and taxes.
SELECT month, code AS currency /* by */, cents * coalesce(m.worth, 0.0100) AS mrr, customers
FROM (
  SELECT month, currency AS code /* by */, CAST(sum(CAST(share AS bigint)) AS bigint) AS cents, count(DISTINCT customer) AS customers
  FROM spread
  GROUP BY month, currency /* by */
) AS f
LEFT JOIN money AS m ON m.currency = f.code
ORDER BY month, currency /* by */
