{{ config(enabled=lago.using(["invoices"])) }}

select
  _root_lago_id,
  _metadata_index,
  lago_id,
  key,
  value,
  created_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "invoices__metadata") }} as loaded
  where loaded._deleted_at is null
) as living
