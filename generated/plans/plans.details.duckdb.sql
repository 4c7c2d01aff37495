-- name: changed
-- Rows whose list record has changed since their details were read: their key, a hash of the list record, and the value that the single
-- record is requested by.
WITH said AS (
  SELECT lago_id AS key, md5_number_lower(row(
    lago_id,
    name,
    invoice_display_name,
    created_at,
    code,
    interval,
    description,
    amount_cents,
    amount_currency,
    trial_period,
    pay_in_advance,
    bill_charges_monthly,
    bill_fixed_charges_monthly,
    minimum_commitment__lago_id,
    minimum_commitment__plan_code,
    minimum_commitment__amount_cents,
    minimum_commitment__invoice_display_name,
    minimum_commitment__interval,
    minimum_commitment__created_at,
    minimum_commitment__updated_at,
    metadata,
    pending_deletion,
    _extra
  )::VARCHAR) AS hash
  FROM plans WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _minimum_commitment__taxes_index,
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
  FROM plans__minimum_commitment__taxes WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _charges_index,
    lago_id,
    lago_billable_metric_id,
    code,
    billable_metric_code,
    invoice_display_name,
    created_at,
    charge_model,
    pay_in_advance,
    invoiceable,
    regroup_paid_fees,
    prorated,
    min_amount_cents,
    properties__grouped_by,
    properties__pricing_group_keys,
    properties__amount,
    properties__free_units,
    properties__package_size,
    properties__rate,
    properties__fixed_amount,
    properties__free_units_per_events,
    properties__free_units_per_total_aggregation,
    properties__per_transaction_max_amount,
    properties__per_transaction_min_amount,
    applied_pricing_unit__code,
    applied_pricing_unit__conversion_rate,
    accepts_target_wallet,
    lago_parent_id,
    _extra
  )::VARCHAR) AS hash
  FROM plans__charges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _charges_index,
    _properties__graduated_ranges_index,
    from_value,
    to_value,
    flat_amount,
    per_unit_amount,
    _extra
  )::VARCHAR) AS hash
  FROM plans__charges__properties__graduated_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _charges_index,
    _properties__graduated_percentage_ranges_index,
    from_value,
    to_value,
    rate,
    flat_amount,
    _extra
  )::VARCHAR) AS hash
  FROM plans__charges__properties__graduated_percentage_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _charges_index,
    _properties__volume_ranges_index,
    from_value,
    to_value,
    flat_amount,
    per_unit_amount,
    _extra
  )::VARCHAR) AS hash
  FROM plans__charges__properties__volume_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _charges_index,
    _properties__presentation_group_keys_index,
    value,
    options__display_in_invoice,
    _extra
  )::VARCHAR) AS hash
  FROM plans__charges__properties__presentation_group_keys WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _charges_index,
    _filters_index,
    invoice_display_name,
    properties__grouped_by,
    properties__pricing_group_keys,
    properties__amount,
    properties__free_units,
    properties__package_size,
    properties__rate,
    properties__fixed_amount,
    properties__free_units_per_events,
    properties__free_units_per_total_aggregation,
    properties__per_transaction_max_amount,
    properties__per_transaction_min_amount,
    values,
    lago_id,
    charge_code,
    _extra
  )::VARCHAR) AS hash
  FROM plans__charges__filters WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _charges_index,
    _filters_index,
    _properties__graduated_ranges_index,
    from_value,
    to_value,
    flat_amount,
    per_unit_amount,
    _extra
  )::VARCHAR) AS hash
  FROM plans__charges__filters__properties__graduated_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _charges_index,
    _filters_index,
    _properties__graduated_percentage_ranges_index,
    from_value,
    to_value,
    rate,
    flat_amount,
    _extra
  )::VARCHAR) AS hash
  FROM plans__charges__filters__props__graduated_percentage_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _charges_index,
    _filters_index,
    _properties__volume_ranges_index,
    from_value,
    to_value,
    flat_amount,
    per_unit_amount,
    _extra
  )::VARCHAR) AS hash
  FROM plans__charges__filters__properties__volume_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _charges_index,
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
  FROM plans__charges__taxes WHERE _deleted_at IS NULL
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
  FROM plans__taxes WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _usage_thresholds_index,
    lago_id,
    threshold_display_name,
    amount_cents,
    recurring,
    created_at,
    updated_at,
    _extra
  )::VARCHAR) AS hash
  FROM plans__usage_thresholds WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _entitlements_index,
    code,
    name,
    description,
    _extra
  )::VARCHAR) AS hash
  FROM plans__entitlements WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _entitlements_index,
    _privileges_index,
    code,
    name,
    value_type,
    config__select_options,
    value,
    _extra
  )::VARCHAR) AS hash
  FROM plans__entitlements__privileges WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, bit_xor(hash)::VARCHAR AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::VARCHAR AS key, h.fingerprint, t.code::VARCHAR AS code
FROM plans AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'plans' AND d.key = t.lago_id::VARCHAR
WHERE t._deleted_at IS NULL
  AND t.lago_id::VARCHAR > $after
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.code IS NOT NULL
ORDER BY t.lago_id::VARCHAR
LIMIT $most::BIGINT;

-- name: remember
DELETE FROM _details WHERE resource = 'plans' AND key IN (SELECT unnest(from_json($seen, '[["VARCHAR"]]'))[1]);

-- name: remember
INSERT INTO _details BY NAME
SELECT 'plans' AS resource, r[1] AS key, r[2] AS fingerprint, $loaded_at::TIMESTAMPTZ AS loaded_at, $load_id AS load_id
FROM (SELECT unnest(from_json($seen, '[["VARCHAR"]]')) AS r);

-- name: deduplicate
-- Rows that share this value have the same single record.
CREATE OR REPLACE TEMP TABLE skipped_plans AS
SELECT _n FROM stage_plans ANTI JOIN (SELECT max(_n) AS _n FROM stage_plans GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_plans;

-- name: merge
-- The row's _extra belongs to the list record.
UPDATE _details AS d SET extra = s._extra FROM stage_plans AS s ANTI JOIN skipped_plans USING (_n) WHERE d.resource = 'plans' AND d.key = s.lago_id::VARCHAR AND s._extra IS NOT NULL;

-- name: remove_children
DELETE FROM plans__fixed_charges AS c USING (SELECT lago_id FROM stage_plans) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__fixed_charges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _fixed_charges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__fixed_charges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__fixed_charges__properties__graduated_ranges AS c USING (SELECT lago_id FROM stage_plans) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__fixed_charges__properties__graduated_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _fixed_charges_index, "$3" AS _properties__graduated_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__fixed_charges__properties__graduated_ranges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__fixed_charges__properties__volume_ranges AS c USING (SELECT lago_id FROM stage_plans) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__fixed_charges__properties__volume_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _fixed_charges_index, "$3" AS _properties__volume_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__fixed_charges__properties__volume_ranges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__fixed_charges__taxes AS c USING (SELECT lago_id FROM stage_plans) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__fixed_charges__taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _fixed_charges_index, "$3" AS _taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__fixed_charges__taxes ANTI JOIN skipped_plans USING (_n);
