{{ config(enabled=lago.using(["subscription_alerts"])) }}

select
  lago_id,
  lago_organization_id,
  external_subscription_id,
  lago_wallet_id,
  wallet_code,
  billable_metric,
  billable_metric__lago_id,
  billable_metric__code,
  alert_type,
  code,
  name,
  direction,
  previous_value,
  last_processed_at,
  created_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "subscription_alerts") }} as loaded
  where loaded._deleted_at is null
) as living
