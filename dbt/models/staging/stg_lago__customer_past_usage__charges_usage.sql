{{ config(enabled=lago.using(["customer_past_usage"])) }}

select
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_lago_invoice_id,
  _charges_usage_index,
  units,
  total_aggregated_units,
  events_count,
  amount_cents,
  amount_cents * _worth as amount,
  amount_currency,
  pricing_unit_details__amount_cents,
  pricing_unit_details__short_name,
  pricing_unit_details__conversion_rate,
  charge__lago_id,
  charge__charge_model,
  charge__invoice_display_name,
  charge__code,
  billable_metric__lago_id,
  billable_metric__name,
  billable_metric__code,
  billable_metric__aggregation_type,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "customer_past_usage__charges_usage") }} as loaded
  where loaded._deleted_at is null
) as living
