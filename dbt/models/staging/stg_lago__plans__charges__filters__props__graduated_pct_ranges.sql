{{ config(enabled=lago.using(["plans"])) }}

select
  _root_lago_id,
  _charges_index,
  _filters_index,
  _properties__graduated_percentage_ranges_index,
  from_value,
  to_value,
  rate,
  flat_amount,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "plans__charges__filters__props__graduated_percentage_ranges") }} as loaded
  where loaded._deleted_at is null
) as living
