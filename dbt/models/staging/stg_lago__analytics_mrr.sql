{{ config(enabled=lago.using(["analytics_mrr"])) }}

select
  month,
  amount_cents,
  amount_cents * _worth as amount,
  currency,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.currency") }} as _worth
  from {{ source("lago", "analytics_mrr") }} as loaded
  where loaded._deleted_at is null
) as living
