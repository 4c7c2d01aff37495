{{ config(enabled=lago.using(["subscriptions", "plans", "customers"])) }}

-- Sources, not living rows: a subscription that Lago deleted was revenue until then, and a deleted plan says how often it billed.
with {{ lago.clock() }},

plan_intervals as (
  select code, name, plan_interval
  from (
    select code, name, "interval" as plan_interval,
      row_number() over (partition by code order by (_deleted_at is null) desc, created_at desc, lago_id) as nth
    from {{ source("lago", "plans") }}
  ) as newest
  where nth = 1
),

-- What partners bill is a cost: their invoices are self-billed.
partners as (
  select distinct lago_id
  from {{ source("lago", "customers") }}
  where account_type = 'partner'
),

recurring as (
  select s.*, partners.lago_id is not null as is_partner, p.name as plan_name, coalesce(p.plan_interval, 'monthly') as plan_interval, {{ lago.worth("s.plan_amount_currency") }} as worth,
    case coalesce(p.plan_interval, 'monthly') when 'weekly' then 52 when 'monthly' then 12 when 'quarterly' then 4 when 'semiannual' then 2 when 'yearly' then 1 end as periods
  from {{ source("lago", "subscriptions") }} as s
  left join plan_intervals as p on p.code = s.plan_code
  left join partners on partners.lago_id = s.lago_customer_id
)

select
  lago_id as subscription_id,
  external_id as external_subscription_id,
  lago_customer_id as customer_id,
  external_customer_id,
  name as subscription_name,
  plan_code,
  plan_name,
  plan_interval,
  status,
  plan_amount_currency as currency,
  cast(plan_amount_cents * worth as numeric(28, 4)) as plan_amount,
  -- Rounded once to the smallest unit. One twelfth is written a little above itself, so that halves round up.
  cast(case when started_at is not null and status in ('active', 'terminated') and not is_partner
    then cast(round(plan_amount_cents * periods * 0.08333333333333334, 0) as bigint) * worth end as numeric(28, 4)) as mrr,
  started_at,
  coalesce(terminated_at, _deleted_at) as ended_at,
  is_partner,
  coalesce(status = 'active' and started_at is not null and _deleted_at is null, false) as is_active,
  trial_ended_at,
  created_at,
  canceled_at,
  previous_plan_code,
  next_plan_code,
  billing_entity_code,
  _deleted_at as deleted_at,
  clock.as_of
from recurring
cross join clock
