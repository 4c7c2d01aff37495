{{ config(enabled=lago.using(["features"])) }}

select
  _root_code,
  _privileges_index,
  code,
  name,
  value_type,
  config__select_options,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "features__privileges") }} as loaded
  where loaded._deleted_at is null
) as living
