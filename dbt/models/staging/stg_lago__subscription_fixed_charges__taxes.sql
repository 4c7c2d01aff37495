{{ config(enabled=lago.using(["subscription_fixed_charges"])) }}

select
  _root_external_subscription_id,
  _root_lago_id,
  _taxes_index,
  lago_id,
  name,
  code,
  description,
  rate,
  applied_to_organization,
  created_at,
  applied_to_billing_entities_codes,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "subscription_fixed_charges__taxes") }} as loaded
  where loaded._deleted_at is null
) as living
