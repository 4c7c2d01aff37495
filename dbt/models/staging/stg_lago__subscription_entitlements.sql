{{ config(enabled=lago.using(["subscription_entitlements"])) }}

select
  external_subscription_id,
  code,
  name,
  description,
  overrides,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "subscription_entitlements") }} as loaded
  where loaded._deleted_at is null
) as living
