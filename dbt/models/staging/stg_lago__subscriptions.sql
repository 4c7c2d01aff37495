{{ config(enabled=lago.using(["subscriptions"])) }}

select
  lago_id,
  external_id,
  lago_customer_id,
  external_customer_id,
  billing_entity_code,
  billing_time,
  name,
  plan_code,
  plan_amount_cents,
  plan_amount_cents * _worth as plan_amount,
  plan_amount_currency,
  status,
  created_at,
  canceled_at,
  started_at,
  ending_at,
  subscription_at,
  terminated_at,
  previous_plan_code,
  next_plan_code,
  downgrade_plan_date,
  trial_ended_at,
  current_billing_period_started_at,
  current_billing_period_ending_at,
  on_termination_credit_note,
  on_termination_invoice,
  payment_method__payment_method_type,
  payment_method__payment_method_id,
  consolidate_invoice,
  cancellation_reason,
  activated_at,
  progressive_billing_disabled,
  purchase_order_number,
  plan,
  entitlements,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.plan_amount_currency") }} as _worth
  from {{ source("lago", "subscriptions") }} as loaded
  where loaded._deleted_at is null
) as living
