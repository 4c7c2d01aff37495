{{ config(enabled=lago.using(["credit_notes"])) }}

select
  _root_lago_id,
  _items_index,
  lago_id,
  amount_cents,
  amount_cents * _worth as amount,
  amount_currency,
  fee,
  fee__lago_id,
  precise_amount_cents,
  precise_amount_cents * _worth as precise_amount,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "credit_notes__items") }} as loaded
  where loaded._deleted_at is null
) as living
