{{ config(enabled=lago.using(["coupons"])) }}

select
  lago_id,
  name,
  code,
  description,
  coupon_type,
  amount_cents,
  amount_cents * _worth as amount,
  amount_currency,
  reusable,
  limited_plans,
  plan_codes,
  limited_billable_metrics,
  billable_metric_codes,
  percentage_rate,
  frequency,
  frequency_duration,
  expiration,
  expiration_at,
  created_at,
  terminated_at,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "coupons") }} as loaded
  where loaded._deleted_at is null
) as living
