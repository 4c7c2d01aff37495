{{ config(enabled=lago.using(["customer_wallet_alerts"])) }}

select
  _root_lago_id,
  _thresholds_index,
  code,
  recurring,
  value,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "customer_wallet_alerts__thresholds") }} as loaded
  where loaded._deleted_at is null
) as living
