-- title: Taxes by code
-- definition: Taxes on finalized invoices by tax code and month of issue, with the amount that was taxed. Self-billed invoices are left out.
-- unit: currency units
-- time: month
-- dimensions: rate, billing_entity
-- with: money, invoiced
-- caveats: Credit notes are not subtracted. Rates are percent.
SELECT i.month, i.currency, t.tax_code /* by */, sum(t.fees_amount_cents * coalesce(m.worth, 0.0100)) AS taxed_amount,
  sum(t.amount_cents * coalesce(m.worth, 0.0100)) AS tax, count(*) AS invoices
FROM (SELECT _root_lago_id, tax_code, CAST(tax_rate AS DECIMAL(9, 4)) AS rate, fees_amount_cents, amount_cents FROM invoices__applied_taxes WHERE _deleted_at IS NULL) AS t
JOIN finalized AS i ON i.lago_id = t._root_lago_id
LEFT JOIN money AS m ON m.currency = i.currency
GROUP BY i.month, i.currency, t.tax_code /* by */
ORDER BY i.month, i.currency, t.tax_code /* by */
