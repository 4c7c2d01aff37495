{{ config(enabled=lago.using(["wallets"])) }}

select
  lago_id,
  lago_customer_id,
  external_customer_id,
  billing_entity_code,
  status,
  currency,
  name,
  code,
  priority,
  rate_amount,
  credits_balance,
  balance_cents,
  balance_cents * _worth as balance,
  consumed_credits,
  created_at,
  expiration_at,
  last_balance_sync_at,
  last_consumed_credit_at,
  terminated_at,
  invoice_requires_successful_payment,
  applies_to__fee_types,
  applies_to__billable_metric_codes,
  ongoing_balance_cents,
  ongoing_balance_cents * _worth as ongoing_balance,
  ongoing_usage_balance_cents,
  ongoing_usage_balance_cents * _worth as ongoing_usage_balance,
  credits_ongoing_balance,
  credits_ongoing_usage_balance,
  paid_top_up_min_amount_cents,
  paid_top_up_min_amount_cents * _worth as paid_top_up_min_amount,
  paid_top_up_max_amount_cents,
  paid_top_up_max_amount_cents * _worth as paid_top_up_max_amount,
  payment_method__payment_method_type,
  payment_method__payment_method_id,
  metadata,
  purchase_order_number,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.currency") }} as _worth
  from {{ source("lago", "wallets") }} as loaded
  where loaded._deleted_at is null
) as living
