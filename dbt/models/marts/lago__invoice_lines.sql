{{ config(enabled=lago.using(["fees", "invoices", "subscriptions", "plans", "customers"])) }}

-- All living fees, also those that are on no invoice yet. Lago sends no customer for fees of add-ons and credits, so it is the invoice's.
select
  f.lago_id as line_id,
  f.lago_invoice_id as invoice_id,
  i.number as invoice_number,
  i.status as invoice_status,
  i.invoice_type,
  i.payment_status as invoice_payment_status,
  i.issuing_date,
  {{ lago.month("i.issuing_date") }} as issuing_month,
  coalesce(i.customer__external_id, f.external_customer_id) as external_customer_id,
  i.billing_entity_code,
  f.lago_subscription_id as subscription_id,
  f.external_subscription_id,
  s.plan_code,
  f.item__type as kind,
  f.item__code as item_code,
  coalesce(f.item__invoice_display_name, f.item__name) as item_name,
  f.from_date,
  f.to_date,
  cast(f.units as {{ lago.type_units() }}) as units,
  f.events_count,
  f.amount_currency as currency,
  cast(f.amount as numeric(28, 4)) as amount,
  cast(f.amount - f.sub_total_excluding_taxes_amount as numeric(28, 4)) as coupons_amount,
  cast(f.sub_total_excluding_taxes_amount as numeric(28, 4)) as net_amount,
  cast(f.taxes_amount as numeric(28, 4)) as taxes_amount,
  -- Bought wallet credits are no revenue until they are used; self-billed invoices are what the company owes. What is billed progressively
  -- is billed again, and taken off, by the invoice that ends the period: it counts there, once.
  coalesce(i.status = 'finalized' and not coalesce(i.self_billed, false) and i.invoice_type not in ('credit', 'progressive_billing') and f.item__type <> 'credit', false) as is_revenue,
  f.created_at
from {{ ref("stg_lago__fees") }} as f
left join {{ ref("stg_lago__invoices") }} as i on i.lago_id = f.lago_invoice_id
left join {{ ref("lago__subscriptions") }} as s on s.subscription_id = f.lago_subscription_id
