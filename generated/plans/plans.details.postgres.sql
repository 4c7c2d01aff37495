-- name: changed
-- Rows whose list record has changed since their details were read: their key, a hash of the list record, and the value that the single
-- record is requested by.
WITH said AS (
  SELECT lago_id AS key, md5(row(
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
  )::text) AS hash
  FROM plans WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
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
  )::text) AS hash
  FROM plans__minimum_commitment__taxes WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
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
  )::text) AS hash
  FROM plans__charges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _charges_index,
    _properties__graduated_ranges_index,
    from_value,
    to_value,
    flat_amount,
    per_unit_amount,
    _extra
  )::text) AS hash
  FROM plans__charges__properties__graduated_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _charges_index,
    _properties__graduated_percentage_ranges_index,
    from_value,
    to_value,
    rate,
    flat_amount,
    _extra
  )::text) AS hash
  FROM plans__charges__properties__graduated_percentage_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _charges_index,
    _properties__volume_ranges_index,
    from_value,
    to_value,
    flat_amount,
    per_unit_amount,
    _extra
  )::text) AS hash
  FROM plans__charges__properties__volume_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _charges_index,
    _properties__presentation_group_keys_index,
    value,
    options__display_in_invoice,
    _extra
  )::text) AS hash
  FROM plans__charges__properties__presentation_group_keys WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
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
  )::text) AS hash
  FROM plans__charges__filters WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _charges_index,
    _filters_index,
    _properties__graduated_ranges_index,
    from_value,
    to_value,
    flat_amount,
    per_unit_amount,
    _extra
  )::text) AS hash
  FROM plans__charges__filters__properties__graduated_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _charges_index,
    _filters_index,
    _properties__graduated_percentage_ranges_index,
    from_value,
    to_value,
    rate,
    flat_amount,
    _extra
  )::text) AS hash
  FROM plans__charges__filters__props__graduated_percentage_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _charges_index,
    _filters_index,
    _properties__volume_ranges_index,
    from_value,
    to_value,
    flat_amount,
    per_unit_amount,
    _extra
  )::text) AS hash
  FROM plans__charges__filters__properties__volume_ranges WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
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
  )::text) AS hash
  FROM plans__charges__taxes WHERE _deleted_at IS NULL
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
  FROM plans__taxes WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _usage_thresholds_index,
    lago_id,
    threshold_display_name,
    amount_cents,
    recurring,
    created_at,
    updated_at,
    _extra
  )::text) AS hash
  FROM plans__usage_thresholds WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _entitlements_index,
    code,
    name,
    description,
    _extra
  )::text) AS hash
  FROM plans__entitlements WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _entitlements_index,
    _privileges_index,
    code,
    name,
    value_type,
    config__select_options,
    value,
    _extra
  )::text) AS hash
  FROM plans__entitlements__privileges WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, md5(string_agg(hash, '' ORDER BY hash)) AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::text AS key, h.fingerprint, t.code::text AS code
FROM plans AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'plans' AND d.key = t.lago_id::text
WHERE t._deleted_at IS NULL
  AND t.lago_id::text COLLATE "C" > $1
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.code IS NOT NULL
ORDER BY t.lago_id::text COLLATE "C"
LIMIT $2;

-- name: stage
-- pg_temp.plans is `create` run in the temporary schema: the loader copies rows in the order of its columns, here of those that only single records have.
CREATE TEMP TABLE stage_plans AS
SELECT
  lago_id,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at,
  NULL::bigint AS _n
FROM pg_temp.plans
WITH NO DATA;

-- name: stage
CREATE TEMP TABLE stage_plans__fixed_charges (_n bigint) INHERITS (pg_temp.plans__fixed_charges);

-- name: stage
CREATE TEMP TABLE stage_plans__fixed_charges__properties__graduated_ranges (_n bigint) INHERITS (pg_temp.plans__fixed_charges__properties__graduated_ranges);

-- name: stage
CREATE TEMP TABLE stage_plans__fixed_charges__properties__volume_ranges (_n bigint) INHERITS (pg_temp.plans__fixed_charges__properties__volume_ranges);

-- name: stage
CREATE TEMP TABLE stage_plans__fixed_charges__taxes (_n bigint) INHERITS (pg_temp.plans__fixed_charges__taxes);

-- name: remember
WITH seen AS (
  SELECT r ->> 0 AS key, r ->> 1 AS fingerprint FROM json_array_elements($1::json) AS r
), gone AS (
  DELETE FROM _details WHERE resource = 'plans' AND key IN (SELECT key FROM seen)
)
INSERT INTO _details (resource, key, fingerprint, loaded_at, load_id)
SELECT 'plans', key, fingerprint, $2::timestamptz, $3 FROM seen;

-- name: find_duplicates
SELECT FROM stage_plans GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- Rows that share this value have the same single record.
WITH gone AS (
  DELETE FROM stage_plans AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_plans GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_plans__fixed_charges AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_plans__fixed_charges__properties__graduated_ranges AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_plans__fixed_charges__properties__volume_ranges AS c USING gone WHERE c._n = gone._n
), gone_4 AS (
  DELETE FROM stage_plans__fixed_charges__taxes AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: merge
-- The row's _extra belongs to the list record.
UPDATE _details AS d SET extra = s._extra FROM stage_plans AS s WHERE d.resource = 'plans' AND d.key = s.lago_id::text AND s._extra IS NOT NULL;

-- name: remove_children
DELETE FROM plans__fixed_charges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__fixed_charges (
  _root_lago_id,
  _fixed_charges_index,
  lago_id,
  lago_add_on_id,
  invoice_display_name,
  add_on_code,
  created_at,
  code,
  charge_model,
  pay_in_advance,
  prorated,
  properties__amount,
  units,
  lago_parent_id,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plans__fixed_charges;

-- name: remove_children
DELETE FROM plans__fixed_charges__properties__graduated_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__fixed_charges__properties__graduated_ranges (
  _root_lago_id,
  _fixed_charges_index,
  _properties__graduated_ranges_index,
  from_value,
  to_value,
  flat_amount,
  per_unit_amount,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plans__fixed_charges__properties__graduated_ranges;

-- name: remove_children
DELETE FROM plans__fixed_charges__properties__volume_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__fixed_charges__properties__volume_ranges (
  _root_lago_id,
  _fixed_charges_index,
  _properties__volume_ranges_index,
  from_value,
  to_value,
  flat_amount,
  per_unit_amount,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plans__fixed_charges__properties__volume_ranges;

-- name: remove_children
DELETE FROM plans__fixed_charges__taxes AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__fixed_charges__taxes (
  _root_lago_id,
  _fixed_charges_index,
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
SELECT * FROM pg_temp.plans__fixed_charges__taxes;
