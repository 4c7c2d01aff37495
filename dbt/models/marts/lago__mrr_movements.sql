{{ config(enabled=lago.using(["subscriptions", "plans", "customers"])) }}

with {{ lago.clock() }},

by_customer as (
  select * from {{ ref("lago__mrr_by_customer_month") }}
),

steps as (
  select
    coalesce(n.month, cast(p.month + interval '1 month' as date)) as month,
    coalesce(n.external_customer_id, p.external_customer_id) as external_customer_id,
    coalesce(n.currency, p.currency) as currency,
    coalesce(p.mrr, 0) as opening,
    coalesce(n.mrr, 0) as closing
  from by_customer as n
  full join by_customer as p
    on p.external_customer_id = n.external_customer_id and p.currency = n.currency and n.month = cast(p.month + interval '1 month' as date)
),

first_months as (
  select external_customer_id, currency, min(month) as first_month
  from by_customer
  where mrr > 0
  group by external_customer_id, currency
)

select
  s.month,
  s.external_customer_id,
  s.currency,
  case
    when s.opening = s.closing then 'unchanged'
    when s.opening = 0 and s.month = f.first_month then 'new'
    when s.opening = 0 then 'reactivation'
    when s.closing = 0 then 'churn'
    when s.closing > s.opening then 'expansion'
    else 'contraction'
  end as movement,
  cast(s.opening as numeric(28, 4)) as opening_mrr,
  cast(s.closing - s.opening as numeric(28, 4)) as change_mrr,
  cast(s.closing as numeric(28, 4)) as closing_mrr
from steps as s
join first_months as f on f.external_customer_id = s.external_customer_id and f.currency = s.currency
cross join clock
where s.month <= clock.today
