-- title: Gross amount less credits is the total
-- definition: Of each finalized invoice, the amount with taxes less credit notes and less prepaid credits is the total. Rows are invoices of which this is not so.
-- unit: smallest currency unit
-- caveats: None.
SELECT lago_id, number, currency, total_amount_cents AS found, sub_total_including_taxes_amount_cents - credit_notes_amount_cents - prepaid_credit_amount_cents AS expected
FROM invoices
WHERE status = 'finalized' AND _deleted_at IS NULL AND total_amount_cents <> sub_total_including_taxes_amount_cents - credit_notes_amount_cents - prepaid_credit_amount_cents
ORDER BY lago_id
