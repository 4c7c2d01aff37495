{{ config(enabled=lago.using(["payment_receipts"])) }}

select
  lago_id,
  created_at,
  number,
  payment,
  payment__lago_id,
  file_url,
  xml_url,
  _extra,
  _loaded_at
from (
  select loaded.*
  from {{ source("lago", "payment_receipts") }} as loaded
  where loaded._deleted_at is null
) as living
