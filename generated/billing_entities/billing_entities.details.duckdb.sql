-- name: changed
-- Rows of which the list says something else than when their details were read: their key, a hash of what the list says of them, and
-- what the single record is asked by.
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

-- name: records
-- Single records as a page of their list, without what the list has; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO billing_entities_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"billing_entities":[{
  "lago_id":"VARCHAR",
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
  "selected_invoice_custom_sections":[{
    "lago_id":"VARCHAR",
    "name":"VARCHAR",
    "code":"VARCHAR",
    "description":"VARCHAR",
    "details":"VARCHAR",
    "display_name":"VARCHAR",
    "applied_to_organization":"VARCHAR",
    "organization_id":"VARCHAR",
    "created_at":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').billing_entities) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_billing_entities AS
SELECT
  t.lago_id,
  t._extra,
  r.taxes AS "taxes[]",
  r.selected_invoice_custom_sections AS "selected_invoice_custom_sections[]",
FROM shape.billing_entities AS t, billing_entities_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_billing_entities BY NAME
SELECT * FROM (
  SELECT
    r.lago_id::UUID AS lago_id,
    r.taxes AS "taxes[]",
    r.selected_invoice_custom_sections AS "selected_invoice_custom_sections[]",
    r."$extra"::JSON AS _extra
  FROM billing_entities_records($pages)
);

-- name: remember
DELETE FROM _details WHERE resource = 'billing_entities' AND key IN (SELECT unnest(from_json($seen, '[["VARCHAR"]]'))[1]);

-- name: remember
INSERT INTO _details BY NAME
SELECT 'billing_entities' AS resource, r[1] AS key, r[2] AS fingerprint, $loaded_at::TIMESTAMPTZ AS loaded_at, $load_id AS load_id
FROM (SELECT unnest(from_json($seen, '[["VARCHAR"]]')) AS r);

-- name: deduplicate
-- Rows that share what they are asked by bring the same record.
DELETE FROM stage_billing_entities WHERE rowid NOT IN (SELECT max(rowid) FROM stage_billing_entities GROUP BY lago_id);

-- name: merge
-- The row's own _extra is the list's.
UPDATE _details AS d SET extra = s._extra FROM stage_billing_entities AS s WHERE d.resource = 'billing_entities' AND d.key = s.lago_id::VARCHAR AND s._extra IS NOT NULL;

-- name: children
DELETE FROM billing_entities__taxes AS c USING stage_billing_entities AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO billing_entities__taxes BY NAME
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
    FROM stage_billing_entities
  )
);

-- name: children
DELETE FROM billing_entities__selected_invoice_custom_sections AS c USING stage_billing_entities AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO billing_entities__selected_invoice_custom_sections BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _selected_invoice_custom_sections_index,
    r.lago_id::UUID AS lago_id,
    r.name AS name,
    r.code AS code,
    r.description AS description,
    r.details AS details,
    r.display_name AS display_name,
    r.applied_to_organization::BOOLEAN AS applied_to_organization,
    r.organization_id::UUID AS organization_id,
    r.created_at::TIMESTAMPTZ AS created_at,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("selected_invoice_custom_sections[]") AS r, generate_subscripts("selected_invoice_custom_sections[]", 1) - 1 AS _selected_invoice_custom_sections_index
    FROM stage_billing_entities
  )
);
