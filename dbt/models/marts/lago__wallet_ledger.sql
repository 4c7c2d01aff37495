{{ config(enabled=lago.using(["wallet_transactions", "wallets"])) }}

-- What came into a wallet and what left it, as it settled. Amounts are credits at the wallet's rate.
with settled as (
  select
    t.*,
    w.external_customer_id,
    w.code as wallet_code,
    w.name as wallet_name,
    w.status as wallet_status,
    w.currency,
    coalesce(t.settled_at, t.created_at) as happened_at,
    case when t.transaction_type = 'outbound' then -1 else 1 end as sign
  from {{ ref("stg_lago__wallet_transactions") }} as t
  join {{ ref("stg_lago__wallets") }} as w on w.lago_id = t.lago_wallet_id
  where t.status = 'settled'
)

select
  lago_id as transaction_id,
  lago_wallet_id as wallet_id,
  wallet_code,
  wallet_name,
  wallet_status,
  external_customer_id,
  happened_at,
  {{ lago.month(lago.day("happened_at")) }} as happened_month,
  transaction_type,
  transaction_status,
  case transaction_status when 'purchased' then 'bought' when 'granted' then 'granted' when 'invoiced' then 'consumed' when 'voided' then 'voided' else transaction_status end as movement,
  currency,
  cast(sign * amount as {{ lago.type_units() }}) as amount,
  cast(sum(sign * amount) over (partition by lago_wallet_id order by happened_at, lago_id) as {{ lago.type_units() }}) as running_amount,
  cast(sign * credit_amount as {{ lago.type_units() }}) as credits,
  cast(remaining_amount as numeric(28, 4)) as remaining_amount,
  lago_invoice_id as invoice_id,
  source as created_by
from settled
