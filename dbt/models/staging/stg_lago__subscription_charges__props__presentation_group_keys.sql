{{ config(enabled=lago.using(["subscription_charges"])) }}

select
  _root_external_subscription_id,
  _root_lago_id,
  _properties__presentation_group_keys_index,
  value,
  options__display_in_invoice,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "subscription_charges__properties__presentation_group_keys") }} as loaded
  where loaded._deleted_at is null
) as living
