-- name: create
CREATE TABLE IF NOT EXISTS payments (
  lago_id UUID NOT NULL,
  lago_customer_id UUID,
  external_customer_id VARCHAR,
  invoice_ids JSON,
  invoice_numbers JSON,
  lago_payable_id UUID,
  payable_type VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  status VARCHAR,
  payment_status VARCHAR,
  type VARCHAR,
  reference VARCHAR,
  payment_provider_code VARCHAR,
  payment_provider_type VARCHAR,
  external_payment_id VARCHAR,
  provider_payment_id VARCHAR,
  provider_customer_id VARCHAR,
  payment_method_id UUID,
  next_action JSON,
  created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO payments_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"payments":[{
  "lago_id":"VARCHAR",
  "lago_customer_id":"VARCHAR",
  "external_customer_id":"VARCHAR",
  "invoice_ids":"JSON",
  "invoice_numbers":"JSON",
  "lago_payable_id":"VARCHAR",
  "payable_type":"VARCHAR",
  "amount_cents":"VARCHAR",
  "amount_currency":"VARCHAR",
  "status":"VARCHAR",
  "payment_status":"VARCHAR",
  "type":"VARCHAR",
  "reference":"VARCHAR",
  "payment_provider_code":"VARCHAR",
  "payment_provider_type":"VARCHAR",
  "external_payment_id":"VARCHAR",
  "provider_payment_id":"VARCHAR",
  "provider_customer_id":"VARCHAR",
  "payment_method_id":"VARCHAR",
  "next_action":"JSON",
  "created_at":"VARCHAR",
  "$extra":"VARCHAR"
}]}').payments) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_payments AS
SELECT
  t.*,
FROM shape.payments AS t, payments_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_payments BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.lago_customer_id::UUID AS lago_customer_id,
  r.external_customer_id AS external_customer_id,
  r.invoice_ids AS invoice_ids,
  r.invoice_numbers AS invoice_numbers,
  r.lago_payable_id::UUID AS lago_payable_id,
  r.payable_type AS payable_type,
  r.amount_cents::BIGINT AS amount_cents,
  r.amount_currency AS amount_currency,
  r.status AS status,
  r.payment_status AS payment_status,
  r.type AS type,
  r.reference AS reference,
  r.payment_provider_code AS payment_provider_code,
  r.payment_provider_type AS payment_provider_type,
  r.external_payment_id AS external_payment_id,
  r.provider_payment_id AS provider_payment_id,
  r.provider_customer_id AS provider_customer_id,
  r.payment_method_id::UUID AS payment_method_id,
  r.next_action AS next_action,
  r.created_at::TIMESTAMPTZ AS created_at,
  r."$extra"::JSON AS _extra
FROM payments_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_payments WHERE rowid NOT IN (SELECT max(rowid) FROM stage_payments GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM payments AS t USING stage_payments AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO payments BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_payments;

-- name: sweep
UPDATE payments SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
