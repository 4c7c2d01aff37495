{{ config(enabled=lago.using(["fees"])) }}

select
  _root_lago_id,
  _applied_taxes_index,
  lago_id,
  lago_tax_id,
  tax_name,
  tax_code,
  tax_rate,
  tax_description,
  amount_cents,
  amount_cents * _worth as amount,
  amount_currency,
  created_at,
  lago_fee_id,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "fees__applied_taxes") }} as loaded
  where loaded._deleted_at is null
) as living
