{{ config(enabled=lago.using(["plan_charge_filters"], usual=false)) }}

select
  _root_lago_id,
  _properties__graduated_ranges_index,
  from_value,
  to_value,
  flat_amount,
  per_unit_amount,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "plan_charge_filters__properties__graduated_ranges") }} as loaded
  where loaded._deleted_at is null
) as living
