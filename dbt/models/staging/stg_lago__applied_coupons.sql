{{ config(enabled=lago.using(["applied_coupons"])) }}

select
  lago_id,
  lago_coupon_id,
  coupon_code,
  coupon_name,
  coupon_status,
  coupon_deleted_at,
  lago_customer_id,
  external_customer_id,
  status,
  amount_cents,
  amount_cents * _worth as amount,
  amount_cents_remaining,
  amount_cents_remaining * _worth as amount_remaining,
  amount_currency,
  percentage_rate,
  frequency,
  frequency_duration,
  frequency_duration_remaining,
  expiration_at,
  created_at,
  terminated_at,
  coupon_description,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "applied_coupons") }} as loaded
  where loaded._deleted_at is null
) as living
