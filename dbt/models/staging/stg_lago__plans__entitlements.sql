{{ config(enabled=lago.using(["plans"])) }}

select
  _root_lago_id,
  _entitlements_index,
  code,
  name,
  description,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "plans__entitlements") }} as loaded
  where loaded._deleted_at is null
) as living
