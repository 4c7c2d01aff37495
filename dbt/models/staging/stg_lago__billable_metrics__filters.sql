{{ config(enabled=lago.using(["billable_metrics"])) }}

select
  _root_lago_id,
  _filters_index,
  key,
  values,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "billable_metrics__filters") }} as loaded
  where loaded._deleted_at is null
) as living
