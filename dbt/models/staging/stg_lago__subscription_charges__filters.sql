{{ config(enabled=lago.using(["subscription_charges"])) }}

select
  _root_external_subscription_id,
  _root_lago_id,
  _filters_index,
  invoice_display_name,
  properties__grouped_by,
  properties__pricing_group_keys,
  properties__amount,
  properties__free_units,
  properties__package_size,
  properties__rate,
  properties__fixed_amount,
  properties__free_units_per_events,
  properties__free_units_per_total_aggregation,
  properties__per_transaction_max_amount,
  properties__per_transaction_min_amount,
  values,
  lago_id,
  charge_code,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "subscription_charges__filters") }} as loaded
  where loaded._deleted_at is null
) as living
