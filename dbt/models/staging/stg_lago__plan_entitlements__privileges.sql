{{ config(enabled=lago.using(["plan_entitlements"], usual=false)) }}

select
  _root_plan_code,
  _root_code,
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
  from {{ source("lago", "plan_entitlements__privileges") }} as loaded
  where loaded._deleted_at is null
) as living
