-- name: changed
-- Rows whose list record has changed since their details were read: their key, a hash of the list record, and the value that the single
-- record is requested by.
WITH said AS (
  SELECT lago_id AS key, md5(row(
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
  )::text) AS hash
  FROM billing_entities WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, md5(string_agg(hash, '' ORDER BY hash)) AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::text AS key, h.fingerprint, t.code::text AS code
FROM billing_entities AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'billing_entities' AND d.key = t.lago_id::text
WHERE t._deleted_at IS NULL
  AND t.lago_id::text COLLATE "C" > $1
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.code IS NOT NULL
ORDER BY t.lago_id::text COLLATE "C"
LIMIT $2;

-- name: stage
-- pg_temp.billing_entities is `create` run in the temporary schema: the loader copies rows in the order of its columns, here of those that only single records have.
CREATE TEMP TABLE stage_billing_entities AS
SELECT
  lago_id,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at,
  NULL::bigint AS _n
FROM pg_temp.billing_entities
WITH NO DATA;

-- name: stage
CREATE TEMP TABLE stage_billing_entities__taxes (_n bigint) INHERITS (pg_temp.billing_entities__taxes);

-- name: stage
CREATE TEMP TABLE stage_billing_entities__selected_invoice_custom_sections (_n bigint) INHERITS (pg_temp.billing_entities__selected_invoice_custom_sections);

-- name: remember
WITH seen AS (
  SELECT r ->> 0 AS key, r ->> 1 AS fingerprint FROM json_array_elements($1::json) AS r
), gone AS (
  DELETE FROM _details WHERE resource = 'billing_entities' AND key IN (SELECT key FROM seen)
)
INSERT INTO _details (resource, key, fingerprint, loaded_at, load_id)
SELECT 'billing_entities', key, fingerprint, $2::timestamptz, $3 FROM seen;

-- name: find_duplicates
SELECT FROM stage_billing_entities GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- Rows that share this value have the same single record.
WITH gone AS (
  DELETE FROM stage_billing_entities AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_billing_entities GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_billing_entities__taxes AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_billing_entities__selected_invoice_custom_sections AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: merge
-- The row's _extra belongs to the list record.
UPDATE _details AS d SET extra = s._extra FROM stage_billing_entities AS s WHERE d.resource = 'billing_entities' AND d.key = s.lago_id::text AND s._extra IS NOT NULL;

-- name: remove_children
DELETE FROM billing_entities__taxes AS c USING stage_billing_entities AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO billing_entities__taxes (
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
SELECT * FROM pg_temp.billing_entities__taxes;

-- name: remove_children
DELETE FROM billing_entities__selected_invoice_custom_sections AS c USING stage_billing_entities AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO billing_entities__selected_invoice_custom_sections (
  _root_lago_id,
  _selected_invoice_custom_sections_index,
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
SELECT * FROM pg_temp.billing_entities__selected_invoice_custom_sections;
