{{ config(enabled=lago.using(["events", "billable_metrics", "subscriptions", "plans", "customers"])) }}

-- Events as they were sent, by day in UTC: what is billed of them is in lago__invoice_lines.
with metrics as (
  select code, name, aggregation_type, field_name, expression
  from (
    select *, row_number() over (partition by code order by created_at desc, lago_id) as nth
    from {{ ref("stg_lago__billable_metrics") }}
  ) as newest
  where nth = 1
),

subscribers as (
  select external_subscription_id, external_customer_id
  from (
    select external_subscription_id, external_customer_id,
      row_number() over (partition by external_subscription_id order by started_at desc nulls last, subscription_id) as nth
    from {{ ref("lago__subscriptions") }}
  ) as newest
  where nth = 1
),

events as (
  select {{ lago.day('e."timestamp"') }} as day, e.external_subscription_id, e.code, m.name, m.aggregation_type,
    {{ lago.json_text("e.properties", "m.field_name") }} as sent, m.expression
  from {{ ref("stg_lago__events") }} as e
  left join metrics as m on m.code = e.code
)

select
  e.day,
  e.external_subscription_id,
  s.external_customer_id,
  e.code as metric_code,
  e.name as metric_name,
  e.aggregation_type,
  count(*) as events,
  -- What adds up within a day. Weighted sums, latest values and expressions need more than the events of the day.
  cast(case
    when e.expression <> '' then null
    when e.aggregation_type = 'count_agg' then count(*)
    when e.aggregation_type = 'sum_agg' then sum({{ lago.to_number("e.sent") }})
    when e.aggregation_type = 'max_agg' then max({{ lago.to_number("e.sent") }})
    when e.aggregation_type = 'unique_count_agg' then count(distinct e.sent)
  end as {{ lago.type_units() }}) as units
from events as e
left join subscribers as s on s.external_subscription_id = e.external_subscription_id
group by e.day, e.external_subscription_id, s.external_customer_id, e.code, e.name, e.aggregation_type, e.expression
