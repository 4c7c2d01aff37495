-- title: Invoiced revenue
-- definition: Fees of finalized invoices by the month of issue: amounts before coupons, and net of coupons, both before taxes. Kinds are subscription, charge (usage), fixed charge, commitment and add-on.
-- unit: currency units
-- time: month
-- dimensions: kind, plan, item, customer, billing_entity
-- with: money, invoiced
-- caveats: Bought wallet credits and self-billed invoices are left out. Credit notes are not subtracted. Fees that are not on an invoice yet are not counted.
SELECT month, currency /* by */, sum(amount) AS amount, sum(net) AS net_of_coupons, count(*) AS fees
FROM invoiced_fees
GROUP BY month, currency /* by */
ORDER BY month, currency /* by */
