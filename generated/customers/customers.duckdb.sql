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
  billing_configuration_9728ca_invoice_issuing_date_adjustment VARCHAR,
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

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO customers_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"customers":[{
  "lago_id":"VARCHAR",
  "sequential_id":"VARCHAR",
  "slug":"VARCHAR",
  "external_id":"VARCHAR",
  "billing_entity_code":"VARCHAR",
  "address_line1":"VARCHAR",
  "address_line2":"VARCHAR",
  "applicable_timezone":"VARCHAR",
  "city":"VARCHAR",
  "country":"VARCHAR",
  "currency":"VARCHAR",
  "email":"VARCHAR",
  "legal_name":"VARCHAR",
  "legal_number":"VARCHAR",
  "logo_url":"VARCHAR",
  "name":"VARCHAR",
  "firstname":"VARCHAR",
  "lastname":"VARCHAR",
  "account_type":"VARCHAR",
  "customer_type":"VARCHAR",
  "phone":"VARCHAR",
  "state":"VARCHAR",
  "tax_identification_number":"VARCHAR",
  "timezone":"VARCHAR",
  "url":"VARCHAR",
  "zipcode":"VARCHAR",
  "net_payment_term":"VARCHAR",
  "created_at":"VARCHAR",
  "updated_at":"VARCHAR",
  "finalize_zero_amount_invoice":"VARCHAR",
  "skip_invoice_custom_sections":"VARCHAR",
  "billing_configuration":{
    "invoice_grace_period":"VARCHAR",
    "subscription_invoice_issuing_date_anchor":"VARCHAR",
    "subscription_invoice_issuing_date_adjustment":"VARCHAR",
    "payment_provider":"VARCHAR",
    "payment_provider_code":"VARCHAR",
    "provider_customer_id":"VARCHAR",
    "sync":"VARCHAR",
    "sync_with_provider":"VARCHAR",
    "document_locale":"VARCHAR",
    "provider_payment_methods":"JSON",
  },
  "shipping_address":{
    "address_line1":"VARCHAR",
    "address_line2":"VARCHAR",
    "city":"VARCHAR",
    "country":"VARCHAR",
    "state":"VARCHAR",
    "zipcode":"VARCHAR",
  },
  "external_salesforce_id":"VARCHAR",
  "metadata":[{
    "lago_id":"VARCHAR",
    "key":"VARCHAR",
    "value":"VARCHAR",
    "display_in_invoice":"VARCHAR",
    "created_at":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "integration_customers":[{
    "lago_id":"VARCHAR",
    "type":"VARCHAR",
    "integration_code":"VARCHAR",
    "external_customer_id":"VARCHAR",
    "sync_with_provider":"VARCHAR",
    "subsidiary_id":"VARCHAR",
    "targeted_object":"VARCHAR",
    "email":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "taxes":[{
    "lago_id":"VARCHAR",
    "name":"VARCHAR",
    "code":"VARCHAR",
    "description":"VARCHAR",
    "rate":"VARCHAR",
    "applied_to_organization":"VARCHAR",
    "created_at":"VARCHAR",
    "applied_to_billing_entities_codes":"JSON",
    "$extra":"VARCHAR"
  }],
  "error_details":[{
    "lago_id":"VARCHAR",
    "error_code":"VARCHAR",
    "details":"JSON",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').customers) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_customers AS
SELECT
  t.*,
  r.metadata AS "metadata[]",
  r.integration_customers AS "integration_customers[]",
  r.taxes AS "taxes[]",
  r.error_details AS "error_details[]",
FROM shape.customers AS t, customers_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_customers BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.sequential_id::BIGINT AS sequential_id,
  r.slug AS slug,
  r.external_id AS external_id,
  r.billing_entity_code AS billing_entity_code,
  r.address_line1 AS address_line1,
  r.address_line2 AS address_line2,
  r.applicable_timezone AS applicable_timezone,
  r.city AS city,
  r.country AS country,
  r.currency AS currency,
  r.email AS email,
  r.legal_name AS legal_name,
  r.legal_number AS legal_number,
  r.logo_url AS logo_url,
  r.name AS name,
  r.firstname AS firstname,
  r.lastname AS lastname,
  r.account_type AS account_type,
  r.customer_type AS customer_type,
  r.phone AS phone,
  r.state AS state,
  r.tax_identification_number AS tax_identification_number,
  r.timezone AS timezone,
  r.url AS url,
  r.zipcode AS zipcode,
  r.net_payment_term::BIGINT AS net_payment_term,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.updated_at::TIMESTAMPTZ AS updated_at,
  r.finalize_zero_amount_invoice AS finalize_zero_amount_invoice,
  r.skip_invoice_custom_sections::BOOLEAN AS skip_invoice_custom_sections,
  r.billing_configuration.invoice_grace_period::BIGINT AS billing_configuration__invoice_grace_period,
  r.billing_configuration.subscription_invoice_issuing_date_anchor AS billing_configuration__subscription_invoice_issuing_date_anchor,
  r.billing_configuration.subscription_invoice_issuing_date_adjustment AS billing_configuration_9728ca_invoice_issuing_date_adjustment,
  r.billing_configuration.payment_provider AS billing_configuration__payment_provider,
  r.billing_configuration.payment_provider_code AS billing_configuration__payment_provider_code,
  r.billing_configuration.provider_customer_id AS billing_configuration__provider_customer_id,
  r.billing_configuration.sync::BOOLEAN AS billing_configuration__sync,
  r.billing_configuration.sync_with_provider::BOOLEAN AS billing_configuration__sync_with_provider,
  r.billing_configuration.document_locale AS billing_configuration__document_locale,
  r.billing_configuration.provider_payment_methods AS billing_configuration__provider_payment_methods,
  r.shipping_address.address_line1 AS shipping_address__address_line1,
  r.shipping_address.address_line2 AS shipping_address__address_line2,
  r.shipping_address.city AS shipping_address__city,
  r.shipping_address.country AS shipping_address__country,
  r.shipping_address.state AS shipping_address__state,
  r.shipping_address.zipcode AS shipping_address__zipcode,
  r.external_salesforce_id AS external_salesforce_id,
  r.metadata AS "metadata[]",
  r.integration_customers AS "integration_customers[]",
  r.taxes AS "taxes[]",
  r.error_details AS "error_details[]",
  r."$extra"::JSON AS _extra
FROM customers_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_customers WHERE rowid NOT IN (SELECT max(rowid) FROM stage_customers GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM customers AS t USING stage_customers AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO customers BY NAME
SELECT * EXCLUDE (
  "metadata[]",
  "integration_customers[]",
  "taxes[]",
  "error_details[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customers;

-- name: children
DELETE FROM customers__metadata AS c USING stage_customers AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__metadata BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _metadata_index,
    r.lago_id::UUID AS lago_id,
    r.key AS key,
    r.value AS value,
    r.display_in_invoice::BOOLEAN AS display_in_invoice,
    r.created_at::TIMESTAMPTZ AS created_at,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("metadata[]") AS r, generate_subscripts("metadata[]", 1) - 1 AS _metadata_index
    FROM stage_customers
  )
);

-- name: children
DELETE FROM customers__integration_customers AS c USING stage_customers AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__integration_customers BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _integration_customers_index,
    r.lago_id::UUID AS lago_id,
    r.type AS type,
    r.integration_code AS integration_code,
    r.external_customer_id AS external_customer_id,
    r.sync_with_provider::BOOLEAN AS sync_with_provider,
    r.subsidiary_id AS subsidiary_id,
    r.targeted_object AS targeted_object,
    r.email AS email,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("integration_customers[]") AS r, generate_subscripts("integration_customers[]", 1) - 1 AS _integration_customers_index
    FROM stage_customers
  )
);

-- name: children
DELETE FROM customers__taxes AS c USING stage_customers AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__taxes BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _taxes_index,
    r.lago_id::UUID AS lago_id,
    r.name AS name,
    r.code AS code,
    r.description AS description,
    r.rate::DOUBLE AS rate,
    r.applied_to_organization::BOOLEAN AS applied_to_organization,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.applied_to_billing_entities_codes AS applied_to_billing_entities_codes,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("taxes[]") AS r, generate_subscripts("taxes[]", 1) - 1 AS _taxes_index
    FROM stage_customers
  )
);

-- name: children
DELETE FROM customers__error_details AS c USING stage_customers AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__error_details BY NAME
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
    FROM stage_customers
  )
);

-- name: children
-- A record that is there again: what single records told of it is, too.
UPDATE customers__applicable_invoice_custom_sections AS c SET _deleted_at = NULL FROM stage_customers AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: sweep
UPDATE customers SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

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
