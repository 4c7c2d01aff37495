-- name: create
CREATE TABLE IF NOT EXISTS payment_requests (
  lago_id UUID NOT NULL,
  email VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  payment_status VARCHAR,
  created_at TIMESTAMPTZ,
  customer JSON,
  customer__lago_id UUID,
  customer__external_id VARCHAR,
  _hash BIGINT,
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
  web_url VARCHAR,
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

-- name: comment
COMMENT ON TABLE payment_requests IS 'Requests to pay several overdue invoices at once.';
COMMENT ON COLUMN payment_requests.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN payment_requests.email IS 'Personal data.';
COMMENT ON COLUMN payment_requests.amount_cents IS 'What is due on its invoices. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN payment_requests.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN payment_requests.payment_status IS 'Whether it was paid. Values: pending, succeeded, failed.';
COMMENT ON COLUMN payment_requests.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN payment_requests.customer IS 'The customer as it is now. Personal data.';
COMMENT ON COLUMN payment_requests.customer__lago_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN payment_requests.customer__external_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON TABLE payment_requests__invoices IS 'The invoices of a payment request.';
COMMENT ON COLUMN payment_requests__invoices.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN payment_requests__invoices.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON COLUMN payment_requests__invoices.sequential_id IS 'Running number.';
COMMENT ON COLUMN payment_requests__invoices.issuing_date IS 'Date of the invoice, in the customer''s time zone. A draft''s lies in the future.';
COMMENT ON COLUMN payment_requests__invoices.payment_dispute_lost_at IS 'When a dispute was lost. The amount is given up.';
COMMENT ON COLUMN payment_requests__invoices.payment_due_date IS 'When it is due.';
COMMENT ON COLUMN payment_requests__invoices.payment_overdue IS 'Whether Lago takes it for overdue.';
COMMENT ON COLUMN payment_requests__invoices.net_payment_term IS 'Days from issue until an invoice is due. Unit: days.';
COMMENT ON COLUMN payment_requests__invoices.invoice_type IS 'Why it was issued. credit: a customer bought prepaid credits, which is no revenue yet. Values: subscription, add_on, credit, one_off, progressive_billing.';
COMMENT ON COLUMN payment_requests__invoices.status IS 'Only finalized invoices count. A draft can still change, a voided one is cancelled. Values: draft, finalized, voided, failed, pending.';
COMMENT ON COLUMN payment_requests__invoices.payment_status IS 'Whether it was paid. Values: pending, succeeded, failed.';
COMMENT ON COLUMN payment_requests__invoices.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN payment_requests__invoices.fees_amount_cents IS 'Sum of the fees, before coupons and taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.coupons_amount_cents IS 'Taken off by coupons. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.credit_notes_amount_cents IS 'Paid with credit of credit notes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.sub_total_excluding_taxes_amount_cents IS 'Fees less coupons and progressive billing, before taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.taxes_amount_cents IS 'Taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.sub_total_including_taxes_amount_cents IS 'The same with taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.prepaid_credit_amount_cents IS 'Paid with credits of a wallet. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.prepaid_granted_credit_amount_cents IS 'The part of these credits that was given for free. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.prepaid_purchased_credit_amount_cents IS 'The part of these credits that was bought. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.progressive_billing_credit_amount_cents IS 'Billed before by progressive billing. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.total_amount_cents IS 'What was to be paid: with taxes, less credits. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.version_number IS 'Which version of its rules Lago computed it by.';
COMMENT ON COLUMN payment_requests__invoices.self_billed IS 'True where a partner is owed the amount, not the company.';
COMMENT ON COLUMN payment_requests__invoices.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN payment_requests__invoices.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON COLUMN payment_requests__invoices.total_due_amount_cents IS 'What is still to be paid. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.total_paid_amount_cents IS 'What was paid of it. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.total_offsetted_credit_note_amount_cents IS 'Settled by credit notes against this invoice. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.voided_at IS 'When it was cancelled.';

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE payment_requests SET customer__lago_id = TRY_CAST(customer ->> 'lago_id' AS UUID), customer__external_id = CASE WHEN json_type(customer, 'external_id') NOT IN ('OBJECT', 'ARRAY') THEN customer ->> 'external_id' END WHERE (customer IS NOT NULL AND customer__lago_id IS NULL) OR (customer IS NOT NULL AND customer__external_id IS NULL);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_payment_requests AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM payment_requests LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_payment_requests AS
SELECT _n FROM stage_payment_requests ANTI JOIN (SELECT max(_n) AS _n FROM stage_payment_requests GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_payment_requests;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_payment_requests AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM payment_requests AS t JOIN (SELECT _n, lago_id, _hash FROM stage_payment_requests ANTI JOIN skipped_payment_requests USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_payment_requests SELECT _n FROM known_payment_requests WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_payment_requests WHERE same;

-- name: remember_keys
INSERT INTO seen_payment_requests SELECT lago_id, _n, skipped._n IS NULL FROM stage_payment_requests LEFT JOIN skipped_payment_requests AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM payment_requests WHERE rowid IN (SELECT place FROM known_payment_requests WHERE NOT same);

-- name: merge
INSERT INTO payment_requests BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_payment_requests ANTI JOIN skipped_payment_requests USING (_n);

-- name: remove_children
DELETE FROM payment_requests__invoices AS c USING (SELECT lago_id FROM stage_payment_requests ANTI JOIN skipped_payment_requests USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO payment_requests__invoices BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _invoices_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_payment_requests__invoices ANTI JOIN skipped_payment_requests USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_payment_requests WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM payment_requests AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_payment_requests AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM payment_requests AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_payment_requests AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM payment_requests AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_payment_requests AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM payment_requests WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE payment_requests AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_payment_requests AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE payment_requests__invoices AS c SET _deleted_at = s._deleted_at FROM payment_requests AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
