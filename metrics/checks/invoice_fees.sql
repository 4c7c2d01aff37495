-- title: The fees of an invoice add up
-- definition: Of each finalized invoice, the rows of fees add up to its fees amount. Rows are invoices of which this is not so: fees are missing, or there are too many.
-- unit: smallest currency unit
-- caveats: Load invoices and fees together. An invoice that was issued between the two shows here until the next load.
SELECT i.lago_id, i.number, i.currency, coalesce(f.amount, 0) AS found, i.fees_amount_cents AS expected
FROM invoices AS i
LEFT JOIN (SELECT lago_invoice_id, sum(amount_cents) AS amount FROM fees WHERE _deleted_at IS NULL GROUP BY lago_invoice_id) AS f ON f.lago_invoice_id = i.lago_id
WHERE i.status = 'finalized' AND i._deleted_at IS NULL AND coalesce(f.amount, 0) <> i.fees_amount_cents
ORDER BY i.lago_id
