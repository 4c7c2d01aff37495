-- Finalized invoices on which something is owed. Drafts, pending and failed ones have a due amount as well: it is not owed yet.
owed AS (
  SELECT i.lago_id, i.number, i.currency, i.customer__external_id AS customer, i.billing_entity_code AS billing_entity, i.payment_due_date,
    today - i.payment_due_date AS days_late, i.total_due_amount_cents * coalesce(m.worth, 0.0100) AS due
  FROM invoices AS i
  CROSS JOIN clock
  LEFT JOIN money AS m ON m.currency = i.currency
  WHERE i.status = 'finalized' AND i.total_due_amount_cents > 0 AND i.payment_dispute_lost_at IS NULL
    AND NOT coalesce(i.self_billed, false) AND i._deleted_at IS NULL
)
