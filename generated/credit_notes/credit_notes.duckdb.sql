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
  customer__lago_id UUID,
  customer__external_id VARCHAR,
  metadata JSON,
  purchase_order_number VARCHAR,
  precise_total_amount_cents DECIMAL(38,18),
  precise_taxes_amount_cents DECIMAL(38,18),
  xml_url VARCHAR,
  _hash BIGINT,
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
  fee__lago_id UUID,
  precise_amount_cents DECIMAL(38,18),
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

-- name: comment
COMMENT ON TABLE credit_notes IS 'Money given back for an invoice, as a refund or as credit. Drafts are not listed.';
COMMENT ON COLUMN credit_notes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN credit_notes.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON COLUMN credit_notes.sequential_id IS 'Running number.';
COMMENT ON COLUMN credit_notes.lago_invoice_id IS 'The invoice. Refers to invoices.lago_id.';
COMMENT ON COLUMN credit_notes.issuing_date IS 'Date of the credit note, in the customer''s time zone.';
COMMENT ON COLUMN credit_notes.credit_status IS 'Whether credit is left to be used on invoices. Values: available, consumed, voided.';
COMMENT ON COLUMN credit_notes.refund_status IS 'Whether the money was sent back. Values: pending, succeeded, failed.';
COMMENT ON COLUMN credit_notes.reason IS 'Values: duplicated_charge, product_unsatisfactory, order_change, order_cancellation, fraudulent_charge, other.';
COMMENT ON COLUMN credit_notes.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN credit_notes.total_amount_cents IS 'Everything that it gives back, with taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.taxes_amount_cents IS 'Taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.taxes_rate IS 'Unit: percent.';
COMMENT ON COLUMN credit_notes.sub_total_excluding_taxes_amount_cents IS 'Amount less coupons, before taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.balance_amount_cents IS 'Credit that is left. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.credit_amount_cents IS 'The part that is credit for coming invoices. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.refund_amount_cents IS 'The part that is sent back. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.offset_amount_cents IS 'The part that settles the invoice itself. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.coupons_adjustment_amount_cents IS 'What of the coupons is taken back with it. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN credit_notes.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON COLUMN credit_notes.customer IS 'The customer as it is now. Personal data.';
COMMENT ON COLUMN credit_notes.customer__lago_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN credit_notes.customer__external_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN credit_notes.metadata IS 'Personal data.';
COMMENT ON COLUMN credit_notes.precise_total_amount_cents IS 'Amount with taxes, exact. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.precise_taxes_amount_cents IS 'Taxes, exact. Unit: smallest currency unit, of currency.';
COMMENT ON TABLE credit_notes__items IS 'The lines of a credit note. Each credits a part of one fee.';
COMMENT ON COLUMN credit_notes__items.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN credit_notes__items.amount_cents IS 'What is given back of the fee. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN credit_notes__items.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN credit_notes__items.fee__lago_id IS 'Lago''s own id of the record. Refers to fees.lago_id.';
COMMENT ON COLUMN credit_notes__items.precise_amount_cents IS 'The amount, exact. Unit: smallest currency unit, of amount_currency.';
COMMENT ON TABLE credit_notes__applied_taxes IS 'Taxes of a credit note.';
COMMENT ON COLUMN credit_notes__applied_taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN credit_notes__applied_taxes.lago_tax_id IS 'The tax. Refers to taxes.lago_id.';
COMMENT ON COLUMN credit_notes__applied_taxes.tax_code IS 'The tax, by its code. Refers to taxes.code.';
COMMENT ON COLUMN credit_notes__applied_taxes.tax_rate IS 'Unit: percent.';
COMMENT ON COLUMN credit_notes__applied_taxes.amount_cents IS 'The tax. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN credit_notes__applied_taxes.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN credit_notes__applied_taxes.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN credit_notes__applied_taxes.lago_credit_note_id IS 'The credit note. Refers to credit_notes.lago_id.';
COMMENT ON COLUMN credit_notes__applied_taxes.base_amount_cents IS 'Unit: smallest currency unit, of amount_currency.';
COMMENT ON TABLE credit_notes__error_details IS 'What went wrong with it in a connected system.';
COMMENT ON COLUMN credit_notes__error_details.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN credit_notes__error_details.error_code IS 'Values: not_provided, tax_error, tax_voiding_error, invoice_generation_error.';

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE credit_notes SET customer__lago_id = TRY_CAST(customer ->> 'lago_id' AS UUID), customer__external_id = CASE WHEN json_type(customer, 'external_id') NOT IN ('OBJECT', 'ARRAY') THEN customer ->> 'external_id' END WHERE (customer IS NOT NULL AND customer__lago_id IS NULL) OR (customer IS NOT NULL AND customer__external_id IS NULL);

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE credit_notes__items SET fee__lago_id = TRY_CAST(fee ->> 'lago_id' AS UUID) WHERE (fee IS NOT NULL AND fee__lago_id IS NULL);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_credit_notes AS SELECT lago_id, issuing_date, 0::BIGINT AS _n, false AS written FROM credit_notes LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_credit_notes AS
SELECT _n FROM stage_credit_notes ANTI JOIN (SELECT max(_n) AS _n FROM stage_credit_notes GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_credit_notes;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_credit_notes AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM credit_notes AS t JOIN (SELECT _n, lago_id, _hash FROM stage_credit_notes ANTI JOIN skipped_credit_notes USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_credit_notes SELECT _n FROM known_credit_notes WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_credit_notes WHERE same;

-- name: remember_keys
INSERT INTO seen_credit_notes SELECT lago_id, issuing_date, _n, skipped._n IS NULL FROM stage_credit_notes LEFT JOIN skipped_credit_notes AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM credit_notes WHERE rowid IN (SELECT place FROM known_credit_notes WHERE NOT same);

-- name: merge
INSERT INTO credit_notes BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_credit_notes ANTI JOIN skipped_credit_notes USING (_n);

-- name: remove_children
DELETE FROM credit_notes__items AS c USING (SELECT lago_id FROM stage_credit_notes ANTI JOIN skipped_credit_notes USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO credit_notes__items BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _items_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_credit_notes__items ANTI JOIN skipped_credit_notes USING (_n);

-- name: remove_children
DELETE FROM credit_notes__applied_taxes AS c USING (SELECT lago_id FROM stage_credit_notes ANTI JOIN skipped_credit_notes USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO credit_notes__applied_taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _applied_taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_credit_notes__applied_taxes ANTI JOIN skipped_credit_notes USING (_n);

-- name: remove_children
DELETE FROM credit_notes__error_details AS c USING (SELECT lago_id FROM stage_credit_notes ANTI JOIN skipped_credit_notes USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO credit_notes__error_details BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _error_details_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_credit_notes__error_details ANTI JOIN skipped_credit_notes USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_credit_notes WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT max(issuing_date)::VARCHAR AS reached FROM seen_credit_notes WHERE issuing_date <= $loaded_at::TIMESTAMPTZ::DATE;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM credit_notes AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_credit_notes AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM credit_notes AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_credit_notes AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM credit_notes AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_credit_notes AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM credit_notes WHERE _deleted_at IS NULL AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: list_gone
-- A missing row may still exist: its time may have changed, or a filter may hide it. Each one is requested by itself.
SELECT to_json(list(lago_id::VARCHAR))::VARCHAR AS asked FROM credit_notes AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_credit_notes AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE credit_notes AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_credit_notes AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: sweep_children
UPDATE credit_notes__items AS c SET _deleted_at = s._deleted_at FROM credit_notes AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE credit_notes__applied_taxes AS c SET _deleted_at = s._deleted_at FROM credit_notes AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE credit_notes__error_details AS c SET _deleted_at = s._deleted_at FROM credit_notes AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
