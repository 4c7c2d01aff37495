{{ config(enabled=lago.using(["lifetime_usage"], usual=false)) }}

select
  snapshot_at,
  lago_id,
  lago_subscription_id,
  external_subscription_id,
  external_historical_usage_amount_cents,
  invoiced_usage_amount_cents,
  current_usage_amount_cents,
  from_datetime,
  to_datetime,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "lifetime_usage") }} as loaded
  where loaded._deleted_at is null
) as living
