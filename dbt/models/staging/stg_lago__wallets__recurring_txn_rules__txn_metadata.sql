{{ config(enabled=lago.using(["wallets"])) }}

select
  _root_lago_id,
  _recurring_transaction_rules_index,
  _transaction_metadata_index,
  key,
  value,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "wallets__recurring_transaction_rules__transaction_metadata") }} as loaded
  where loaded._deleted_at is null
) as living
