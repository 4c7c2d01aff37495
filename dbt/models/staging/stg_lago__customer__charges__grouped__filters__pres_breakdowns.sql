{{ config(enabled=lago.using(["customer_past_usage"])) }}

select
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_lago_invoice_id,
  _charges_usage_index,
  _grouped_usage_index,
  _filters_index,
  _presentation_breakdowns_index,
  presentation_by,
  units,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "customer_past_usage__charges__grouped__filters__pres_breakdowns") }} as loaded
  where loaded._deleted_at is null
) as living
