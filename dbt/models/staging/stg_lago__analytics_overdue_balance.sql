{{ config(enabled=lago.using(["analytics_overdue_balance"])) }}

select
  month,
  amount_cents,
  amount_cents * _worth as amount,
  currency,
  lago_invoice_ids,
  billing_entity_id,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.currency") }} as _worth
  from {{ source("lago", "analytics_overdue_balance") }} as loaded
  where loaded._deleted_at is null
) as living
