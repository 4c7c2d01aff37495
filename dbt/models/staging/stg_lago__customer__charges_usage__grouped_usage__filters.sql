{{ config(enabled=lago.using(["customer_past_usage"])) }}

select
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_lago_invoice_id,
  _charges_usage_index,
  _grouped_usage_index,
  _filters_index,
  units,
  total_aggregated_units,
  amount_cents,
  amount_cents * _worth as amount,
  events_count,
  invoice_display_name,
  pricing_unit_details__amount_cents,
  pricing_unit_details__short_name,
  pricing_unit_details__conversion_rate,
  values,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("owner.currency") }} as _worth
  from {{ source("lago", "customer_past_usage__charges_usage__grouped_usage__filters") }} as loaded
  left join {{ source("lago", "customer_past_usage") }} as owner on owner.external_customer_id = loaded._root_external_customer_id and owner.external_subscription_id = loaded._root_external_subscription_id and owner.lago_invoice_id = loaded._root_lago_invoice_id
  where loaded._deleted_at is null
) as living
