-- name: changed
-- Rows whose list record has changed since their details were read: their key, a hash of the list record, and the value that the single
-- record is requested by.
WITH said AS (
  SELECT lago_id AS key, md5(row(
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
    _extra
  )::text) AS hash
  FROM customers WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _metadata_index,
    lago_id,
    key,
    value,
    display_in_invoice,
    created_at,
    _extra
  )::text) AS hash
  FROM customers__metadata WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
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
    _extra
  )::text) AS hash
  FROM customers__integration_customers WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
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
    _extra
  )::text) AS hash
  FROM customers__taxes WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _error_details_index,
    lago_id,
    error_code,
    details,
    _extra
  )::text) AS hash
  FROM customers__error_details WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, md5(string_agg(hash, '' ORDER BY hash)) AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::text AS key, h.fingerprint, t.external_id::text AS external_id
FROM customers AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'customers' AND d.key = t.lago_id::text
WHERE t._deleted_at IS NULL
  AND t.lago_id::text COLLATE "C" > $1
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.external_id IS NOT NULL
ORDER BY t.lago_id::text COLLATE "C"
LIMIT $2;

-- name: stage
-- pg_temp.customers is `create` run in the temporary schema: the loader copies rows in the order of its columns, here of those that only single records have.
CREATE TEMP TABLE stage_customers AS
SELECT
  lago_id,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at,
  NULL::bigint AS _n
FROM pg_temp.customers
WITH NO DATA;

-- name: stage
CREATE TEMP TABLE stage_customers__applicable_invoice_custom_sections (_n bigint) INHERITS (pg_temp.customers__applicable_invoice_custom_sections);

-- name: remember
WITH seen AS (
  SELECT r ->> 0 AS key, r ->> 1 AS fingerprint FROM json_array_elements($1::json) AS r
), gone AS (
  DELETE FROM _details WHERE resource = 'customers' AND key IN (SELECT key FROM seen)
)
INSERT INTO _details (resource, key, fingerprint, loaded_at, load_id)
SELECT 'customers', key, fingerprint, $2::timestamptz, $3 FROM seen;

-- name: find_duplicates
SELECT FROM stage_customers GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- Rows that share this value have the same single record.
WITH gone AS (
  DELETE FROM stage_customers AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_customers GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_customers__applicable_invoice_custom_sections AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: merge
-- The row's _extra belongs to the list record.
UPDATE _details AS d SET extra = s._extra FROM stage_customers AS s WHERE d.resource = 'customers' AND d.key = s.lago_id::text AND s._extra IS NOT NULL;

-- name: remove_children
DELETE FROM customers__applicable_invoice_custom_sections AS c USING stage_customers AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__applicable_invoice_custom_sections (
  _root_lago_id,
  _applicable_invoice_custom_sections_index,
  lago_id,
  name,
  code,
  description,
  details,
  display_name,
  applied_to_organization,
  organization_id,
  created_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.customers__applicable_invoice_custom_sections;
