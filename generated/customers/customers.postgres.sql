-- name: create
CREATE TABLE IF NOT EXISTS customers (
  lago_id uuid NOT NULL,
  sequential_id bigint,
  slug text,
  external_id text,
  billing_entity_code text,
  address_line1 text,
  address_line2 text,
  applicable_timezone text,
  city text,
  country text,
  currency text,
  email text,
  legal_name text,
  legal_number text,
  logo_url text,
  name text,
  firstname text,
  lastname text,
  account_type text,
  customer_type text,
  phone text,
  state text,
  tax_identification_number text,
  timezone text,
  url text,
  zipcode text,
  net_payment_term bigint,
  created_at timestamptz,
  updated_at timestamptz,
  finalize_zero_amount_invoice text,
  skip_invoice_custom_sections boolean,
  billing_configuration__invoice_grace_period bigint,
  billing_configuration__subscription_invoice_issuing_date_anchor text,
  billing_config__subscription_invoice_issuing_date_adjustment text,
  billing_configuration__payment_provider text,
  billing_configuration__payment_provider_code text,
  billing_configuration__provider_customer_id text,
  billing_configuration__sync boolean,
  billing_configuration__sync_with_provider boolean,
  billing_configuration__document_locale text,
  billing_configuration__provider_payment_methods jsonb,
  shipping_address__address_line1 text,
  shipping_address__address_line2 text,
  shipping_address__city text,
  shipping_address__country text,
  shipping_address__state text,
  shipping_address__zipcode text,
  external_salesforce_id text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS customers__metadata (
  _root_lago_id uuid NOT NULL,
  _metadata_index bigint NOT NULL,
  lago_id uuid,
  key text,
  value text,
  display_in_invoice boolean,
  created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _metadata_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS customers__integration_customers (
  _root_lago_id uuid NOT NULL,
  _integration_customers_index bigint NOT NULL,
  lago_id uuid,
  type text,
  integration_code text,
  external_customer_id text,
  sync_with_provider boolean,
  subsidiary_id text,
  targeted_object text,
  email text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _integration_customers_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS customers__taxes (
  _root_lago_id uuid NOT NULL,
  _taxes_index bigint NOT NULL,
  lago_id uuid,
  name text,
  code text,
  description text,
  rate double precision,
  applied_to_organization boolean,
  created_at timestamptz,
  applied_to_billing_entities_codes jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _taxes_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS customers__applicable_invoice_custom_sections (
  _root_lago_id uuid NOT NULL,
  _applicable_invoice_custom_sections_index bigint NOT NULL,
  lago_id uuid,
  name text,
  code text,
  description text,
  details text,
  display_name text,
  applied_to_organization boolean,
  organization_id uuid,
  created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applicable_invoice_custom_sections_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS customers__error_details (
  _root_lago_id uuid NOT NULL,
  _error_details_index bigint NOT NULL,
  lago_id uuid,
  error_code text,
  details jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _error_details_index)
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

-- name: index
CREATE INDEX IF NOT EXISTS customers_billing_entity_code_idx ON customers (billing_entity_code);

-- name: stage
-- pg_temp.customers is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_customers (_n bigint) INHERITS (pg_temp.customers);

-- name: stage
CREATE TEMP TABLE stage_customers__metadata (_n bigint) INHERITS (pg_temp.customers__metadata);

-- name: stage
CREATE TEMP TABLE stage_customers__integration_customers (_n bigint) INHERITS (pg_temp.customers__integration_customers);

-- name: stage
CREATE TEMP TABLE stage_customers__taxes (_n bigint) INHERITS (pg_temp.customers__taxes);

-- name: stage
CREATE TEMP TABLE stage_customers__error_details (_n bigint) INHERITS (pg_temp.customers__error_details);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_customers AS SELECT lago_id, _n, false AS written FROM stage_customers WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_customers AS SELECT lago_id, _hash, _n FROM stage_customers WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_customers (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE customers (lago_id);
ANALYZE customers__metadata (_root_lago_id);
ANALYZE customers__integration_customers (_root_lago_id);
ANALYZE customers__taxes (_root_lago_id);
ANALYZE customers__applicable_invoice_custom_sections (_root_lago_id);
ANALYZE customers__error_details (_root_lago_id);

-- name: remember_all
TRUNCATE seen_customers;
INSERT INTO seen_customers SELECT lago_id, -1, true FROM customers;

-- name: find_duplicates
SELECT FROM stage_customers GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_customers AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_customers GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_customers__metadata AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_customers__integration_customers AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_customers__taxes AS c USING gone WHERE c._n = gone._n
), gone_4 AS (
  DELETE FROM stage_customers__error_details AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_customers AS s JOIN customers AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_customers AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_customers AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_customers SELECT lago_id, _n, found IS NULL FROM arrived_customers LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_customers;

-- name: merge
WITH written AS (
  INSERT INTO customers (
    lago_id,
    sequential_id,
    slug,
    external_id,
    billing_entity_code,
    address_line1,
    address_line2,
    applicable_timezone,
    city,
    country,
    currency,
    email,
    legal_name,
    legal_number,
    logo_url,
    name,
    firstname,
    lastname,
    account_type,
    customer_type,
    phone,
    state,
    tax_identification_number,
    timezone,
    url,
    zipcode,
    net_payment_term,
    created_at,
    updated_at,
    finalize_zero_amount_invoice,
    skip_invoice_custom_sections,
    billing_configuration__invoice_grace_period,
    billing_configuration__subscription_invoice_issuing_date_anchor,
    billing_config__subscription_invoice_issuing_date_adjustment,
    billing_configuration__payment_provider,
    billing_configuration__payment_provider_code,
    billing_configuration__provider_customer_id,
    billing_configuration__sync,
    billing_configuration__sync_with_provider,
    billing_configuration__document_locale,
    billing_configuration__provider_payment_methods,
    shipping_address__address_line1,
    shipping_address__address_line2,
    shipping_address__city,
    shipping_address__country,
    shipping_address__state,
    shipping_address__zipcode,
    external_salesforce_id,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.customers
  ON CONFLICT (lago_id) DO UPDATE SET
    sequential_id = EXCLUDED.sequential_id,
    slug = EXCLUDED.slug,
    external_id = EXCLUDED.external_id,
    billing_entity_code = EXCLUDED.billing_entity_code,
    address_line1 = EXCLUDED.address_line1,
    address_line2 = EXCLUDED.address_line2,
    applicable_timezone = EXCLUDED.applicable_timezone,
    city = EXCLUDED.city,
    country = EXCLUDED.country,
    currency = EXCLUDED.currency,
    email = EXCLUDED.email,
    legal_name = EXCLUDED.legal_name,
    legal_number = EXCLUDED.legal_number,
    logo_url = EXCLUDED.logo_url,
    name = EXCLUDED.name,
    firstname = EXCLUDED.firstname,
    lastname = EXCLUDED.lastname,
    account_type = EXCLUDED.account_type,
    customer_type = EXCLUDED.customer_type,
    phone = EXCLUDED.phone,
    state = EXCLUDED.state,
    tax_identification_number = EXCLUDED.tax_identification_number,
    timezone = EXCLUDED.timezone,
    url = EXCLUDED.url,
    zipcode = EXCLUDED.zipcode,
    net_payment_term = EXCLUDED.net_payment_term,
    created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at,
    finalize_zero_amount_invoice = EXCLUDED.finalize_zero_amount_invoice,
    skip_invoice_custom_sections = EXCLUDED.skip_invoice_custom_sections,
    billing_configuration__invoice_grace_period = EXCLUDED.billing_configuration__invoice_grace_period,
    billing_configuration__subscription_invoice_issuing_date_anchor = EXCLUDED.billing_configuration__subscription_invoice_issuing_date_anchor,
    billing_config__subscription_invoice_issuing_date_adjustment = EXCLUDED.billing_config__subscription_invoice_issuing_date_adjustment,
    billing_configuration__payment_provider = EXCLUDED.billing_configuration__payment_provider,
    billing_configuration__payment_provider_code = EXCLUDED.billing_configuration__payment_provider_code,
    billing_configuration__provider_customer_id = EXCLUDED.billing_configuration__provider_customer_id,
    billing_configuration__sync = EXCLUDED.billing_configuration__sync,
    billing_configuration__sync_with_provider = EXCLUDED.billing_configuration__sync_with_provider,
    billing_configuration__document_locale = EXCLUDED.billing_configuration__document_locale,
    billing_configuration__provider_payment_methods = EXCLUDED.billing_configuration__provider_payment_methods,
    shipping_address__address_line1 = EXCLUDED.shipping_address__address_line1,
    shipping_address__address_line2 = EXCLUDED.shipping_address__address_line2,
    shipping_address__city = EXCLUDED.shipping_address__city,
    shipping_address__country = EXCLUDED.shipping_address__country,
    shipping_address__state = EXCLUDED.shipping_address__state,
    shipping_address__zipcode = EXCLUDED.shipping_address__zipcode,
    external_salesforce_id = EXCLUDED.external_salesforce_id,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM customers__metadata AS c USING stage_customers AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__metadata (
  _root_lago_id,
  _metadata_index,
  lago_id,
  key,
  value,
  display_in_invoice,
  created_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.customers__metadata;

-- name: remove_children
DELETE FROM customers__integration_customers AS c USING stage_customers AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__integration_customers (
  _root_lago_id,
  _integration_customers_index,
  lago_id,
  type,
  integration_code,
  external_customer_id,
  sync_with_provider,
  subsidiary_id,
  targeted_object,
  email,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.customers__integration_customers;

-- name: remove_children
DELETE FROM customers__taxes AS c USING stage_customers AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__taxes (
  _root_lago_id,
  _taxes_index,
  lago_id,
  name,
  code,
  description,
  rate,
  applied_to_organization,
  created_at,
  applied_to_billing_entities_codes,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.customers__taxes;

-- name: remove_children
DELETE FROM customers__error_details AS c USING stage_customers AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__error_details (
  _root_lago_id,
  _error_details_index,
  lago_id,
  error_code,
  details,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.customers__error_details;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE customers__applicable_invoice_custom_sections AS c SET _deleted_at = NULL FROM stage_customers AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_customers WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM customers AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_customers AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM customers AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_customers AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM customers AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_customers AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM customers WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE customers AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_customers AS s WHERE t.lago_id = s.lago_id);

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
