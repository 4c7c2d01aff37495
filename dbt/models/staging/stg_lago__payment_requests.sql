{{ config(enabled=lago.using(["payment_requests"])) }}

select
  lago_id,
  email,
  amount_cents,
  amount_cents * _worth as amount,
  amount_currency,
  payment_status,
  created_at,
  customer,
  customer__lago_id,
  customer__external_id,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "payment_requests") }} as loaded
  where loaded._deleted_at is null
) as living
