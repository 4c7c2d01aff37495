-- title: Total less payments is what is due
-- definition: Of each finalized invoice, the total less payments and less credit notes against it is what is still due. Rows are invoices of which this is not so.
-- unit: smallest currency unit
-- caveats: None.
SELECT lago_id, number, currency, total_due_amount_cents AS found, total_amount_cents - total_paid_amount_cents - coalesce(total_offsetted_credit_note_amount_cents, 0) AS expected
FROM invoices
WHERE status = 'finalized' AND _deleted_at IS NULL
  AND total_due_amount_cents <> total_amount_cents - total_paid_amount_cents - coalesce(total_offsetted_credit_note_amount_cents, 0)
ORDER BY lago_id
