{{ config(enabled=lago.using(["wallet_transaction_consumptions"])) }}

select
  wallet_transaction_id,
  lago_id,
  amount_cents,
  credit_amount,
  created_at,
  wallet_transaction,
  wallet_transaction__lago_id,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "wallet_transaction_consumptions") }} as loaded
  where loaded._deleted_at is null
) as living
