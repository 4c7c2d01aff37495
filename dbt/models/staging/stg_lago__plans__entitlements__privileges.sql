{{ config(enabled=lago.using(["plans"])) }}

select
  _root_lago_id,
  _entitlements_index,
  _privileges_index,
  code,
  name,
  value_type,
  config__select_options,
  value,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "plans__entitlements__privileges") }} as loaded
  where loaded._deleted_at is null
) as living
