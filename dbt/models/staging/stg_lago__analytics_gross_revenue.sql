{{ config(enabled=lago.using(["analytics_gross_revenue"])) }}

select
  month,
  amount_cents,
  amount_cents * _worth as amount,
  currency,
  invoices_count,
  billing_entity_id,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.currency") }} as _worth
  from {{ source("lago", "analytics_gross_revenue") }} as loaded
  where loaded._deleted_at is null
) as living
