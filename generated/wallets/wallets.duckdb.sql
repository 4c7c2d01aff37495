-- name: create
CREATE TABLE IF NOT EXISTS wallets (
  lago_id UUID NOT NULL,
  lago_customer_id UUID,
  external_customer_id VARCHAR,
  billing_entity_code VARCHAR,
  status VARCHAR,
  currency VARCHAR,
  name VARCHAR,
  code VARCHAR,
  priority BIGINT,
  rate_amount DECIMAL(38,18),
  credits_balance DECIMAL(38,18),
  balance_cents BIGINT,
  consumed_credits DECIMAL(38,18),
  created_at TIMESTAMPTZ,
  expiration_at TIMESTAMPTZ,
  last_balance_sync_at TIMESTAMPTZ,
  last_consumed_credit_at TIMESTAMPTZ,
  terminated_at TIMESTAMPTZ,
  invoice_requires_successful_payment BOOLEAN,
  applies_to__fee_types JSON,
  applies_to__billable_metric_codes JSON,
  ongoing_balance_cents BIGINT,
  ongoing_usage_balance_cents BIGINT,
  credits_ongoing_balance DECIMAL(38,18),
  credits_ongoing_usage_balance DECIMAL(38,18),
  paid_top_up_min_amount_cents BIGINT,
  paid_top_up_max_amount_cents BIGINT,
  payment_method__payment_method_type VARCHAR,
  payment_method__payment_method_id UUID,
  metadata JSON,
  purchase_order_number VARCHAR,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS wallets__recurring_transaction_rules (
  _root_lago_id UUID NOT NULL,
  _recurring_transaction_rules_index BIGINT NOT NULL,
  lago_id UUID,
  trigger VARCHAR,
  method VARCHAR,
  interval VARCHAR,
  status VARCHAR,
  threshold_credits DECIMAL(38,18),
  paid_credits DECIMAL(38,18),
  granted_credits DECIMAL(38,18),
  grants_target_top_up BOOLEAN,
  started_at TIMESTAMPTZ,
  target_ongoing_balance DECIMAL(38,18),
  created_at TIMESTAMPTZ,
  expiration_at TIMESTAMPTZ,
  invoice_requires_successful_payment BOOLEAN,
  transaction_name VARCHAR,
  ignore_paid_top_up_limits BOOLEAN,
  payment_method__payment_method_type VARCHAR,
  payment_method__payment_method_id UUID,
  purchase_order_number VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS wallets__recurring_transaction_rules__transaction_metadata (
  _root_lago_id UUID NOT NULL,
  _recurring_transaction_rules_index BIGINT NOT NULL,
  _transaction_metadata_index BIGINT NOT NULL,
  key VARCHAR,
  value VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS wallets__recurring_txn_rules__applied_invoice_custom_sections (
  _root_lago_id UUID NOT NULL,
  _recurring_transaction_rules_index BIGINT NOT NULL,
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

-- name: create
CREATE TABLE IF NOT EXISTS wallets__applied_invoice_custom_sections (
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
COMMENT ON TABLE wallets IS 'Prepaid credits of a customer.';
COMMENT ON COLUMN wallets.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets.lago_customer_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN wallets.external_customer_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN wallets.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON COLUMN wallets.status IS 'Whether credits can be used. Values: active, terminated.';
COMMENT ON COLUMN wallets.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN wallets.code IS 'Your short name of it.';
COMMENT ON COLUMN wallets.priority IS 'What is used first: the lowest number.';
COMMENT ON COLUMN wallets.rate_amount IS 'What one credit is worth. Unit: currency unit, of currency.';
COMMENT ON COLUMN wallets.credits_balance IS 'Credits that are left. Unit: credits.';
COMMENT ON COLUMN wallets.balance_cents IS 'What the credits are worth that are left. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN wallets.consumed_credits IS 'Credits that were used so far. Unit: credits.';
COMMENT ON COLUMN wallets.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallets.expiration_at IS 'When credits that are left are lost.';
COMMENT ON COLUMN wallets.terminated_at IS 'When it ended.';
COMMENT ON COLUMN wallets.ongoing_balance_cents IS 'What is left after usage that is not invoiced yet. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN wallets.ongoing_usage_balance_cents IS 'Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN wallets.credits_ongoing_balance IS 'Credits that are left after usage that is not invoiced yet. Unit: credits.';
COMMENT ON COLUMN wallets.credits_ongoing_usage_balance IS 'Unit: credits.';
COMMENT ON COLUMN wallets.paid_top_up_min_amount_cents IS 'What has to be bought at least. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN wallets.paid_top_up_max_amount_cents IS 'What can be bought at most. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN wallets.payment_method__payment_method_type IS 'Values: provider, manual.';
COMMENT ON COLUMN wallets.metadata IS 'Personal data.';
COMMENT ON TABLE wallets__recurring_transaction_rules IS 'When a wallet is topped up by itself.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.trigger IS 'Values: interval, threshold.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.method IS 'Values: fixed, target.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.interval IS 'Values: weekly, monthly, quarterly, semiannual, yearly.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.status IS 'Values: active, terminated.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.threshold_credits IS 'Unit: credits.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.paid_credits IS 'Unit: credits.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.granted_credits IS 'Unit: credits.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.started_at IS 'When it began.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.target_ongoing_balance IS 'Unit: credits.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.expiration_at IS 'When it expires.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.payment_method__payment_method_type IS 'Values: provider, manual.';
COMMENT ON TABLE wallets__recurring_transaction_rules__transaction_metadata IS 'Keys and values that are put on the transactions of the rule.';
COMMENT ON TABLE wallets__recurring_txn_rules__applied_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.invoice_custom_section__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.invoice_custom_section__code IS 'Your short name of it.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.invoice_custom_section__organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.invoice_custom_section__created_at IS 'When Lago created the record.';
COMMENT ON TABLE wallets__applied_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.invoice_custom_section__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.invoice_custom_section__code IS 'Your short name of it.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.invoice_custom_section__organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.invoice_custom_section__created_at IS 'When Lago created the record.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_wallets AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM wallets LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_wallets AS
SELECT _n FROM stage_wallets ANTI JOIN (SELECT max(_n) AS _n FROM stage_wallets GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_wallets;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_wallets AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM wallets AS t JOIN (SELECT _n, lago_id, _hash FROM stage_wallets ANTI JOIN skipped_wallets USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_wallets SELECT _n FROM known_wallets WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_wallets WHERE same;

-- name: remember_keys
INSERT INTO seen_wallets SELECT lago_id, _n, skipped._n IS NULL FROM stage_wallets LEFT JOIN skipped_wallets AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM wallets WHERE rowid IN (SELECT place FROM known_wallets WHERE NOT same);

-- name: merge
INSERT INTO wallets BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallets ANTI JOIN skipped_wallets USING (_n);

-- name: remove_children
DELETE FROM wallets__recurring_transaction_rules AS c USING (SELECT lago_id FROM stage_wallets ANTI JOIN skipped_wallets USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__recurring_transaction_rules BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _recurring_transaction_rules_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallets__recurring_transaction_rules ANTI JOIN skipped_wallets USING (_n);

-- name: remove_children
DELETE FROM wallets__recurring_transaction_rules__transaction_metadata AS c USING (SELECT lago_id FROM stage_wallets ANTI JOIN skipped_wallets USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__recurring_transaction_rules__transaction_metadata BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _recurring_transaction_rules_index, "$3" AS _transaction_metadata_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallets__recurring_transaction_rules__transaction_metadata ANTI JOIN skipped_wallets USING (_n);

-- name: remove_children
DELETE FROM wallets__recurring_txn_rules__applied_invoice_custom_sections AS c USING (SELECT lago_id FROM stage_wallets ANTI JOIN skipped_wallets USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__recurring_txn_rules__applied_invoice_custom_sections BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _recurring_transaction_rules_index, "$3" AS _applied_invoice_custom_sections_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallets__recurring_txn_rules__applied_invoice_custom_sections ANTI JOIN skipped_wallets USING (_n);

-- name: remove_children
DELETE FROM wallets__applied_invoice_custom_sections AS c USING (SELECT lago_id FROM stage_wallets ANTI JOIN skipped_wallets USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__applied_invoice_custom_sections BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _applied_invoice_custom_sections_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallets__applied_invoice_custom_sections ANTI JOIN skipped_wallets USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_wallets WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM wallets AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallets AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM wallets AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallets AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM wallets AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallets AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM wallets WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE wallets AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallets AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE wallets__recurring_transaction_rules AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallets__recurring_transaction_rules__transaction_metadata AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallets__recurring_txn_rules__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallets__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
