{{ config(enabled=lago.using(["plans"])) }}

select
  _root_lago_id,
  _charges_index,
  lago_id,
  lago_billable_metric_id,
  code,
  billable_metric_code,
  invoice_display_name,
  created_at,
  charge_model,
  pay_in_advance,
  invoiceable,
  regroup_paid_fees,
  prorated,
  min_amount_cents,
  min_amount_cents * _worth as min_amount,
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
  applied_pricing_unit__code,
  applied_pricing_unit__conversion_rate,
  accepts_target_wallet,
  lago_parent_id,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("owner.amount_currency") }} as _worth
  from {{ source("lago", "plans__charges") }} as loaded
  left join {{ source("lago", "plans") }} as owner on owner.lago_id = loaded._root_lago_id
  where loaded._deleted_at is null
) as living
