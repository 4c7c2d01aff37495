{{ config(enabled=lago.using(["plans"])) }}

select
  _root_lago_id,
  _charges_index,
  _properties__presentation_group_keys_index,
  value,
  options__display_in_invoice,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "plans__charges__properties__presentation_group_keys") }} as loaded
  where loaded._deleted_at is null
) as living
