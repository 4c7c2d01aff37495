{{ config(enabled=lago.using(["subscription_fixed_charges"])) }}

select
  external_subscription_id,
  lago_id,
  lago_add_on_id,
  invoice_display_name,
  add_on_code,
  created_at,
  code,
  charge_model,
  pay_in_advance,
  prorated,
  properties__amount,
  units,
  lago_parent_id,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "subscription_fixed_charges") }} as loaded
  where loaded._deleted_at is null
) as living
