-- title: From fees to what is due
-- definition: The amounts of finalized invoices step by step: fees less coupons, plus taxes, less credit notes and prepaid credits, less payments. Each step follows from those before it.
-- unit: currency units
-- time: month
-- dimensions: customer, billing_entity
-- with: money
-- caveats: Self-billed invoices are left out. Bought wallet credits are invoices, too, and are counted here.
SELECT month, code AS currency /* by */, invoices, fees * worth AS fees, coupons * worth AS coupons, progressive_billing * worth AS progressive_billing,
  net * worth AS net, taxes * worth AS taxes, gross * worth AS gross, credit_notes * worth AS credit_notes, prepaid_credits * worth AS prepaid_credits,
  total * worth AS total, paid * worth AS paid, offset_credit_notes * worth AS offset_credit_notes, due * worth AS due
FROM (
  SELECT s.*, coalesce(m.worth, 0.0100) AS worth
  FROM (
    SELECT month, code /* by */, count(*) AS invoices, CAST(sum(fees) AS bigint) AS fees, CAST(sum(coupons) AS bigint) AS coupons,
      CAST(sum(progressive) AS bigint) AS progressive_billing, CAST(sum(net) AS bigint) AS net, CAST(sum(taxes) AS bigint) AS taxes,
      CAST(sum(gross) AS bigint) AS gross, CAST(sum(credit_notes) AS bigint) AS credit_notes, CAST(sum(prepaid) AS bigint) AS prepaid_credits,
      CAST(sum(total) AS bigint) AS total, CAST(sum(paid) AS bigint) AS paid, CAST(sum(offset_notes) AS bigint) AS offset_credit_notes, CAST(sum(due) AS bigint) AS due
    FROM (
      SELECT CAST(date_trunc('month', issuing_date) AS date) AS month, currency AS code, customer__external_id AS customer, billing_entity_code AS billing_entity,
        fees_amount_cents AS fees, coupons_amount_cents AS coupons, progressive_billing_credit_amount_cents AS progressive,
        sub_total_excluding_taxes_amount_cents AS net, taxes_amount_cents AS taxes, sub_total_including_taxes_amount_cents AS gross,
        credit_notes_amount_cents AS credit_notes, prepaid_credit_amount_cents AS prepaid, total_amount_cents AS total, total_paid_amount_cents AS paid,
        coalesce(total_offsetted_credit_note_amount_cents, 0) AS offset_notes, total_due_amount_cents AS due
      FROM invoices
      WHERE status = 'finalized' AND NOT coalesce(self_billed, false) AND _deleted_at IS NULL
    ) AS steps
    GROUP BY month, code /* by */
  ) AS s
  LEFT JOIN money AS m ON m.currency = s.code
) AS sums
ORDER BY month, currency /* by */
