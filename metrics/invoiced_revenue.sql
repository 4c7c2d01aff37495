-- title: Invoiced revenue
-- definition: Fees of finalized invoices by the month of issue: amounts before coupons, and net of coupons, both before taxes. Kinds are subscription, charge (usage), fixed charge, commitment and add-on.
-- unit: currency units
-- time: month
-- dimensions: kind, plan, item, customer, billing_entity
-- with: money, invoiced
-- caveats: Bought wallet credits and self-billed invoices are left out. Progressively billed usage is counted with the invoice that ends its period. Credit notes are not subtracted. Fees that are not on an invoice yet are not counted.
SELECT month, code AS currency /* by */, cents * coalesce(m.worth, 0.0100) AS amount, net_cents * coalesce(m.worth, 0.0100) AS net_of_coupons, fees
FROM (
  SELECT month, currency AS code /* by */, CAST(sum(amount_cents) AS bigint) AS cents, CAST(sum(net_cents) AS bigint) AS net_cents, count(*) AS fees
  FROM invoiced_fees
  GROUP BY month, currency /* by */
) AS f
LEFT JOIN money AS m ON m.currency = f.code
ORDER BY month, currency /* by */
