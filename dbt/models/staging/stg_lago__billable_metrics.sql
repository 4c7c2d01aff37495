{{ config(enabled=lago.using(["billable_metrics"])) }}

select
  lago_id,
  name,
  code,
  description,
  recurring,
  rounding_function,
  rounding_precision,
  created_at,
  expression,
  field_name,
  aggregation_type,
  weighted_interval,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "billable_metrics") }} as loaded
  where loaded._deleted_at is null
) as living
