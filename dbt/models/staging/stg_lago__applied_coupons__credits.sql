{{ config(enabled=lago.using(["applied_coupons"])) }}

select
  _root_lago_id,
  _credits_index,
  lago_id,
  amount_cents,
  amount_cents * _worth as amount,
  amount_currency,
  before_taxes,
  item__lago_item_id,
  item__type,
  item__code,
  item__name,
  item__description,
  invoice__lago_id,
  invoice__payment_status,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "applied_coupons__credits") }} as loaded
  where loaded._deleted_at is null
) as living
