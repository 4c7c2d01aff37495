{{ config(enabled=lago.using(["customers"])) }}

select
  _root_lago_id,
  _metadata_index,
  lago_id,
  key,
  value,
  display_in_invoice,
  created_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "customers__metadata") }} as loaded
  where loaded._deleted_at is null
) as living
