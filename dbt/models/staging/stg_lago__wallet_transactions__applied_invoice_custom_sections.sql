{{ config(enabled=lago.using(["wallet_transactions"])) }}

select
  _root_lago_id,
  _applied_invoice_custom_sections_index,
  lago_id,
  created_at,
  invoice_custom_section_id,
  invoice_custom_section__lago_id,
  invoice_custom_section__name,
  invoice_custom_section__code,
  invoice_custom_section__description,
  invoice_custom_section__details,
  invoice_custom_section__display_name,
  invoice_custom_section__applied_to_organization,
  invoice_custom_section__organization_id,
  invoice_custom_section__created_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "wallet_transactions__applied_invoice_custom_sections") }} as loaded
  where loaded._deleted_at is null
) as living
