-- title: Who owes the most
-- definition: What each customer owes on finalized invoices, with how much of it is late and since when. The largest comes first in each currency.
-- unit: currency units
-- with: clock, money, owed
-- caveats: Lost disputes and self-billed invoices are left out. The name is personal data of customers who are people.
SELECT o.currency, o.customer, max(c.name) AS name, sum(o.due) AS due, coalesce(sum(o.due) FILTER (WHERE o.days_late > 0), 0.0000) AS late,
  count(*) AS invoices, min(o.payment_due_date) AS oldest_due_date
FROM owed AS o
LEFT JOIN (SELECT external_id, max(name) AS name FROM customers WHERE _deleted_at IS NULL GROUP BY external_id) AS c ON c.external_id = o.customer
GROUP BY o.currency, o.customer
ORDER BY o.currency, due DESC, o.customer
