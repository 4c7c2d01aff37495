{{ config(enabled=lago.using(["payments"])) }}

select
  lago_id,
  lago_customer_id,
  external_customer_id,
  invoice_ids,
  invoice_numbers,
  lago_payable_id,
  payable_type,
  amount_cents,
  amount_cents * _worth as amount,
  amount_currency,
  status,
  payment_status,
  type,
  reference,
  payment_provider_code,
  payment_provider_type,
  external_payment_id,
  provider_payment_id,
  provider_customer_id,
  payment_method_id,
  next_action,
  created_at,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "payments") }} as loaded
  where loaded._deleted_at is null
) as living
