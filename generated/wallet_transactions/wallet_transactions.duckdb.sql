-- name: create
CREATE TABLE IF NOT EXISTS wallet_transactions (
  wallet_id UUID,
  lago_id UUID NOT NULL,
  lago_wallet_id UUID,
  lago_invoice_id UUID,
  lago_credit_note_id UUID,
  lago_voided_invoice_id UUID,
  status VARCHAR,
  source VARCHAR,
  transaction_status VARCHAR,
  transaction_type VARCHAR,
  amount DECIMAL(38,15),
  credit_amount DECIMAL(38,15),
  invoice_requires_successful_payment BOOLEAN,
  remaining_amount_cents BIGINT,
  remaining_credit_amount DECIMAL(38,15),
  priority BIGINT,
  settled_at TIMESTAMPTZ,
  failed_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
  name VARCHAR,
  payment_method__payment_method_type VARCHAR,
  payment_method__payment_method_id UUID,
  billing_entity_code VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS wallet_transactions__metadata (
  _root_lago_id UUID NOT NULL,
  _metadata_index BIGINT NOT NULL,
  key VARCHAR,
  value VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS wallet_transactions__applied_invoice_custom_sections (
  _root_lago_id UUID NOT NULL,
  _applied_invoice_custom_sections_index BIGINT NOT NULL,
  lago_id UUID,
  created_at TIMESTAMPTZ,
  invoice_custom_section_id UUID,
  invoice_custom_section__lago_id UUID,
  invoice_custom_section__name VARCHAR,
  invoice_custom_section__code VARCHAR,
  invoice_custom_section__description VARCHAR,
  invoice_custom_section__details VARCHAR,
  invoice_custom_section__display_name VARCHAR,
  invoice_custom_section__applied_to_organization BOOLEAN,
  invoice_custom_section__organization_id UUID,
  invoice_custom_section__created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO wallet_transactions_records(pages, wallet_id) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"wallet_transactions":[{
  "lago_id":"VARCHAR",
  "lago_wallet_id":"VARCHAR",
  "lago_invoice_id":"VARCHAR",
  "lago_credit_note_id":"VARCHAR",
  "lago_voided_invoice_id":"VARCHAR",
  "status":"VARCHAR",
  "source":"VARCHAR",
  "transaction_status":"VARCHAR",
  "transaction_type":"VARCHAR",
  "amount":"VARCHAR",
  "credit_amount":"VARCHAR",
  "invoice_requires_successful_payment":"VARCHAR",
  "remaining_amount_cents":"VARCHAR",
  "remaining_credit_amount":"VARCHAR",
  "priority":"VARCHAR",
  "settled_at":"VARCHAR",
  "failed_at":"VARCHAR",
  "created_at":"VARCHAR",
  "name":"VARCHAR",
  "payment_method":{
    "payment_method_type":"VARCHAR",
    "payment_method_id":"VARCHAR",
  },
  "billing_entity_code":"VARCHAR",
  "metadata":[{
    "key":"VARCHAR",
    "value":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "applied_invoice_custom_sections":[{
    "lago_id":"VARCHAR",
    "created_at":"VARCHAR",
    "invoice_custom_section_id":"VARCHAR",
    "invoice_custom_section":{
      "lago_id":"VARCHAR",
      "name":"VARCHAR",
      "code":"VARCHAR",
      "description":"VARCHAR",
      "details":"VARCHAR",
      "display_name":"VARCHAR",
      "applied_to_organization":"VARCHAR",
      "organization_id":"VARCHAR",
      "created_at":"VARCHAR",
    },
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').wallet_transactions) AS r, p.wallet_id
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(wallet_id::VARCHAR[]) AS wallet_id) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_wallet_transactions AS
SELECT
  t.* REPLACE (
    amount::VARCHAR AS amount,
    credit_amount::VARCHAR AS credit_amount,
    remaining_credit_amount::VARCHAR AS remaining_credit_amount,
  ),
  r.metadata AS "metadata[]",
  r.applied_invoice_custom_sections AS "applied_invoice_custom_sections[]",
FROM shape.wallet_transactions AS t, wallet_transactions_records([], []) LIMIT 0;

-- name: add
INSERT INTO stage_wallet_transactions BY NAME
SELECT
  wallet_id::UUID AS wallet_id,
  r.lago_id::UUID AS lago_id,
  r.lago_wallet_id::UUID AS lago_wallet_id,
  r.lago_invoice_id::UUID AS lago_invoice_id,
  r.lago_credit_note_id::UUID AS lago_credit_note_id,
  r.lago_voided_invoice_id::UUID AS lago_voided_invoice_id,
  r.status AS status,
  r.source AS source,
  r.transaction_status AS transaction_status,
  r.transaction_type AS transaction_type,
  r.amount AS amount,
  r.credit_amount AS credit_amount,
  r.invoice_requires_successful_payment::BOOLEAN AS invoice_requires_successful_payment,
  r.remaining_amount_cents::BIGINT AS remaining_amount_cents,
  r.remaining_credit_amount AS remaining_credit_amount,
  r.priority::BIGINT AS priority,
  r.settled_at::TIMESTAMPTZ AS settled_at,
  r.failed_at::TIMESTAMPTZ AS failed_at,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.name AS name,
  r.payment_method.payment_method_type AS payment_method__payment_method_type,
  r.payment_method.payment_method_id::UUID AS payment_method__payment_method_id,
  r.billing_entity_code AS billing_entity_code,
  r.metadata AS "metadata[]",
  r.applied_invoice_custom_sections AS "applied_invoice_custom_sections[]",
  r."$extra"::JSON AS _extra
FROM wallet_transactions_records($pages, $wallet_id);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_wallet_transactions WHERE rowid NOT IN (SELECT max(rowid) FROM stage_wallet_transactions GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM wallet_transactions AS t USING stage_wallet_transactions AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO wallet_transactions BY NAME
SELECT * EXCLUDE (
  "metadata[]",
  "applied_invoice_custom_sections[]",
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(amount) AS amount,
  exact_decimal(credit_amount) AS credit_amount,
  exact_decimal(remaining_credit_amount) AS remaining_credit_amount,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallet_transactions;

-- name: children
DELETE FROM wallet_transactions__metadata AS c USING stage_wallet_transactions AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallet_transactions__metadata BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _metadata_index,
    r.key AS key,
    r.value AS value,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("metadata[]") AS r, generate_subscripts("metadata[]", 1) - 1 AS _metadata_index
    FROM stage_wallet_transactions
  )
);

-- name: children
DELETE FROM wallet_transactions__applied_invoice_custom_sections AS c USING stage_wallet_transactions AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallet_transactions__applied_invoice_custom_sections BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _applied_invoice_custom_sections_index,
    r.lago_id::UUID AS lago_id,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.invoice_custom_section_id::UUID AS invoice_custom_section_id,
    r.invoice_custom_section.lago_id::UUID AS invoice_custom_section__lago_id,
    r.invoice_custom_section.name AS invoice_custom_section__name,
    r.invoice_custom_section.code AS invoice_custom_section__code,
    r.invoice_custom_section.description AS invoice_custom_section__description,
    r.invoice_custom_section.details AS invoice_custom_section__details,
    r.invoice_custom_section.display_name AS invoice_custom_section__display_name,
    r.invoice_custom_section.applied_to_organization::BOOLEAN AS invoice_custom_section__applied_to_organization,
    r.invoice_custom_section.organization_id::UUID AS invoice_custom_section__organization_id,
    r.invoice_custom_section.created_at::TIMESTAMPTZ AS invoice_custom_section__created_at,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("applied_invoice_custom_sections[]") AS r, generate_subscripts("applied_invoice_custom_sections[]", 1) - 1 AS _applied_invoice_custom_sections_index
    FROM stage_wallet_transactions
  )
);

-- name: sweep
UPDATE wallet_transactions SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE wallet_transactions__metadata AS c SET _deleted_at = s._deleted_at FROM wallet_transactions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallet_transactions__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM wallet_transactions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
