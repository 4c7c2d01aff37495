{{ config(enabled=lago.using(["plans"])) }}

select
  _root_lago_id,
  _usage_thresholds_index,
  lago_id,
  threshold_display_name,
  amount_cents,
  amount_cents * _worth as amount,
  recurring,
  created_at,
  updated_at,
  _extra,
  _loaded_at
from (
  select loaded.*, {{ lago.worth("owner.amount_currency") }} as _worth
  from {{ source("lago", "plans__usage_thresholds") }} as loaded
  left join {{ source("lago", "plans") }} as owner on owner.lago_id = loaded._root_lago_id
  where loaded._deleted_at is null
) as living
