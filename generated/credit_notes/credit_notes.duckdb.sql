-- name: create
CREATE TABLE IF NOT EXISTS credit_notes (
  lago_id UUID NOT NULL,
  billing_entity_code VARCHAR,
  sequential_id BIGINT,
  number VARCHAR,
  lago_invoice_id UUID,
  invoice_number VARCHAR,
  issuing_date DATE,
  credit_status VARCHAR,
  refund_status VARCHAR,
  reason VARCHAR,
  description VARCHAR,
  currency VARCHAR,
  total_amount_cents BIGINT,
  taxes_amount_cents BIGINT,
  taxes_rate DOUBLE,
  sub_total_excluding_taxes_amount_cents BIGINT,
  balance_amount_cents BIGINT,
  credit_amount_cents BIGINT,
  refund_amount_cents BIGINT,
  offset_amount_cents BIGINT,
  coupons_adjustment_amount_cents BIGINT,
  created_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ,
  file_url VARCHAR,
  self_billed BOOLEAN,
  customer JSON,
  metadata JSON,
  purchase_order_number VARCHAR,
  precise_total_amount_cents DECIMAL(38,15),
  precise_taxes_amount_cents DECIMAL(38,15),
  xml_url VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS credit_notes__items (
  _root_lago_id UUID NOT NULL,
  _items_index BIGINT NOT NULL,
  lago_id UUID,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  fee JSON,
  precise_amount_cents DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS credit_notes__applied_taxes (
  _root_lago_id UUID NOT NULL,
  _applied_taxes_index BIGINT NOT NULL,
  lago_id UUID,
  lago_tax_id UUID,
  tax_name VARCHAR,
  tax_code VARCHAR,
  tax_rate DOUBLE,
  tax_description VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  created_at TIMESTAMPTZ,
  lago_credit_note_id UUID,
  base_amount_cents BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS credit_notes__error_details (
  _root_lago_id UUID NOT NULL,
  _error_details_index BIGINT NOT NULL,
  lago_id UUID,
  error_code VARCHAR,
  details JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO credit_notes_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"credit_notes":[{
  "lago_id":"VARCHAR",
  "billing_entity_code":"VARCHAR",
  "sequential_id":"VARCHAR",
  "number":"VARCHAR",
  "lago_invoice_id":"VARCHAR",
  "invoice_number":"VARCHAR",
  "issuing_date":"VARCHAR",
  "credit_status":"VARCHAR",
  "refund_status":"VARCHAR",
  "reason":"VARCHAR",
  "description":"VARCHAR",
  "currency":"VARCHAR",
  "total_amount_cents":"VARCHAR",
  "taxes_amount_cents":"VARCHAR",
  "taxes_rate":"VARCHAR",
  "sub_total_excluding_taxes_amount_cents":"VARCHAR",
  "balance_amount_cents":"VARCHAR",
  "credit_amount_cents":"VARCHAR",
  "refund_amount_cents":"VARCHAR",
  "offset_amount_cents":"VARCHAR",
  "coupons_adjustment_amount_cents":"VARCHAR",
  "created_at":"VARCHAR",
  "updated_at":"VARCHAR",
  "file_url":"VARCHAR",
  "self_billed":"VARCHAR",
  "customer":"JSON",
  "metadata":"JSON",
  "purchase_order_number":"VARCHAR",
  "precise_total_amount_cents":"VARCHAR",
  "precise_taxes_amount_cents":"VARCHAR",
  "xml_url":"VARCHAR",
  "items":[{
    "lago_id":"VARCHAR",
    "amount_cents":"VARCHAR",
    "amount_currency":"VARCHAR",
    "fee":"JSON",
    "precise_amount_cents":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "applied_taxes":[{
    "lago_id":"VARCHAR",
    "lago_tax_id":"VARCHAR",
    "tax_name":"VARCHAR",
    "tax_code":"VARCHAR",
    "tax_rate":"VARCHAR",
    "tax_description":"VARCHAR",
    "amount_cents":"VARCHAR",
    "amount_currency":"VARCHAR",
    "created_at":"VARCHAR",
    "lago_credit_note_id":"VARCHAR",
    "base_amount_cents":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "error_details":[{
    "lago_id":"VARCHAR",
    "error_code":"VARCHAR",
    "details":"JSON",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').credit_notes) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_credit_notes AS
SELECT
  t.* REPLACE (
    precise_total_amount_cents::VARCHAR AS precise_total_amount_cents,
    precise_taxes_amount_cents::VARCHAR AS precise_taxes_amount_cents,
  ),
  r.items AS "items[]",
  r.applied_taxes AS "applied_taxes[]",
  r.error_details AS "error_details[]",
FROM shape.credit_notes AS t, credit_notes_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_credit_notes BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.billing_entity_code AS billing_entity_code,
  r.sequential_id::BIGINT AS sequential_id,
  r.number AS number,
  r.lago_invoice_id::UUID AS lago_invoice_id,
  r.invoice_number AS invoice_number,
  r.issuing_date::DATE AS issuing_date,
  r.credit_status AS credit_status,
  r.refund_status AS refund_status,
  r.reason AS reason,
  r.description AS description,
  r.currency AS currency,
  r.total_amount_cents::BIGINT AS total_amount_cents,
  r.taxes_amount_cents::BIGINT AS taxes_amount_cents,
  r.taxes_rate::DOUBLE AS taxes_rate,
  r.sub_total_excluding_taxes_amount_cents::BIGINT AS sub_total_excluding_taxes_amount_cents,
  r.balance_amount_cents::BIGINT AS balance_amount_cents,
  r.credit_amount_cents::BIGINT AS credit_amount_cents,
  r.refund_amount_cents::BIGINT AS refund_amount_cents,
  r.offset_amount_cents::BIGINT AS offset_amount_cents,
  r.coupons_adjustment_amount_cents::BIGINT AS coupons_adjustment_amount_cents,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.updated_at::TIMESTAMPTZ AS updated_at,
  r.file_url AS file_url,
  r.self_billed::BOOLEAN AS self_billed,
  r.customer AS customer,
  r.metadata AS metadata,
  r.purchase_order_number AS purchase_order_number,
  r.precise_total_amount_cents AS precise_total_amount_cents,
  r.precise_taxes_amount_cents AS precise_taxes_amount_cents,
  r.xml_url AS xml_url,
  r.items AS "items[]",
  r.applied_taxes AS "applied_taxes[]",
  r.error_details AS "error_details[]",
  r."$extra"::JSON AS _extra
FROM credit_notes_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_credit_notes WHERE rowid NOT IN (SELECT max(rowid) FROM stage_credit_notes GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM credit_notes AS t USING stage_credit_notes AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO credit_notes BY NAME
SELECT * EXCLUDE (
  "items[]",
  "applied_taxes[]",
  "error_details[]",
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(precise_total_amount_cents) AS precise_total_amount_cents,
  exact_decimal(precise_taxes_amount_cents) AS precise_taxes_amount_cents,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_credit_notes;

-- name: children
DELETE FROM credit_notes__items AS c USING stage_credit_notes AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO credit_notes__items BY NAME
SELECT * REPLACE (
  exact_decimal(precise_amount_cents) AS precise_amount_cents,
) FROM (
  SELECT
    _root_lago_id,
    _items_index,
    r.lago_id::UUID AS lago_id,
    r.amount_cents::BIGINT AS amount_cents,
    r.amount_currency AS amount_currency,
    r.fee AS fee,
    r.precise_amount_cents AS precise_amount_cents,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("items[]") AS r, generate_subscripts("items[]", 1) - 1 AS _items_index
    FROM stage_credit_notes
  )
);

-- name: children
DELETE FROM credit_notes__applied_taxes AS c USING stage_credit_notes AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO credit_notes__applied_taxes BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _applied_taxes_index,
    r.lago_id::UUID AS lago_id,
    r.lago_tax_id::UUID AS lago_tax_id,
    r.tax_name AS tax_name,
    r.tax_code AS tax_code,
    r.tax_rate::DOUBLE AS tax_rate,
    r.tax_description AS tax_description,
    r.amount_cents::BIGINT AS amount_cents,
    r.amount_currency AS amount_currency,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.lago_credit_note_id::UUID AS lago_credit_note_id,
    r.base_amount_cents::BIGINT AS base_amount_cents,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("applied_taxes[]") AS r, generate_subscripts("applied_taxes[]", 1) - 1 AS _applied_taxes_index
    FROM stage_credit_notes
  )
);

-- name: children
DELETE FROM credit_notes__error_details AS c USING stage_credit_notes AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO credit_notes__error_details BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _error_details_index,
    r.lago_id::UUID AS lago_id,
    r.error_code AS error_code,
    r.details AS details,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("error_details[]") AS r, generate_subscripts("error_details[]", 1) - 1 AS _error_details_index
    FROM stage_credit_notes
  )
);

-- name: reached
-- The next window begins here, or so far before; rows of the future do not count.
SELECT max(issuing_date)::VARCHAR AS reached FROM stage_credit_notes WHERE issuing_date <= $loaded_at::TIMESTAMPTZ::DATE;

-- name: sweep
-- All that did not come; of a window, what did not come of its time.
UPDATE credit_notes SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: sweep_children
UPDATE credit_notes__items AS c SET _deleted_at = s._deleted_at FROM credit_notes AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE credit_notes__applied_taxes AS c SET _deleted_at = s._deleted_at FROM credit_notes AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE credit_notes__error_details AS c SET _deleted_at = s._deleted_at FROM credit_notes AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
