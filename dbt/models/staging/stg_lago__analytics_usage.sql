{{ config(enabled=lago.using(["analytics_usage"])) }}

select
  organization_id,
  start_of_period_dt,
  end_of_period_dt,
  amount_currency,
  amount_cents,
  amount_cents * _worth as amount,
  billable_metric_code,
  units,
  is_billable_metric_deleted,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "analytics_usage") }} as loaded
  where loaded._deleted_at is null
) as living
