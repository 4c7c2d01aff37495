{{ config(enabled=lago.using(["wallet_transactions"])) }}

select
  wallet_id,
  lago_id,
  lago_wallet_id,
  lago_invoice_id,
  lago_credit_note_id,
  lago_voided_invoice_id,
  status,
  source,
  transaction_status,
  transaction_type,
  amount,
  credit_amount,
  invoice_requires_successful_payment,
  remaining_amount_cents,
  remaining_amount_cents * _worth as remaining_amount,
  remaining_credit_amount,
  priority,
  settled_at,
  failed_at,
  created_at,
  name,
  payment_method__payment_method_type,
  payment_method__payment_method_id,
  billing_entity_code,
  purchase_order_number,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("owner.currency") }} as _worth
  from {{ source("lago", "wallet_transactions") }} as loaded
  left join {{ source("lago", "wallets") }} as owner on owner.lago_id = loaded.wallet_id
  where loaded._deleted_at is null
) as living
