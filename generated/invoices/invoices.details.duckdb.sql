-- name: changed
-- Rows whose list record has changed since their details were read: their key, a hash of the list record, and the value that the single
-- record is requested by.
WITH said AS (
  SELECT lago_id AS key, md5_number_lower(row(
    lago_id,
    billing_entity_code,
    sequential_id,
    number,
    issuing_date,
    payment_dispute_lost_at,
    payment_due_date,
    payment_overdue,
    net_payment_term,
    invoice_type,
    status,
    payment_status,
    currency,
    fees_amount_cents,
    coupons_amount_cents,
    credit_notes_amount_cents,
    sub_total_excluding_taxes_amount_cents,
    taxes_amount_cents,
    sub_total_including_taxes_amount_cents,
    prepaid_credit_amount_cents,
    prepaid_granted_credit_amount_cents,
    prepaid_purchased_credit_amount_cents,
    progressive_billing_credit_amount_cents,
    total_amount_cents,
    version_number,
    self_billed,
    file_url,
    created_at,
    updated_at,
    purchase_order_number,
    web_url,
    total_due_amount_cents,
    total_paid_amount_cents,
    total_offsetted_credit_note_amount_cents,
    xml_url,
    voided_at,
    customer,
    _extra
  )::VARCHAR) AS hash
  FROM invoices WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _metadata_index,
    lago_id,
    key,
    value,
    created_at,
    _extra
  )::VARCHAR) AS hash
  FROM invoices__metadata WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _applied_taxes_index,
    lago_id,
    lago_tax_id,
    tax_name,
    tax_code,
    tax_rate,
    tax_description,
    amount_cents,
    amount_currency,
    created_at,
    lago_invoice_id,
    fees_amount_cents,
    _extra
  )::VARCHAR) AS hash
  FROM invoices__applied_taxes WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _applied_usage_thresholds_index,
    lifetime_usage_amount_cents,
    created_at,
    usage_threshold__lago_id,
    usage_threshold__threshold_display_name,
    usage_threshold__amount_cents,
    usage_threshold__recurring,
    usage_threshold__created_at,
    usage_threshold__updated_at,
    _extra
  )::VARCHAR) AS hash
  FROM invoices__applied_usage_thresholds WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, bit_xor(hash)::VARCHAR AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::VARCHAR AS key, h.fingerprint, t.lago_id::VARCHAR AS lago_id
FROM invoices AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'invoices' AND d.key = t.lago_id::VARCHAR
WHERE t._deleted_at IS NULL
  AND t.lago_id::VARCHAR > $after
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.lago_id IS NOT NULL
ORDER BY t.lago_id::VARCHAR
LIMIT $most::BIGINT;

-- name: remember
DELETE FROM _details WHERE resource = 'invoices' AND key IN (SELECT unnest(from_json($seen, '[["VARCHAR"]]'))[1]);

-- name: remember
INSERT INTO _details BY NAME
SELECT 'invoices' AS resource, r[1] AS key, r[2] AS fingerprint, $loaded_at::TIMESTAMPTZ AS loaded_at, $load_id AS load_id
FROM (SELECT unnest(from_json($seen, '[["VARCHAR"]]')) AS r);

-- name: deduplicate
-- Rows that share this value have the same single record.
CREATE OR REPLACE TEMP TABLE skipped_invoices AS
SELECT _n FROM stage_invoices ANTI JOIN (SELECT max(_n) AS _n FROM stage_invoices GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_invoices;

-- name: merge
-- The row's _extra belongs to the list record.
UPDATE _details AS d SET extra = s._extra FROM stage_invoices AS s ANTI JOIN skipped_invoices USING (_n) WHERE d.resource = 'invoices' AND d.key = s.lago_id::VARCHAR AND s._extra IS NOT NULL;

-- name: remove_children
DELETE FROM invoices__applied_invoice_custom_sections AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__applied_invoice_custom_sections BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _applied_invoice_custom_sections_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__applied_invoice_custom_sections ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__billing_periods AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__billing_periods BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _billing_periods_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__billing_periods ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__credits AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__credits BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _credits_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__credits ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__fees AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _fees_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__fees ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__fees__amount_details__graduated_ranges AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__amount_details__graduated_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _fees_index, "$3" AS _amount_details__graduated_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__fees__amount_details__graduated_ranges ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__fees__amount_details__graduated_percentage_ranges AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__amount_details__graduated_percentage_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _fees_index, "$3" AS _amount_details__graduated_percentage_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__fees__amount_details__graduated_percentage_ranges ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__fees__applied_taxes AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__applied_taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _fees_index, "$3" AS _applied_taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__fees__applied_taxes ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__fees__presentation_breakdowns AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__presentation_breakdowns BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _fees_index, "$3" AS _presentation_breakdowns_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__fees__presentation_breakdowns ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__subscriptions AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__subscriptions BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _subscriptions_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__subscriptions ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__subscriptions__applied_invoice_custom_sections AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__subscriptions__applied_invoice_custom_sections BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _subscriptions_index, "$3" AS _applied_invoice_custom_sections_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__subscriptions__applied_invoice_custom_sections ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__subscriptions__activation_rules AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__subscriptions__activation_rules BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _subscriptions_index, "$3" AS _activation_rules_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__subscriptions__activation_rules ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__error_details AS c USING (SELECT lago_id FROM stage_invoices) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__error_details BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _error_details_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__error_details ANTI JOIN skipped_invoices USING (_n);
