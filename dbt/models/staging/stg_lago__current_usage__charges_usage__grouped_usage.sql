{{ config(enabled=lago.using(["current_usage"], usual=false)) }}

select
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_snapshot_at,
  _charges_usage_index,
  _grouped_usage_index,
  amount_cents,
  amount_cents * _worth as amount,
  events_count,
  units,
  total_aggregated_units,
  pricing_unit_details__amount_cents,
  pricing_unit_details__short_name,
  pricing_unit_details__conversion_rate,
  grouped_by,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("owner.currency") }} as _worth
  from {{ source("lago", "current_usage__charges_usage__grouped_usage") }} as loaded
  left join {{ source("lago", "current_usage") }} as owner on owner.external_customer_id = loaded._root_external_customer_id and owner.external_subscription_id = loaded._root_external_subscription_id and owner.snapshot_at = loaded._root_snapshot_at
  where loaded._deleted_at is null
) as living
