{{ config(enabled=lago.using(["activity_logs"])) }}

select
  activity_id,
  user_email,
  activity_type,
  activity_source,
  activity_object,
  activity_object_changes,
  external_customer_id,
  external_subscription_id,
  resource_id,
  resource_type,
  organization_id,
  logged_at,
  created_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "activity_logs") }} as loaded
  where loaded._deleted_at is null
) as living
