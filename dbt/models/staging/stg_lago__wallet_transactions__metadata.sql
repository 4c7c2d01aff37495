{{ config(enabled=lago.using(["wallet_transactions"])) }}

select
  _root_lago_id,
  _metadata_index,
  key,
  value,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "wallet_transactions__metadata") }} as loaded
  where loaded._deleted_at is null
) as living
