{{ config(enabled=lago.using(["customer_past_usage"])) }}

select
  external_customer_id,
  external_subscription_id,
  from_datetime,
  to_datetime,
  issuing_date,
  lago_invoice_id,
  currency,
  amount_cents,
  amount_cents * _worth as amount,
  taxes_amount_cents,
  taxes_amount_cents * _worth as taxes_amount,
  total_amount_cents,
  total_amount_cents * _worth as total_amount,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.currency") }} as _worth
  from {{ source("lago", "customer_past_usage") }} as loaded
  where loaded._deleted_at is null
) as living
