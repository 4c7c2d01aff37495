{{ config(enabled=lago.using(["subscription_entitlements"])) }}

select
  _root_external_subscription_id,
  _root_code,
  _privileges_index,
  code,
  name,
  value_type,
  config__select_options,
  value,
  plan_value,
  override_value,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "subscription_entitlements__privileges") }} as loaded
  where loaded._deleted_at is null
) as living
