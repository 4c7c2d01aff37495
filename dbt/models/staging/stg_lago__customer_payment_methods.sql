{{ config(enabled=lago.using(["customer_payment_methods"])) }}

select
  external_customer_id,
  lago_id,
  is_default,
  payment_provider_code,
  payment_provider_name,
  payment_provider_type,
  provider_method_id,
  created_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "customer_payment_methods") }} as loaded
  where loaded._deleted_at is null
) as living
