{{ config(enabled=lago.using(["customers", "invoices", "fees", "payments", "wallets", "subscriptions", "plans"])) }}

-- A row for each customer and currency. Customers that Lago deleted keep their row: their invoices count on.
with {{ lago.clock() }},

customers as (
  select *
  from (
    select *, row_number() over (partition by external_id order by (_deleted_at is null) desc, created_at desc, lago_id) as nth
    from {{ source("lago", "customers") }}
  ) as newest
  where nth = 1
),

invoices as (
  select customer__external_id as external_customer_id, currency, count(*) as invoices, min(issuing_date) as first_invoice_date, max(issuing_date) as last_invoice_date,
    sum(sub_total_including_taxes_amount) as invoiced_amount, sum(taxes_amount) as taxes_amount, sum(total_paid_amount) as paid_amount
  from {{ ref("stg_lago__invoices") }}
  where status = 'finalized' and not coalesce(self_billed, false)
  group by customer__external_id, currency
),

revenue as (
  select external_customer_id, currency, sum(net_amount) as net_revenue, sum(net_amount) filter (where kind = 'charge') as usage_revenue
  from {{ ref("lago__invoice_lines") }}
  where is_revenue
  group by external_customer_id, currency
),

owed as (
  select external_customer_id, currency, sum(due_amount) as due_amount, sum(due_amount) filter (where days_late > 0) as late_amount, min(payment_due_date) as oldest_due_date
  from {{ ref("lago__receivables") }}
  group by external_customer_id, currency
),

active as (
  select external_customer_id, currency, count(*) as active_subscriptions, sum(mrr) as mrr, min(started_at) as first_started_at
  from {{ ref("lago__subscriptions") }}
  where is_active
  group by external_customer_id, currency
),

payments as (
  select external_customer_id, currency, count(*) filter (where is_failed) as failed_payments, max(created_at) filter (where is_succeeded) as last_payment_at
  from {{ ref("lago__payments") }}
  group by external_customer_id, currency
),

wallets as (
  select external_customer_id, currency, sum(balance) as wallet_balance
  from {{ ref("stg_lago__wallets") }}
  where status = 'active'
  group by external_customer_id, currency
),

pairs as (
  select external_id as external_customer_id, currency from customers where currency is not null
  union select external_customer_id, currency from invoices
  union select external_customer_id, currency from revenue
  union select external_customer_id, currency from active
  union select external_customer_id, currency from payments
  union select external_customer_id, currency from wallets
)

select
  p.external_customer_id,
  p.currency,
  c.lago_id as customer_id,
  c.name as customer_name,
  c.country,
  c.billing_entity_code,
  c.created_at,
  c._deleted_at as deleted_at,
  cast(coalesce(a.active_subscriptions, 0) as bigint) as active_subscriptions,
  cast(coalesce(a.mrr, 0) as numeric(28, 4)) as mrr,
  cast(coalesce(i.invoices, 0) as bigint) as invoices,
  i.first_invoice_date,
  i.last_invoice_date,
  cast(coalesce(r.net_revenue, 0) as numeric(28, 4)) as net_revenue,
  cast(coalesce(r.usage_revenue, 0) as numeric(28, 4)) as usage_revenue,
  cast(coalesce(i.invoiced_amount, 0) as numeric(28, 4)) as invoiced_amount,
  cast(coalesce(i.taxes_amount, 0) as numeric(28, 4)) as taxes_amount,
  cast(coalesce(i.paid_amount, 0) as numeric(28, 4)) as paid_amount,
  cast(coalesce(o.due_amount, 0) as numeric(28, 4)) as due_amount,
  cast(coalesce(o.late_amount, 0) as numeric(28, 4)) as late_amount,
  o.oldest_due_date,
  cast(coalesce(m.failed_payments, 0) as bigint) as failed_payments,
  m.last_payment_at,
  cast(coalesce(w.wallet_balance, 0) as numeric(28, 4)) as wallet_balance,
  clock.as_of
from pairs as p
cross join clock
left join customers as c on c.external_id = p.external_customer_id
left join invoices as i on i.external_customer_id = p.external_customer_id and i.currency = p.currency
left join revenue as r on r.external_customer_id = p.external_customer_id and r.currency = p.currency
left join owed as o on o.external_customer_id = p.external_customer_id and o.currency = p.currency
left join active as a on a.external_customer_id = p.external_customer_id and a.currency = p.currency
left join payments as m on m.external_customer_id = p.external_customer_id and m.currency = p.currency
left join wallets as w on w.external_customer_id = p.external_customer_id and w.currency = p.currency
