{{ config(enabled=lago.using(["analytics_invoice_collection"])) }}

select
  month,
  payment_status,
  invoices_count,
  amount_cents,
  amount_cents * _worth as amount,
  currency,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.currency") }} as _worth
  from {{ source("lago", "analytics_invoice_collection") }} as loaded
  where loaded._deleted_at is null
) as living
