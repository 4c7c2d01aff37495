{{ config(enabled=lago.using(["plans"])) }}

select
  lago_id,
  name,
  invoice_display_name,
  created_at,
  code,
  interval,
  description,
  amount_cents,
  amount_cents * _worth as amount,
  amount_currency,
  trial_period,
  pay_in_advance,
  bill_charges_monthly,
  bill_fixed_charges_monthly,
  minimum_commitment__lago_id,
  minimum_commitment__plan_code,
  minimum_commitment__amount_cents,
  minimum_commitment__amount_cents * _worth as minimum_commitment__amount,
  minimum_commitment__invoice_display_name,
  minimum_commitment__interval,
  minimum_commitment__created_at,
  minimum_commitment__updated_at,
  metadata,
  pending_deletion,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "plans") }} as loaded
  where loaded._deleted_at is null
) as living
