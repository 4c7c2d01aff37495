{{ config(enabled=lago.using(["customer_wallet_alerts"])) }}

select
  external_customer_id,
  lago_id,
  lago_organization_id,
  external_subscription_id,
  lago_wallet_id,
  wallet_code,
  billable_metric,
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
  from {{ source("lago", "customer_wallet_alerts") }} as loaded
  where loaded._deleted_at is null
) as living
