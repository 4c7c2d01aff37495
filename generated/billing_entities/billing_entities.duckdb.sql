-- name: create
CREATE TABLE IF NOT EXISTS billing_entities (
  lago_id UUID NOT NULL,
  code VARCHAR,
  name VARCHAR,
  default_currency VARCHAR,
  document_locale VARCHAR,
  document_numbering VARCHAR,
  document_number_prefix VARCHAR,
  finalize_zero_amount_invoice BOOLEAN,
  invoice_footer VARCHAR,
  invoice_grace_period BIGINT,
  subscription_invoice_issuing_date_anchor VARCHAR,
  subscription_invoice_issuing_date_adjustment VARCHAR,
  is_default BOOLEAN,
  net_payment_term BIGINT,
  address_line1 VARCHAR,
  address_line2 VARCHAR,
  city VARCHAR,
  state VARCHAR,
  country VARCHAR,
  zipcode VARCHAR,
  email VARCHAR,
  legal_name VARCHAR,
  legal_number VARCHAR,
  tax_identification_number VARCHAR,
  timezone VARCHAR,
  email_settings JSON,
  eu_tax_management BOOLEAN,
  logo_url VARCHAR,
  created_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ,
  phone VARCHAR,
  einvoicing BOOLEAN,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS billing_entities__taxes (
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
CREATE TABLE IF NOT EXISTS billing_entities__selected_invoice_custom_sections (
  _root_lago_id UUID NOT NULL,
  _selected_invoice_custom_sections_index BIGINT NOT NULL,
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

-- name: comment
COMMENT ON TABLE billing_entities IS 'The companies in whose name invoices are issued.';
COMMENT ON COLUMN billing_entities.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN billing_entities.code IS 'Your short name of it.';
COMMENT ON COLUMN billing_entities.name IS 'Personal data.';
COMMENT ON COLUMN billing_entities.document_numbering IS 'Values: per_customer, per_billing_entity.';
COMMENT ON COLUMN billing_entities.invoice_grace_period IS 'Days that an invoice stays a draft. Unit: days.';
COMMENT ON COLUMN billing_entities.subscription_invoice_issuing_date_anchor IS 'Values: current_period_end, next_period_start.';
COMMENT ON COLUMN billing_entities.subscription_invoice_issuing_date_adjustment IS 'Values: align_with_finalization_date, keep_anchor.';
COMMENT ON COLUMN billing_entities.net_payment_term IS 'Days from issue until an invoice is due. Unit: days.';
COMMENT ON COLUMN billing_entities.address_line1 IS 'Personal data.';
COMMENT ON COLUMN billing_entities.address_line2 IS 'Personal data.';
COMMENT ON COLUMN billing_entities.city IS 'Personal data.';
COMMENT ON COLUMN billing_entities.state IS 'Personal data.';
COMMENT ON COLUMN billing_entities.zipcode IS 'Personal data.';
COMMENT ON COLUMN billing_entities.email IS 'Personal data.';
COMMENT ON COLUMN billing_entities.legal_name IS 'Personal data.';
COMMENT ON COLUMN billing_entities.legal_number IS 'Personal data.';
COMMENT ON COLUMN billing_entities.tax_identification_number IS 'Personal data.';
COMMENT ON COLUMN billing_entities.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN billing_entities.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON COLUMN billing_entities.phone IS 'Personal data.';
COMMENT ON TABLE billing_entities__taxes IS 'The taxes that are applied to it.';
COMMENT ON COLUMN billing_entities__taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN billing_entities__taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN billing_entities__taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN billing_entities__taxes.created_at IS 'When Lago created the record.';
COMMENT ON TABLE billing_entities__selected_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN billing_entities__selected_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN billing_entities__selected_invoice_custom_sections.code IS 'Your short name of it.';
COMMENT ON COLUMN billing_entities__selected_invoice_custom_sections.organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN billing_entities__selected_invoice_custom_sections.created_at IS 'When Lago created the record.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_billing_entities AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM billing_entities LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_billing_entities AS
SELECT _n FROM stage_billing_entities ANTI JOIN (SELECT max(_n) AS _n FROM stage_billing_entities GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_billing_entities;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_billing_entities AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM billing_entities AS t JOIN (SELECT _n, lago_id, _hash FROM stage_billing_entities ANTI JOIN skipped_billing_entities USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_billing_entities SELECT _n FROM known_billing_entities WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_billing_entities WHERE same;

-- name: remember_keys
INSERT INTO seen_billing_entities SELECT lago_id, _n, skipped._n IS NULL FROM stage_billing_entities LEFT JOIN skipped_billing_entities AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM billing_entities WHERE rowid IN (SELECT place FROM known_billing_entities WHERE NOT same);

-- name: merge
INSERT INTO billing_entities BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_billing_entities ANTI JOIN skipped_billing_entities USING (_n);

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE billing_entities__taxes AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_billing_entities ANTI JOIN skipped_billing_entities USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE billing_entities__selected_invoice_custom_sections AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_billing_entities ANTI JOIN skipped_billing_entities USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_billing_entities WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM billing_entities AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_billing_entities AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM billing_entities AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_billing_entities AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM billing_entities AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_billing_entities AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM billing_entities WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE billing_entities AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_billing_entities AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE billing_entities__taxes AS c SET _deleted_at = s._deleted_at FROM billing_entities AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE billing_entities__selected_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM billing_entities AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
