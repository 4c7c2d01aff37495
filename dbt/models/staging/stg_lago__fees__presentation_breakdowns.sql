{{ config(enabled=lago.using(["fees"])) }}

select
  _root_lago_id,
  _presentation_breakdowns_index,
  presentation_by,
  units,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "fees__presentation_breakdowns") }} as loaded
  where loaded._deleted_at is null
) as living
