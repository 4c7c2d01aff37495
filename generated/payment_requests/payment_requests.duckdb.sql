-- name: create
CREATE TABLE IF NOT EXISTS payment_requests (
  lago_id UUID NOT NULL,
  email VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  payment_status VARCHAR,
  created_at TIMESTAMPTZ,
  customer JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS payment_requests__invoices (
  _root_lago_id UUID NOT NULL,
  _invoices_index BIGINT NOT NULL,
  lago_id UUID,
  billing_entity_code VARCHAR,
  sequential_id BIGINT,
  number VARCHAR,
  issuing_date DATE,
  payment_dispute_lost_at TIMESTAMPTZ,
  payment_due_date DATE,
  payment_overdue BOOLEAN,
  net_payment_term BIGINT,
  invoice_type VARCHAR,
  status VARCHAR,
  payment_status VARCHAR,
  currency VARCHAR,
  fees_amount_cents BIGINT,
  coupons_amount_cents BIGINT,
  credit_notes_amount_cents BIGINT,
  sub_total_excluding_taxes_amount_cents BIGINT,
  taxes_amount_cents BIGINT,
  sub_total_including_taxes_amount_cents BIGINT,
  prepaid_credit_amount_cents BIGINT,
  prepaid_granted_credit_amount_cents BIGINT,
  prepaid_purchased_credit_amount_cents BIGINT,
  progressive_billing_credit_amount_cents BIGINT,
  total_amount_cents BIGINT,
  version_number BIGINT,
  self_billed BOOLEAN,
  file_url VARCHAR,
  created_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ,
  purchase_order_number VARCHAR,
  total_due_amount_cents BIGINT,
  total_paid_amount_cents BIGINT,
  total_offsetted_credit_note_amount_cents BIGINT,
  xml_url VARCHAR,
  voided_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO payment_requests_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"payment_requests":[{
  "lago_id":"VARCHAR",
  "email":"VARCHAR",
  "amount_cents":"VARCHAR",
  "amount_currency":"VARCHAR",
  "payment_status":"VARCHAR",
  "created_at":"VARCHAR",
  "customer":"JSON",
  "invoices":[{
    "lago_id":"VARCHAR",
    "billing_entity_code":"VARCHAR",
    "sequential_id":"VARCHAR",
    "number":"VARCHAR",
    "issuing_date":"VARCHAR",
    "payment_dispute_lost_at":"VARCHAR",
    "payment_due_date":"VARCHAR",
    "payment_overdue":"VARCHAR",
    "net_payment_term":"VARCHAR",
    "invoice_type":"VARCHAR",
    "status":"VARCHAR",
    "payment_status":"VARCHAR",
    "currency":"VARCHAR",
    "fees_amount_cents":"VARCHAR",
    "coupons_amount_cents":"VARCHAR",
    "credit_notes_amount_cents":"VARCHAR",
    "sub_total_excluding_taxes_amount_cents":"VARCHAR",
    "taxes_amount_cents":"VARCHAR",
    "sub_total_including_taxes_amount_cents":"VARCHAR",
    "prepaid_credit_amount_cents":"VARCHAR",
    "prepaid_granted_credit_amount_cents":"VARCHAR",
    "prepaid_purchased_credit_amount_cents":"VARCHAR",
    "progressive_billing_credit_amount_cents":"VARCHAR",
    "total_amount_cents":"VARCHAR",
    "version_number":"VARCHAR",
    "self_billed":"VARCHAR",
    "file_url":"VARCHAR",
    "created_at":"VARCHAR",
    "updated_at":"VARCHAR",
    "purchase_order_number":"VARCHAR",
    "total_due_amount_cents":"VARCHAR",
    "total_paid_amount_cents":"VARCHAR",
    "total_offsetted_credit_note_amount_cents":"VARCHAR",
    "xml_url":"VARCHAR",
    "voided_at":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').payment_requests) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_payment_requests AS
SELECT
  t.*,
  r.invoices AS "invoices[]",
FROM shape.payment_requests AS t, payment_requests_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_payment_requests BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.email AS email,
  r.amount_cents::BIGINT AS amount_cents,
  r.amount_currency AS amount_currency,
  r.payment_status AS payment_status,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.customer AS customer,
  r.invoices AS "invoices[]",
  r."$extra"::JSON AS _extra
FROM payment_requests_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_payment_requests WHERE rowid NOT IN (SELECT max(rowid) FROM stage_payment_requests GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM payment_requests AS t USING stage_payment_requests AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO payment_requests BY NAME
SELECT * EXCLUDE (
  "invoices[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_payment_requests;

-- name: children
DELETE FROM payment_requests__invoices AS c USING stage_payment_requests AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO payment_requests__invoices BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _invoices_index,
    r.lago_id::UUID AS lago_id,
    r.billing_entity_code AS billing_entity_code,
    r.sequential_id::BIGINT AS sequential_id,
    r.number AS number,
    r.issuing_date::DATE AS issuing_date,
    r.payment_dispute_lost_at::TIMESTAMPTZ AS payment_dispute_lost_at,
    r.payment_due_date::DATE AS payment_due_date,
    r.payment_overdue::BOOLEAN AS payment_overdue,
    r.net_payment_term::BIGINT AS net_payment_term,
    r.invoice_type AS invoice_type,
    r.status AS status,
    r.payment_status AS payment_status,
    r.currency AS currency,
    r.fees_amount_cents::BIGINT AS fees_amount_cents,
    r.coupons_amount_cents::BIGINT AS coupons_amount_cents,
    r.credit_notes_amount_cents::BIGINT AS credit_notes_amount_cents,
    r.sub_total_excluding_taxes_amount_cents::BIGINT AS sub_total_excluding_taxes_amount_cents,
    r.taxes_amount_cents::BIGINT AS taxes_amount_cents,
    r.sub_total_including_taxes_amount_cents::BIGINT AS sub_total_including_taxes_amount_cents,
    r.prepaid_credit_amount_cents::BIGINT AS prepaid_credit_amount_cents,
    r.prepaid_granted_credit_amount_cents::BIGINT AS prepaid_granted_credit_amount_cents,
    r.prepaid_purchased_credit_amount_cents::BIGINT AS prepaid_purchased_credit_amount_cents,
    r.progressive_billing_credit_amount_cents::BIGINT AS progressive_billing_credit_amount_cents,
    r.total_amount_cents::BIGINT AS total_amount_cents,
    r.version_number::BIGINT AS version_number,
    r.self_billed::BOOLEAN AS self_billed,
    r.file_url AS file_url,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.updated_at::TIMESTAMPTZ AS updated_at,
    r.purchase_order_number AS purchase_order_number,
    r.total_due_amount_cents::BIGINT AS total_due_amount_cents,
    r.total_paid_amount_cents::BIGINT AS total_paid_amount_cents,
    r.total_offsetted_credit_note_amount_cents::BIGINT AS total_offsetted_credit_note_amount_cents,
    r.xml_url AS xml_url,
    r.voided_at::TIMESTAMPTZ AS voided_at,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("invoices[]") AS r, generate_subscripts("invoices[]", 1) - 1 AS _invoices_index
    FROM stage_payment_requests
  )
);

-- name: sweep
UPDATE payment_requests SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE payment_requests__invoices AS c SET _deleted_at = s._deleted_at FROM payment_requests AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
