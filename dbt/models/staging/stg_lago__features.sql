{{ config(enabled=lago.using(["features"])) }}

select
  code,
  name,
  description,
  created_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "features") }} as loaded
  where loaded._deleted_at is null
) as living
