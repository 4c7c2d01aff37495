{{ config(enabled=lago.using(["plan_entitlements"], usual=false)) }}

select
  plan_code,
  code,
  name,
  description,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "plan_entitlements") }} as loaded
  where loaded._deleted_at is null
) as living
