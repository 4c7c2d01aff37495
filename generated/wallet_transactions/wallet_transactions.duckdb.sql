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
  amount DECIMAL(38,18),
  credit_amount DECIMAL(38,18),
  invoice_requires_successful_payment BOOLEAN,
  remaining_amount_cents BIGINT,
  remaining_credit_amount DECIMAL(38,18),
  priority BIGINT,
  settled_at TIMESTAMPTZ,
  failed_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
  name VARCHAR,
  payment_method__payment_method_type VARCHAR,
  payment_method__payment_method_id UUID,
  billing_entity_code VARCHAR,
  purchase_order_number VARCHAR,
  _hash BIGINT,
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

-- name: comment
COMMENT ON TABLE wallet_transactions IS 'Credits that came into a wallet (inbound) or left it (outbound).';
COMMENT ON COLUMN wallet_transactions.wallet_id IS 'The wallet. Refers to wallets.lago_id.';
COMMENT ON COLUMN wallet_transactions.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallet_transactions.lago_wallet_id IS 'The wallet. Refers to wallets.lago_id.';
COMMENT ON COLUMN wallet_transactions.lago_invoice_id IS 'The invoice. Refers to invoices.lago_id.';
COMMENT ON COLUMN wallet_transactions.lago_credit_note_id IS 'The credit note. Refers to credit_notes.lago_id.';
COMMENT ON COLUMN wallet_transactions.status IS 'Only settled transactions changed the balance. Values: pending, settled, failed.';
COMMENT ON COLUMN wallet_transactions.source IS 'Values: manual, interval, threshold.';
COMMENT ON COLUMN wallet_transactions.transaction_status IS 'Where credits came from (purchased, granted) or went (invoiced, voided). Values: purchased, granted, voided, invoiced.';
COMMENT ON COLUMN wallet_transactions.transaction_type IS 'Into the wallet (inbound) or out of it (outbound). Values: inbound, outbound.';
COMMENT ON COLUMN wallet_transactions.amount IS 'What the credits are worth, at the wallet''s rate. Unit: currency unit, of wallets.currency.';
COMMENT ON COLUMN wallet_transactions.credit_amount IS 'Credits that came in or went out. Unit: credits. Of more than 18 places, _extra has the exact value in DuckDB.';
COMMENT ON COLUMN wallet_transactions.remaining_amount_cents IS 'What is left of an inbound transaction. Unit: smallest currency unit, of wallets.currency.';
COMMENT ON COLUMN wallet_transactions.remaining_credit_amount IS 'Unit: credits. Of more than 18 places, _extra has the exact value in DuckDB.';
COMMENT ON COLUMN wallet_transactions.priority IS 'What is used first: the lowest number.';
COMMENT ON COLUMN wallet_transactions.settled_at IS 'When it changed the balance.';
COMMENT ON COLUMN wallet_transactions.failed_at IS 'When it failed.';
COMMENT ON COLUMN wallet_transactions.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallet_transactions.payment_method__payment_method_type IS 'Values: provider, manual.';
COMMENT ON COLUMN wallet_transactions.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON TABLE wallet_transactions__metadata IS 'Keys and values that you gave it.';
COMMENT ON COLUMN wallet_transactions__metadata.value IS 'Personal data.';
COMMENT ON TABLE wallet_transactions__applied_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.invoice_custom_section__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.invoice_custom_section__code IS 'Your short name of it.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.invoice_custom_section__organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.invoice_custom_section__created_at IS 'When Lago created the record.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_wallet_transactions AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM wallet_transactions LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_wallet_transactions AS
SELECT _n FROM stage_wallet_transactions ANTI JOIN (SELECT max(_n) AS _n FROM stage_wallet_transactions GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_wallet_transactions;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_wallet_transactions AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM wallet_transactions AS t JOIN (SELECT _n, lago_id, _hash FROM stage_wallet_transactions ANTI JOIN skipped_wallet_transactions USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_wallet_transactions SELECT _n FROM known_wallet_transactions WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_wallet_transactions WHERE same;

-- name: remember_keys
INSERT INTO seen_wallet_transactions SELECT lago_id, _n, skipped._n IS NULL FROM stage_wallet_transactions LEFT JOIN skipped_wallet_transactions AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM wallet_transactions WHERE rowid IN (SELECT place FROM known_wallet_transactions WHERE NOT same);

-- name: merge
INSERT INTO wallet_transactions BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallet_transactions ANTI JOIN skipped_wallet_transactions USING (_n);

-- name: remove_children
DELETE FROM wallet_transactions__metadata AS c USING (SELECT lago_id FROM stage_wallet_transactions ANTI JOIN skipped_wallet_transactions USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallet_transactions__metadata BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _metadata_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallet_transactions__metadata ANTI JOIN skipped_wallet_transactions USING (_n);

-- name: remove_children
DELETE FROM wallet_transactions__applied_invoice_custom_sections AS c USING (SELECT lago_id FROM stage_wallet_transactions ANTI JOIN skipped_wallet_transactions USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallet_transactions__applied_invoice_custom_sections BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _applied_invoice_custom_sections_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallet_transactions__applied_invoice_custom_sections ANTI JOIN skipped_wallet_transactions USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_wallet_transactions WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM wallet_transactions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallet_transactions AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM wallet_transactions AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallet_transactions AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM wallet_transactions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallet_transactions AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM wallet_transactions WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE wallet_transactions AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallet_transactions AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE wallet_transactions__metadata AS c SET _deleted_at = s._deleted_at FROM wallet_transactions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallet_transactions__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM wallet_transactions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
