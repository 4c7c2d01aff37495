-- title: Net amount and taxes are the gross amount
-- definition: Of each finalized invoice, the amount without taxes and the taxes add up to the amount with taxes. Rows are invoices of which this is not so.
-- unit: smallest currency unit
-- caveats: None.
SELECT lago_id, number, currency, sub_total_including_taxes_amount_cents AS found, sub_total_excluding_taxes_amount_cents + taxes_amount_cents AS expected
FROM invoices
WHERE status = 'finalized' AND _deleted_at IS NULL AND sub_total_including_taxes_amount_cents <> sub_total_excluding_taxes_amount_cents + taxes_amount_cents
ORDER BY lago_id
