{{ config(enabled=lago.using(["wallets"])) }}

select
  _root_lago_id,
  _recurring_transaction_rules_index,
  lago_id,
  trigger,
  method,
  interval,
  status,
  threshold_credits,
  paid_credits,
  granted_credits,
  grants_target_top_up,
  started_at,
  target_ongoing_balance,
  created_at,
  expiration_at,
  invoice_requires_successful_payment,
  transaction_name,
  ignore_paid_top_up_limits,
  payment_method__payment_method_type,
  payment_method__payment_method_id,
  purchase_order_number,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "wallets__recurring_transaction_rules") }} as loaded
  where loaded._deleted_at is null
) as living
