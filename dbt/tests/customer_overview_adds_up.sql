{{ config(enabled=lago.using(["customers", "invoices", "fees", "payments", "wallets", "subscriptions", "plans"])) }}

-- No customer's money is lost on the way into the overview, or counted twice.
select o.currency, o.net_revenue, l.net_revenue as expected_revenue, o.due_amount, r.due_amount as expected_due
from (select currency, sum(net_revenue) as net_revenue, sum(due_amount) as due_amount from {{ ref("lago__customer_overview") }} group by currency) as o
left join (select currency, sum(net_amount) as net_revenue from {{ ref("lago__invoice_lines") }} where is_revenue group by currency) as l on l.currency = o.currency
left join (select currency, sum(due_amount) as due_amount from {{ ref("lago__receivables") }} group by currency) as r on r.currency = o.currency
where o.net_revenue <> coalesce(l.net_revenue, 0) or o.due_amount <> coalesce(r.due_amount, 0)
