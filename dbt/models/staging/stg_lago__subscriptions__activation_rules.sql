{{ config(enabled=lago.using(["subscriptions"])) }}

select
  _root_lago_id,
  _activation_rules_index,
  lago_id,
  type,
  timeout_hours,
  status,
  expires_at,
  created_at,
  updated_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "subscriptions__activation_rules") }} as loaded
  where loaded._deleted_at is null
) as living
