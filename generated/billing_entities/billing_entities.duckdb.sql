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

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO billing_entities_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"billing_entities":[{
  "lago_id":"VARCHAR",
  "code":"VARCHAR",
  "name":"VARCHAR",
  "default_currency":"VARCHAR",
  "document_locale":"VARCHAR",
  "document_numbering":"VARCHAR",
  "document_number_prefix":"VARCHAR",
  "finalize_zero_amount_invoice":"VARCHAR",
  "invoice_footer":"VARCHAR",
  "invoice_grace_period":"VARCHAR",
  "subscription_invoice_issuing_date_anchor":"VARCHAR",
  "subscription_invoice_issuing_date_adjustment":"VARCHAR",
  "is_default":"VARCHAR",
  "net_payment_term":"VARCHAR",
  "address_line1":"VARCHAR",
  "address_line2":"VARCHAR",
  "city":"VARCHAR",
  "state":"VARCHAR",
  "country":"VARCHAR",
  "zipcode":"VARCHAR",
  "email":"VARCHAR",
  "legal_name":"VARCHAR",
  "legal_number":"VARCHAR",
  "tax_identification_number":"VARCHAR",
  "timezone":"VARCHAR",
  "email_settings":"JSON",
  "eu_tax_management":"VARCHAR",
  "logo_url":"VARCHAR",
  "created_at":"VARCHAR",
  "updated_at":"VARCHAR",
  "phone":"VARCHAR",
  "einvoicing":"VARCHAR",
  "$extra":"VARCHAR"
}]}').billing_entities) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_billing_entities AS
SELECT
  t.*,
FROM shape.billing_entities AS t, billing_entities_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_billing_entities BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.code AS code,
  r.name AS name,
  r.default_currency AS default_currency,
  r.document_locale AS document_locale,
  r.document_numbering AS document_numbering,
  r.document_number_prefix AS document_number_prefix,
  r.finalize_zero_amount_invoice::BOOLEAN AS finalize_zero_amount_invoice,
  r.invoice_footer AS invoice_footer,
  r.invoice_grace_period::BIGINT AS invoice_grace_period,
  r.subscription_invoice_issuing_date_anchor AS subscription_invoice_issuing_date_anchor,
  r.subscription_invoice_issuing_date_adjustment AS subscription_invoice_issuing_date_adjustment,
  r.is_default::BOOLEAN AS is_default,
  r.net_payment_term::BIGINT AS net_payment_term,
  r.address_line1 AS address_line1,
  r.address_line2 AS address_line2,
  r.city AS city,
  r.state AS state,
  r.country AS country,
  r.zipcode AS zipcode,
  r.email AS email,
  r.legal_name AS legal_name,
  r.legal_number AS legal_number,
  r.tax_identification_number AS tax_identification_number,
  r.timezone AS timezone,
  r.email_settings AS email_settings,
  r.eu_tax_management::BOOLEAN AS eu_tax_management,
  r.logo_url AS logo_url,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.updated_at::TIMESTAMPTZ AS updated_at,
  r.phone AS phone,
  r.einvoicing::BOOLEAN AS einvoicing,
  r."$extra"::JSON AS _extra
FROM billing_entities_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_billing_entities WHERE rowid NOT IN (SELECT max(rowid) FROM stage_billing_entities GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM billing_entities AS t USING stage_billing_entities AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO billing_entities BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_billing_entities;

-- name: children
-- A record that is there again: what single records told of it is, too.
UPDATE billing_entities__taxes AS c SET _deleted_at = NULL FROM stage_billing_entities AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: children
-- A record that is there again: what single records told of it is, too.
UPDATE billing_entities__selected_invoice_custom_sections AS c SET _deleted_at = NULL FROM stage_billing_entities AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: sweep
UPDATE billing_entities SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE billing_entities__taxes AS c SET _deleted_at = s._deleted_at FROM billing_entities AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE billing_entities__selected_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM billing_entities AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
