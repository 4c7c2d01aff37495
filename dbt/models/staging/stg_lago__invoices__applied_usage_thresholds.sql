{{ config(enabled=lago.using(["invoices"])) }}

select
  _root_lago_id,
  _applied_usage_thresholds_index,
  lifetime_usage_amount_cents,
  lifetime_usage_amount_cents * _worth as lifetime_usage_amount,
  created_at,
  usage_threshold__lago_id,
  usage_threshold__threshold_display_name,
  usage_threshold__amount_cents,
  usage_threshold__amount_cents * _worth as usage_threshold__amount,
  usage_threshold__recurring,
  usage_threshold__created_at,
  usage_threshold__updated_at,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("owner.currency") }} as _worth
  from {{ source("lago", "invoices__applied_usage_thresholds") }} as loaded
  left join {{ source("lago", "invoices") }} as owner on owner.lago_id = loaded._root_lago_id
  where loaded._deleted_at is null
) as living
