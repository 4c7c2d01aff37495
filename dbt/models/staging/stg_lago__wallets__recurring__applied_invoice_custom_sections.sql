{{ config(enabled=lago.using(["wallets"])) }}

select
  _root_lago_id,
  _recurring_transaction_rules_index,
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
  from {{ source("lago", "wallets__recurring_txn_rules__applied_invoice_custom_sections") }} as loaded
  where loaded._deleted_at is null
) as living
