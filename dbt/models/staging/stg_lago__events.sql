{{ config(enabled=lago.using(["events"])) }}

select
  lago_id,
  transaction_id,
  lago_customer_id,
  code,
  timestamp,
  precise_total_amount_cents,
  properties,
  lago_subscription_id,
  external_subscription_id,
  created_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "events") }} as loaded
  where loaded._deleted_at is null
) as living
