{{ config(enabled=lago.using(["subscriptions", "plans", "customers"])) }}

with {{ lago.clock() }},

recurring as (
  select * from {{ ref("lago__subscriptions") }} where mrr is not null
),

{{ lago.months("(select min(started_at) from recurring)") }}

-- Alive when the month ended. By customer, not by subscription: an upgrade ends one subscription and starts another.
select
  months.month,
  recurring.external_customer_id,
  recurring.currency,
  cast(sum(recurring.mrr) as numeric(28, 4)) as mrr,
  cast(sum(recurring.mrr) * 12 as numeric(28, 4)) as arr,
  count(*) as subscriptions,
  months.until as month_end
from months
join recurring on recurring.started_at < months.until and (recurring.ended_at is null or recurring.ended_at >= months.until)
group by months.month, recurring.external_customer_id, recurring.currency, months.until
