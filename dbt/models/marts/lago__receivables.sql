{{ config(enabled=lago.using(["invoices", "customers"])) }}

with {{ lago.clock() }},

{{ lago.customer_names() }},

-- Drafts, pending and failed ones have a due amount as well: it is not owed yet.
owed as (
  select i.*, clock.as_of, clock.today - i.payment_due_date as days_late
  from {{ ref("stg_lago__invoices") }} as i
  cross join clock
  where i.status = 'finalized' and i.total_due_amount_cents > 0 and i.payment_dispute_lost_at is null and not coalesce(i.self_billed, false)
)

select
  o.lago_id as invoice_id,
  o.number as invoice_number,
  o.customer__external_id as external_customer_id,
  c.name as customer_name,
  o.billing_entity_code,
  o.invoice_type,
  o.payment_status,
  o.issuing_date,
  o.payment_due_date,
  cast(o.days_late as bigint) as days_late,
  case
    when coalesce(o.days_late, 0) <= 0 then 'not due'
    when o.days_late <= 30 then '1-30 days'
    when o.days_late <= 60 then '31-60 days'
    when o.days_late <= 90 then '61-90 days'
    else 'over 90 days'
  end as age,
  coalesce(o.payment_overdue, false) as is_overdue,
  o.currency,
  cast(o.total_amount as numeric(28, 4)) as total_amount,
  cast(o.total_paid_amount as numeric(28, 4)) as paid_amount,
  cast(o.total_due_amount as numeric(28, 4)) as due_amount,
  o.as_of
from owed as o
left join customer_names as c on c.external_id = o.customer__external_id
