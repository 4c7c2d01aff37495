{{ config(enabled=lago.using(["lifetime_usage"], usual=false)) }}

select
  _root_external_subscription_id,
  _root_snapshot_at,
  _usage_thresholds_index,
  amount_cents,
  completion_ratio,
  reached_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "lifetime_usage__usage_thresholds") }} as loaded
  where loaded._deleted_at is null
) as living
