{{ config(enabled=lago.using(["customers"])) }}

select
  _root_lago_id,
  _integration_customers_index,
  lago_id,
  type,
  integration_code,
  external_customer_id,
  sync_with_provider,
  subsidiary_id,
  targeted_object,
  email,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "customers__integration_customers") }} as loaded
  where loaded._deleted_at is null
) as living
