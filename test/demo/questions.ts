/** What someone who has just loaded a company wants to know. The table names stand alone: the loader's connection uses their schema. */
export const QUESTIONS: readonly { readonly title: string; readonly sql: string }[] = [
  {
    title: "Revenue by month, before taxes:",
    sql: `SELECT strftime(issuing_date, '%Y-%m') AS month, count(*) AS invoices,
  (sum(sub_total_excluding_taxes_amount_cents) FILTER (currency = 'EUR') / 100)::DECIMAL(18, 2) AS eur,
  (sum(sub_total_excluding_taxes_amount_cents) FILTER (currency = 'USD') / 100)::DECIMAL(18, 2) AS usd
FROM invoices
WHERE status = 'finalized' AND invoice_type <> 'credit'
GROUP BY month ORDER BY month`,
  },
  {
    title: "Who owes the most, and since when:",
    sql: `SELECT coalesce(customer->>'name', customer->>'external_id') AS customer, currency,
  (sum(total_due_amount_cents) / 100)::DECIMAL(18, 2) AS overdue, count(*) AS invoices, min(payment_due_date) AS since
FROM invoices
WHERE payment_overdue AND NOT self_billed AND currency IN ('EUR', 'USD')
GROUP BY ALL ORDER BY overdue DESC LIMIT 8`,
  },
  {
    title: "Usage by billable metric, and what it earned:",
    sql: `SELECT m.name AS metric, sum(f.events_count) AS events, sum(f.units)::DECIMAL(18, 2) AS units,
  (sum(f.amount_cents) FILTER (f.amount_currency = 'EUR') / 100)::DECIMAL(18, 2) AS eur,
  (sum(f.amount_cents) FILTER (f.amount_currency = 'USD') / 100)::DECIMAL(18, 2) AS usd
FROM fees f JOIN billable_metrics m ON m.code = f.item__code
WHERE f.item__type = 'charge'
GROUP BY m.name ORDER BY events DESC`,
  },
];
