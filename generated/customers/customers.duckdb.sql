-- name: create
CREATE TABLE IF NOT EXISTS customers (
  lago_id UUID NOT NULL,
  sequential_id BIGINT,
  slug VARCHAR,
  external_id VARCHAR,
  billing_entity_code VARCHAR,
  address_line1 VARCHAR,
  address_line2 VARCHAR,
  applicable_timezone VARCHAR,
  city VARCHAR,
  country VARCHAR,
  currency VARCHAR,
  email VARCHAR,
  legal_name VARCHAR,
  legal_number VARCHAR,
  logo_url VARCHAR,
  name VARCHAR,
  firstname VARCHAR,
  lastname VARCHAR,
  account_type VARCHAR,
  customer_type VARCHAR,
  phone VARCHAR,
  state VARCHAR,
  tax_identification_number VARCHAR,
  timezone VARCHAR,
  url VARCHAR,
  zipcode VARCHAR,
  net_payment_term BIGINT,
  created_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ,
  finalize_zero_amount_invoice VARCHAR,
  skip_invoice_custom_sections BOOLEAN,
  billing_configuration__invoice_grace_period BIGINT,
  billing_configuration__subscription_invoice_issuing_date_anchor VARCHAR,
  billing_config__subscription_invoice_issuing_date_adjustment VARCHAR,
  billing_configuration__payment_provider VARCHAR,
  billing_configuration__payment_provider_code VARCHAR,
  billing_configuration__provider_customer_id VARCHAR,
  billing_configuration__sync BOOLEAN,
  billing_configuration__sync_with_provider BOOLEAN,
  billing_configuration__document_locale VARCHAR,
  billing_configuration__provider_payment_methods JSON,
  shipping_address__address_line1 VARCHAR,
  shipping_address__address_line2 VARCHAR,
  shipping_address__city VARCHAR,
  shipping_address__country VARCHAR,
  shipping_address__state VARCHAR,
  shipping_address__zipcode VARCHAR,
  external_salesforce_id VARCHAR,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customers__metadata (
  _root_lago_id UUID NOT NULL,
  _metadata_index BIGINT NOT NULL,
  lago_id UUID,
  key VARCHAR,
  value VARCHAR,
  display_in_invoice BOOLEAN,
  created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customers__integration_customers (
  _root_lago_id UUID NOT NULL,
  _integration_customers_index BIGINT NOT NULL,
  lago_id UUID,
  type VARCHAR,
  integration_code VARCHAR,
  external_customer_id VARCHAR,
  sync_with_provider BOOLEAN,
  subsidiary_id VARCHAR,
  targeted_object VARCHAR,
  email VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customers__taxes (
  _root_lago_id UUID NOT NULL,
  _taxes_index BIGINT NOT NULL,
  lago_id UUID,
  name VARCHAR,
  code VARCHAR,
  description VARCHAR,
  rate DOUBLE,
  applied_to_organization BOOLEAN,
  created_at TIMESTAMPTZ,
  applied_to_billing_entities_codes JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customers__applicable_invoice_custom_sections (
  _root_lago_id UUID NOT NULL,
  _applicable_invoice_custom_sections_index BIGINT NOT NULL,
  lago_id UUID,
  name VARCHAR,
  code VARCHAR,
  description VARCHAR,
  details VARCHAR,
  display_name VARCHAR,
  applied_to_organization BOOLEAN,
  organization_id UUID,
  created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customers__error_details (
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
COMMENT ON TABLE customers IS 'Who is billed. Lago deletes customers and keeps their invoices.';
COMMENT ON COLUMN customers.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN customers.sequential_id IS 'Running number.';
COMMENT ON COLUMN customers.external_id IS 'Your id of the customer.';
COMMENT ON COLUMN customers.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON COLUMN customers.address_line1 IS 'Personal data.';
COMMENT ON COLUMN customers.address_line2 IS 'Personal data.';
COMMENT ON COLUMN customers.city IS 'Personal data.';
COMMENT ON COLUMN customers.currency IS 'Currency in which the customer is billed.';
COMMENT ON COLUMN customers.email IS 'Personal data.';
COMMENT ON COLUMN customers.legal_name IS 'Personal data.';
COMMENT ON COLUMN customers.legal_number IS 'Personal data.';
COMMENT ON COLUMN customers.name IS 'Personal data.';
COMMENT ON COLUMN customers.firstname IS 'Personal data.';
COMMENT ON COLUMN customers.lastname IS 'Personal data.';
COMMENT ON COLUMN customers.account_type IS 'Whether it buys, or sells as a partner. Values: customer, partner.';
COMMENT ON COLUMN customers.customer_type IS 'Whether it is a company or a person. Values: company, individual.';
COMMENT ON COLUMN customers.phone IS 'Personal data.';
COMMENT ON COLUMN customers.state IS 'Personal data.';
COMMENT ON COLUMN customers.tax_identification_number IS 'Personal data.';
COMMENT ON COLUMN customers.url IS 'Personal data.';
COMMENT ON COLUMN customers.zipcode IS 'Personal data.';
COMMENT ON COLUMN customers.net_payment_term IS 'Days from issue until an invoice is due. Unit: days.';
COMMENT ON COLUMN customers.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN customers.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON COLUMN customers.finalize_zero_amount_invoice IS 'Values: inherit, skip, finalize.';
COMMENT ON COLUMN customers.billing_configuration__invoice_grace_period IS 'Days that an invoice stays a draft. Unit: days.';
COMMENT ON COLUMN customers.billing_configuration__subscription_invoice_issuing_date_anchor IS 'Values: current_period_end, next_period_start.';
COMMENT ON COLUMN customers.billing_config__subscription_invoice_issuing_date_adjustment IS 'Values: align_with_finalization_date, keep_anchor.';
COMMENT ON COLUMN customers.billing_configuration__payment_provider IS 'Values: stripe, adyen, gocardless.';
COMMENT ON COLUMN customers.billing_configuration__payment_provider_code IS 'The payment provider''s connection, by its code.';
COMMENT ON COLUMN customers.billing_configuration__provider_customer_id IS 'The customer''s id at the payment provider.';
COMMENT ON COLUMN customers.shipping_address__address_line1 IS 'Personal data.';
COMMENT ON COLUMN customers.shipping_address__address_line2 IS 'Personal data.';
COMMENT ON COLUMN customers.shipping_address__city IS 'Personal data.';
COMMENT ON COLUMN customers.shipping_address__state IS 'Personal data.';
COMMENT ON COLUMN customers.shipping_address__zipcode IS 'Personal data.';
COMMENT ON TABLE customers__metadata IS 'Keys and values that you gave a customer.';
COMMENT ON COLUMN customers__metadata.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN customers__metadata.value IS 'Personal data.';
COMMENT ON COLUMN customers__metadata.created_at IS 'When Lago created the record.';
COMMENT ON TABLE customers__integration_customers IS 'The customer in connected systems of accounting, taxes and sales.';
COMMENT ON COLUMN customers__integration_customers.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN customers__integration_customers.type IS 'Values: netsuite, anrok, xero, hubspot, salesforce.';
COMMENT ON COLUMN customers__integration_customers.external_customer_id IS 'Your id of the customer.';
COMMENT ON COLUMN customers__integration_customers.email IS 'Personal data.';
COMMENT ON TABLE customers__taxes IS 'The taxes that are applied to it.';
COMMENT ON COLUMN customers__taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN customers__taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN customers__taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN customers__taxes.created_at IS 'When Lago created the record.';
COMMENT ON TABLE customers__applicable_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN customers__applicable_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN customers__applicable_invoice_custom_sections.code IS 'Your short name of it.';
COMMENT ON COLUMN customers__applicable_invoice_custom_sections.organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN customers__applicable_invoice_custom_sections.created_at IS 'When Lago created the record.';
COMMENT ON TABLE customers__error_details IS 'What went wrong with it in a connected system.';
COMMENT ON COLUMN customers__error_details.lago_id IS 'Lago''s own id of the record.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_customers AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM customers LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_customers AS
SELECT _n FROM stage_customers ANTI JOIN (SELECT max(_n) AS _n FROM stage_customers GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_customers;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_customers AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM customers AS t JOIN (SELECT _n, lago_id, _hash FROM stage_customers ANTI JOIN skipped_customers USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_customers SELECT _n FROM known_customers WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_customers WHERE same;

-- name: remember_keys
INSERT INTO seen_customers SELECT lago_id, _n, skipped._n IS NULL FROM stage_customers LEFT JOIN skipped_customers AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM customers WHERE rowid IN (SELECT place FROM known_customers WHERE NOT same);

-- name: merge
INSERT INTO customers BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customers ANTI JOIN skipped_customers USING (_n);

-- name: remove_children
DELETE FROM customers__metadata AS c USING (SELECT lago_id FROM stage_customers ANTI JOIN skipped_customers USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__metadata BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _metadata_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customers__metadata ANTI JOIN skipped_customers USING (_n);

-- name: remove_children
DELETE FROM customers__integration_customers AS c USING (SELECT lago_id FROM stage_customers ANTI JOIN skipped_customers USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__integration_customers BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _integration_customers_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customers__integration_customers ANTI JOIN skipped_customers USING (_n);

-- name: remove_children
DELETE FROM customers__taxes AS c USING (SELECT lago_id FROM stage_customers ANTI JOIN skipped_customers USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customers__taxes ANTI JOIN skipped_customers USING (_n);

-- name: remove_children
DELETE FROM customers__error_details AS c USING (SELECT lago_id FROM stage_customers ANTI JOIN skipped_customers USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__error_details BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _error_details_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customers__error_details ANTI JOIN skipped_customers USING (_n);

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE customers__applicable_invoice_custom_sections AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_customers ANTI JOIN skipped_customers USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_customers WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM customers AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_customers AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM customers AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_customers AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM customers AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_customers AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM customers WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE customers AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_customers AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE customers__metadata AS c SET _deleted_at = s._deleted_at FROM customers AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customers__integration_customers AS c SET _deleted_at = s._deleted_at FROM customers AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customers__taxes AS c SET _deleted_at = s._deleted_at FROM customers AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customers__applicable_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM customers AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customers__error_details AS c SET _deleted_at = s._deleted_at FROM customers AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
