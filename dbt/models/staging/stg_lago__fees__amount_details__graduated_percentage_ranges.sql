{{ config(enabled=lago.using(["fees"])) }}

select
  _root_lago_id,
  _amount_details__graduated_percentage_ranges_index,
  units,
  from_value,
  to_value,
  flat_unit_amount,
  rate,
  per_unit_total_amount,
  total_with_flat_amount,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "fees__amount_details__graduated_percentage_ranges") }} as loaded
  where loaded._deleted_at is null
) as living
