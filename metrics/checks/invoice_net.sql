-- title: Fees less coupons are the net amount
-- definition: Of each finalized invoice, the fees less coupons and less what progressive billing has billed before are the amount without taxes. Rows are invoices of which this is not so.
-- unit: smallest currency unit
-- caveats: None.
SELECT lago_id, number, currency, sub_total_excluding_taxes_amount_cents AS found, fees_amount_cents - coupons_amount_cents - progressive_billing_credit_amount_cents AS expected
FROM invoices
WHERE status = 'finalized' AND _deleted_at IS NULL
  AND sub_total_excluding_taxes_amount_cents <> fees_amount_cents - coupons_amount_cents - progressive_billing_credit_amount_cents
ORDER BY lago_id
