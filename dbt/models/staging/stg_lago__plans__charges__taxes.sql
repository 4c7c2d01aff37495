{{ config(enabled=lago.using(["plans"])) }}

select
  _root_lago_id,
  _charges_index,
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
  from {{ source("lago", "plans__charges__taxes") }} as loaded
  where loaded._deleted_at is null
) as living
