{{ config(enabled=lago.using(["add_ons"])) }}

select
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
  from {{ source("lago", "add_ons__taxes") }} as loaded
  where loaded._deleted_at is null
) as living
