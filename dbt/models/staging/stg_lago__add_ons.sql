{{ config(enabled=lago.using(["add_ons"])) }}

select
  lago_id,
  name,
  invoice_display_name,
  code,
  amount_cents,
  amount_cents * _worth as amount,
  amount_currency,
  description,
  created_at,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "add_ons") }} as loaded
  where loaded._deleted_at is null
) as living
