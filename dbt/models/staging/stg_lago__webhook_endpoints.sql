{{ config(enabled=lago.using(["webhook_endpoints"])) }}

select
  lago_id,
  lago_organization_id,
  webhook_url,
  signature_algo,
  name,
  event_types,
  created_at,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "webhook_endpoints") }} as loaded
  where loaded._deleted_at is null
) as living
