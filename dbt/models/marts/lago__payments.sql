{{ config(enabled=lago.using(["payments", "customers"])) }}

with {{ lago.customer_names() }}

select
  p.lago_id as payment_id,
  p.lago_payable_id as payable_id,
  p.payable_type,
  case when p.payable_type = 'PaymentRequest' then 'dunning' else 'invoice' end as attempt_kind,
  p.external_customer_id,
  c.name as customer_name,
  coalesce(replace(replace(p.payment_provider_type, 'PaymentProviders::', ''), 'Provider', ''), 'manual') as provider,
  p.payment_provider_code,
  p.reference,
  p.payment_status,
  coalesce(p.payment_status = 'succeeded', false) as is_succeeded,
  coalesce(p.payment_status = 'failed', false) as is_failed,
  p.amount_currency as currency,
  cast(p.amount as numeric(28, 4)) as amount,
  p.created_at,
  {{ lago.month(lago.day("p.created_at")) }} as created_month
from {{ ref("stg_lago__payments") }} as p
left join customer_names as c on c.external_id = p.external_customer_id
