-- name: changed
-- Rows whose list record has changed since their details were read: their key, a hash of the list record, and the value that the single
-- record is requested by.
WITH said AS (
  SELECT lago_id AS key, md5_number_lower(row(
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
  )::VARCHAR) AS hash
  FROM customers WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _metadata_index,
    lago_id,
    key,
    value,
    display_in_invoice,
    created_at,
    _extra
  )::VARCHAR) AS hash
  FROM customers__metadata WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
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
  )::VARCHAR) AS hash
  FROM customers__integration_customers WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
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
  )::VARCHAR) AS hash
  FROM customers__taxes WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _error_details_index,
    lago_id,
    error_code,
    details,
    _extra
  )::VARCHAR) AS hash
  FROM customers__error_details WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, bit_xor(hash)::VARCHAR AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::VARCHAR AS key, h.fingerprint, t.external_id::VARCHAR AS external_id
FROM customers AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'customers' AND d.key = t.lago_id::VARCHAR
WHERE t._deleted_at IS NULL
  AND t.lago_id::VARCHAR > $after
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.external_id IS NOT NULL
ORDER BY t.lago_id::VARCHAR
LIMIT $most::BIGINT;

-- name: remember
DELETE FROM _details WHERE resource = 'customers' AND key IN (SELECT unnest(from_json($seen, '[["VARCHAR"]]'))[1]);

-- name: remember
INSERT INTO _details BY NAME
SELECT 'customers' AS resource, r[1] AS key, r[2] AS fingerprint, $loaded_at::TIMESTAMPTZ AS loaded_at, $load_id AS load_id
FROM (SELECT unnest(from_json($seen, '[["VARCHAR"]]')) AS r);

-- name: deduplicate
-- Rows that share this value have the same single record.
CREATE OR REPLACE TEMP TABLE skipped_customers AS
SELECT _n FROM stage_customers ANTI JOIN (SELECT max(_n) AS _n FROM stage_customers GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_customers;

-- name: merge
-- The row's _extra belongs to the list record.
UPDATE _details AS d SET extra = s._extra FROM stage_customers AS s ANTI JOIN skipped_customers USING (_n) WHERE d.resource = 'customers' AND d.key = s.lago_id::VARCHAR AND s._extra IS NOT NULL;

-- name: remove_children
DELETE FROM customers__applicable_invoice_custom_sections AS c USING (SELECT lago_id FROM stage_customers) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customers__applicable_invoice_custom_sections BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _applicable_invoice_custom_sections_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customers__applicable_invoice_custom_sections ANTI JOIN skipped_customers USING (_n);
