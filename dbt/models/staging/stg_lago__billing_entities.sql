{{ config(enabled=lago.using(["billing_entities"])) }}

select
  lago_id,
  code,
  name,
  default_currency,
  document_locale,
  document_numbering,
  document_number_prefix,
  finalize_zero_amount_invoice,
  invoice_footer,
  invoice_grace_period,
  subscription_invoice_issuing_date_anchor,
  subscription_invoice_issuing_date_adjustment,
  is_default,
  net_payment_term,
  address_line1,
  address_line2,
  city,
  state,
  country,
  zipcode,
  email,
  legal_name,
  legal_number,
  tax_identification_number,
  timezone,
  email_settings,
  eu_tax_management,
  logo_url,
  created_at,
  updated_at,
  phone,
  einvoicing,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "billing_entities") }} as loaded
  where loaded._deleted_at is null
) as living
