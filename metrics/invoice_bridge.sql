-- title: From fees to what is due
-- definition: The amounts of finalized invoices step by step: fees less coupons, plus taxes, less credit notes and prepaid credits, less payments. Each step follows from those before it.
-- unit: currency units
-- time: month
-- dimensions: customer, billing_entity
-- with: money
-- caveats: Self-billed invoices are left out. Bought wallet credits are invoices, too, and are counted here.
SELECT month, currency /* by */, count(*) AS invoices, sum(fees) AS fees, sum(coupons) AS coupons, sum(progressive) AS progressive_billing, sum(net) AS net,
  sum(taxes) AS taxes, sum(gross) AS gross, sum(credit_notes) AS credit_notes, sum(prepaid) AS prepaid_credits, sum(total) AS total, sum(paid) AS paid,
  sum(offset_notes) AS offset_credit_notes, sum(due) AS due
FROM (
  SELECT CAST(date_trunc('month', i.issuing_date) AS date) AS month, i.currency, i.customer->>'external_id' AS customer, i.billing_entity_code AS billing_entity,
    i.fees_amount_cents * worth AS fees, i.coupons_amount_cents * worth AS coupons, i.progressive_billing_credit_amount_cents * worth AS progressive,
    i.sub_total_excluding_taxes_amount_cents * worth AS net, i.taxes_amount_cents * worth AS taxes, i.sub_total_including_taxes_amount_cents * worth AS gross,
    i.credit_notes_amount_cents * worth AS credit_notes, i.prepaid_credit_amount_cents * worth AS prepaid, i.total_amount_cents * worth AS total,
    i.total_paid_amount_cents * worth AS paid, coalesce(i.total_offsetted_credit_note_amount_cents, 0) * worth AS offset_notes, i.total_due_amount_cents * worth AS due
  FROM invoices AS i
  JOIN (SELECT c.currency, coalesce(m.worth, 0.0100) AS worth FROM (SELECT DISTINCT currency FROM invoices) AS c LEFT JOIN money AS m ON m.currency = c.currency) AS w
    ON w.currency = i.currency
  WHERE i.status = 'finalized' AND NOT coalesce(i.self_billed, false) AND i._deleted_at IS NULL
) AS steps
GROUP BY month, currency /* by */
ORDER BY month, currency /* by */
