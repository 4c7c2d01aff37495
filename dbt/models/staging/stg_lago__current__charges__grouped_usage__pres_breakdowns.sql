{{ config(enabled=lago.using(["current_usage"], usual=false)) }}

select
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_snapshot_at,
  _charges_usage_index,
  _grouped_usage_index,
  _presentation_breakdowns_index,
  presentation_by,
  units,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "current_usage__charges_usage__grouped_usage__pres_breakdowns") }} as loaded
  where loaded._deleted_at is null
) as living
