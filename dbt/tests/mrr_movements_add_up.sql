{{ config(enabled=lago.using(["subscriptions", "plans", "customers"])) }}

-- What a month closes with is what the next one opens with, and what lago__mrr_by_customer_month says.
select m.month, m.external_customer_id, m.currency, m.closing_mrr, b.mrr, n.opening_mrr
from {{ ref("lago__mrr_movements") }} as m
left join {{ ref("lago__mrr_by_customer_month") }} as b
  on b.month = m.month and b.external_customer_id = m.external_customer_id and b.currency = m.currency
left join {{ ref("lago__mrr_movements") }} as n
  on n.month = cast(m.month + interval '1 month' as date) and n.external_customer_id = m.external_customer_id and n.currency = m.currency
where m.closing_mrr <> coalesce(b.mrr, 0) or m.closing_mrr <> coalesce(n.opening_mrr, m.closing_mrr) or m.opening_mrr + m.change_mrr <> m.closing_mrr
