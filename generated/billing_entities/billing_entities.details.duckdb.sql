-- name: changed
-- Rows whose list record has changed since their details were read: their key, a hash of the list record, and the value that the single
-- record is requested by.
WITH said AS (
  SELECT lago_id AS key, md5_number_lower(row(
    lago_id,
    code,
    name,
    default_currency,
    document_locale,
    document_numbering,
    document_number_prefix,
    finalize_zero_amount_invoice,
    invoice_footer,
    invoice_grace_period,
    subscription_invoice_issuing_date_anchor,
    subscription_invoice_issuing_date_adjustment,
    is_default,
    net_payment_term,
    address_line1,
    address_line2,
    city,
    state,
    country,
    zipcode,
    email,
    legal_name,
    legal_number,
    tax_identification_number,
    timezone,
    email_settings,
    eu_tax_management,
    logo_url,
    created_at,
    updated_at,
    phone,
    einvoicing,
    _extra
  )::VARCHAR) AS hash
  FROM billing_entities WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, bit_xor(hash)::VARCHAR AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::VARCHAR AS key, h.fingerprint, t.code::VARCHAR AS code
FROM billing_entities AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'billing_entities' AND d.key = t.lago_id::VARCHAR
WHERE t._deleted_at IS NULL
  AND t.lago_id::VARCHAR > $after
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.code IS NOT NULL
ORDER BY t.lago_id::VARCHAR
LIMIT $most::BIGINT;

-- name: remember
DELETE FROM _details WHERE resource = 'billing_entities' AND key IN (SELECT unnest(from_json($seen, '[["VARCHAR"]]'))[1]);

-- name: remember
INSERT INTO _details BY NAME
SELECT 'billing_entities' AS resource, r[1] AS key, r[2] AS fingerprint, $loaded_at::TIMESTAMPTZ AS loaded_at, $load_id AS load_id
FROM (SELECT unnest(from_json($seen, '[["VARCHAR"]]')) AS r);

-- name: deduplicate
-- Rows that share this value have the same single record.
CREATE OR REPLACE TEMP TABLE skipped_billing_entities AS
SELECT _n FROM stage_billing_entities ANTI JOIN (SELECT max(_n) AS _n FROM stage_billing_entities GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_billing_entities;

-- name: merge
-- The row's _extra belongs to the list record.
UPDATE _details AS d SET extra = s._extra FROM stage_billing_entities AS s ANTI JOIN skipped_billing_entities USING (_n) WHERE d.resource = 'billing_entities' AND d.key = s.lago_id::VARCHAR AND s._extra IS NOT NULL;

-- name: remove_children
DELETE FROM billing_entities__taxes AS c USING (SELECT lago_id FROM stage_billing_entities) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO billing_entities__taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_billing_entities__taxes ANTI JOIN skipped_billing_entities USING (_n);

-- name: remove_children
DELETE FROM billing_entities__selected_invoice_custom_sections AS c USING (SELECT lago_id FROM stage_billing_entities) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO billing_entities__selected_invoice_custom_sections BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _selected_invoice_custom_sections_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_billing_entities__selected_invoice_custom_sections ANTI JOIN skipped_billing_entities USING (_n);
