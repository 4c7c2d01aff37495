{{ config(enabled=lago.using(["api_logs"])) }}

select
  api_version,
  client,
  http_method,
  http_status,
  logged_at,
  request_body,
  request_origin,
  request_path,
  created_at,
  request_id,
  request_response,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "api_logs") }} as loaded
  where loaded._deleted_at is null
) as living
