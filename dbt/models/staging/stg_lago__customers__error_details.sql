{{ config(enabled=lago.using(["customers"])) }}

select
  _root_lago_id,
  _error_details_index,
  lago_id,
  error_code,
  details,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "customers__error_details") }} as loaded
  where loaded._deleted_at is null
) as living
