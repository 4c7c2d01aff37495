{{ config(enabled=lago.using(["invoices"])) }}

select
  _root_lago_id,
  _applied_taxes_index,
  lago_id,
  lago_tax_id,
  tax_name,
  tax_code,
  tax_rate,
  tax_description,
  amount_cents,
  amount_cents * _worth as amount,
  amount_currency,
  created_at,
  lago_invoice_id,
  fees_amount_cents,
  fees_amount_cents * _worth as fees_amount,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("loaded.amount_currency") }} as _worth
  from {{ source("lago", "invoices__applied_taxes") }} as loaded
  where loaded._deleted_at is null
) as living
