-- name: create
CREATE TABLE IF NOT EXISTS subscription_charges (
  external_subscription_id VARCHAR NOT NULL,
  subscription_status VARCHAR,
  lago_id UUID NOT NULL,
  lago_billable_metric_id UUID,
  code VARCHAR,
  billable_metric_code VARCHAR,
  invoice_display_name VARCHAR,
  created_at TIMESTAMPTZ,
  charge_model VARCHAR,
  pay_in_advance BOOLEAN,
  invoiceable BOOLEAN,
  regroup_paid_fees VARCHAR,
  prorated BOOLEAN,
  min_amount_cents BIGINT,
  properties__grouped_by JSON,
  properties__pricing_group_keys JSON,
  properties__amount DECIMAL(38,15),
  properties__free_units BIGINT,
  properties__package_size BIGINT,
  properties__rate DECIMAL(38,15),
  properties__fixed_amount DECIMAL(38,15),
  properties__free_units_per_events BIGINT,
  properties__free_units_per_total_aggregation DECIMAL(38,15),
  properties__per_transaction_max_amount DECIMAL(38,15),
  properties__per_transaction_min_amount DECIMAL(38,15),
  applied_pricing_unit__code VARCHAR,
  applied_pricing_unit__conversion_rate DECIMAL(38,15),
  accepts_target_wallet BOOLEAN,
  lago_parent_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_charges__properties__graduated_ranges (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_id UUID NOT NULL,
  _properties__graduated_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_charges__properties__graduated_percentage_ranges (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_id UUID NOT NULL,
  _properties__graduated_percentage_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  rate DECIMAL(38,15),
  flat_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_charges__properties__volume_ranges (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_id UUID NOT NULL,
  _properties__volume_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_charges__properties__presentation_group_keys (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_id UUID NOT NULL,
  _properties__presentation_group_keys_index BIGINT NOT NULL,
  value VARCHAR,
  options__display_in_invoice BOOLEAN,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_charges__filters (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_id UUID NOT NULL,
  _filters_index BIGINT NOT NULL,
  invoice_display_name VARCHAR,
  properties__grouped_by JSON,
  properties__pricing_group_keys JSON,
  properties__amount DECIMAL(38,15),
  properties__free_units BIGINT,
  properties__package_size BIGINT,
  properties__rate DECIMAL(38,15),
  properties__fixed_amount DECIMAL(38,15),
  properties__free_units_per_events BIGINT,
  properties__free_units_per_total_aggregation DECIMAL(38,15),
  properties__per_transaction_max_amount DECIMAL(38,15),
  properties__per_transaction_min_amount DECIMAL(38,15),
  values JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_charges__filters__properties__graduated_ranges (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_id UUID NOT NULL,
  _filters_index BIGINT NOT NULL,
  _properties__graduated_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_charges_85f52a_graduated_percentage_ranges (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_id UUID NOT NULL,
  _filters_index BIGINT NOT NULL,
  _properties__graduated_percentage_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  rate DECIMAL(38,15),
  flat_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_charges__filters__properties__volume_ranges (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_id UUID NOT NULL,
  _filters_index BIGINT NOT NULL,
  _properties__volume_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_charges__taxes (
  _root_external_subscription_id VARCHAR NOT NULL,
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

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO subscription_charges_records(pages, external_subscription_id, subscription_status) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"charges":[{
  "lago_id":"VARCHAR",
  "lago_billable_metric_id":"VARCHAR",
  "code":"VARCHAR",
  "billable_metric_code":"VARCHAR",
  "invoice_display_name":"VARCHAR",
  "created_at":"VARCHAR",
  "charge_model":"VARCHAR",
  "pay_in_advance":"VARCHAR",
  "invoiceable":"VARCHAR",
  "regroup_paid_fees":"VARCHAR",
  "prorated":"VARCHAR",
  "min_amount_cents":"VARCHAR",
  "properties":{
    "grouped_by":"JSON",
    "pricing_group_keys":"JSON",
    "amount":"VARCHAR",
    "free_units":"VARCHAR",
    "package_size":"VARCHAR",
    "rate":"VARCHAR",
    "fixed_amount":"VARCHAR",
    "free_units_per_events":"VARCHAR",
    "free_units_per_total_aggregation":"VARCHAR",
    "per_transaction_max_amount":"VARCHAR",
    "per_transaction_min_amount":"VARCHAR",
    "graduated_ranges":[{
      "from_value":"VARCHAR",
      "to_value":"VARCHAR",
      "flat_amount":"VARCHAR",
      "per_unit_amount":"VARCHAR",
      "$extra":"VARCHAR"
    }],
    "graduated_percentage_ranges":[{
      "from_value":"VARCHAR",
      "to_value":"VARCHAR",
      "rate":"VARCHAR",
      "flat_amount":"VARCHAR",
      "$extra":"VARCHAR"
    }],
    "volume_ranges":[{
      "from_value":"VARCHAR",
      "to_value":"VARCHAR",
      "flat_amount":"VARCHAR",
      "per_unit_amount":"VARCHAR",
      "$extra":"VARCHAR"
    }],
    "presentation_group_keys":[{
      "value":"VARCHAR",
      "options":{
        "display_in_invoice":"VARCHAR",
      },
      "$extra":"VARCHAR"
    }],
  },
  "applied_pricing_unit":{
    "code":"VARCHAR",
    "conversion_rate":"VARCHAR",
  },
  "accepts_target_wallet":"VARCHAR",
  "lago_parent_id":"VARCHAR",
  "filters":[{
    "invoice_display_name":"VARCHAR",
    "properties":{
      "grouped_by":"JSON",
      "pricing_group_keys":"JSON",
      "amount":"VARCHAR",
      "free_units":"VARCHAR",
      "package_size":"VARCHAR",
      "rate":"VARCHAR",
      "fixed_amount":"VARCHAR",
      "free_units_per_events":"VARCHAR",
      "free_units_per_total_aggregation":"VARCHAR",
      "per_transaction_max_amount":"VARCHAR",
      "per_transaction_min_amount":"VARCHAR",
      "graduated_ranges":[{
        "from_value":"VARCHAR",
        "to_value":"VARCHAR",
        "flat_amount":"VARCHAR",
        "per_unit_amount":"VARCHAR",
        "$extra":"VARCHAR"
      }],
      "graduated_percentage_ranges":[{
        "from_value":"VARCHAR",
        "to_value":"VARCHAR",
        "rate":"VARCHAR",
        "flat_amount":"VARCHAR",
        "$extra":"VARCHAR"
      }],
      "volume_ranges":[{
        "from_value":"VARCHAR",
        "to_value":"VARCHAR",
        "flat_amount":"VARCHAR",
        "per_unit_amount":"VARCHAR",
        "$extra":"VARCHAR"
      }],
    },
    "values":"JSON",
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
  "$extra":"VARCHAR"
}]}').charges) AS r, p.external_subscription_id, p.subscription_status
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(external_subscription_id::VARCHAR[]) AS external_subscription_id, unnest(subscription_status::VARCHAR[]) AS subscription_status) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_subscription_charges AS
SELECT
  t.* REPLACE (
    properties__amount::VARCHAR AS properties__amount,
    properties__rate::VARCHAR AS properties__rate,
    properties__fixed_amount::VARCHAR AS properties__fixed_amount,
    properties__free_units_per_total_aggregation::VARCHAR AS properties__free_units_per_total_aggregation,
    properties__per_transaction_max_amount::VARCHAR AS properties__per_transaction_max_amount,
    properties__per_transaction_min_amount::VARCHAR AS properties__per_transaction_min_amount,
    applied_pricing_unit__conversion_rate::VARCHAR AS applied_pricing_unit__conversion_rate,
  ),
  r.properties.graduated_ranges AS "properties__graduated_ranges[]",
  r.properties.graduated_percentage_ranges AS "properties__graduated_percentage_ranges[]",
  r.properties.volume_ranges AS "properties__volume_ranges[]",
  r.properties.presentation_group_keys AS "properties__presentation_group_keys[]",
  r.filters AS "filters[]",
  r.taxes AS "taxes[]",
FROM shape.subscription_charges AS t, subscription_charges_records([], [], []) LIMIT 0;

-- name: add
INSERT INTO stage_subscription_charges BY NAME
SELECT
  external_subscription_id,
  subscription_status,
  r.lago_id::UUID AS lago_id,
  r.lago_billable_metric_id::UUID AS lago_billable_metric_id,
  r.code AS code,
  r.billable_metric_code AS billable_metric_code,
  r.invoice_display_name AS invoice_display_name,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.charge_model AS charge_model,
  r.pay_in_advance::BOOLEAN AS pay_in_advance,
  r.invoiceable::BOOLEAN AS invoiceable,
  r.regroup_paid_fees AS regroup_paid_fees,
  r.prorated::BOOLEAN AS prorated,
  r.min_amount_cents::BIGINT AS min_amount_cents,
  r.properties.grouped_by AS properties__grouped_by,
  r.properties.pricing_group_keys AS properties__pricing_group_keys,
  r.properties.amount AS properties__amount,
  r.properties.free_units::BIGINT AS properties__free_units,
  r.properties.package_size::BIGINT AS properties__package_size,
  r.properties.rate AS properties__rate,
  r.properties.fixed_amount AS properties__fixed_amount,
  r.properties.free_units_per_events::BIGINT AS properties__free_units_per_events,
  r.properties.free_units_per_total_aggregation AS properties__free_units_per_total_aggregation,
  r.properties.per_transaction_max_amount AS properties__per_transaction_max_amount,
  r.properties.per_transaction_min_amount AS properties__per_transaction_min_amount,
  r.applied_pricing_unit.code AS applied_pricing_unit__code,
  r.applied_pricing_unit.conversion_rate AS applied_pricing_unit__conversion_rate,
  r.accepts_target_wallet::BOOLEAN AS accepts_target_wallet,
  r.lago_parent_id::UUID AS lago_parent_id,
  r.properties.graduated_ranges AS "properties__graduated_ranges[]",
  r.properties.graduated_percentage_ranges AS "properties__graduated_percentage_ranges[]",
  r.properties.volume_ranges AS "properties__volume_ranges[]",
  r.properties.presentation_group_keys AS "properties__presentation_group_keys[]",
  r.filters AS "filters[]",
  r.taxes AS "taxes[]",
  r."$extra"::JSON AS _extra
FROM subscription_charges_records($pages, $external_subscription_id, $subscription_status);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_subscription_charges WHERE rowid NOT IN (SELECT max(rowid) FROM stage_subscription_charges GROUP BY external_subscription_id, lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM subscription_charges AS t USING stage_subscription_charges AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.lago_id = s.lago_id;

-- name: merge
INSERT INTO subscription_charges BY NAME
SELECT * EXCLUDE (
  "properties__graduated_ranges[]",
  "properties__graduated_percentage_ranges[]",
  "properties__volume_ranges[]",
  "properties__presentation_group_keys[]",
  "filters[]",
  "taxes[]",
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(properties__amount) AS properties__amount,
  exact_decimal(properties__rate) AS properties__rate,
  exact_decimal(properties__fixed_amount) AS properties__fixed_amount,
  exact_decimal(properties__free_units_per_total_aggregation) AS properties__free_units_per_total_aggregation,
  exact_decimal(properties__per_transaction_max_amount) AS properties__per_transaction_max_amount,
  exact_decimal(properties__per_transaction_min_amount) AS properties__per_transaction_min_amount,
  exact_decimal(applied_pricing_unit__conversion_rate) AS applied_pricing_unit__conversion_rate,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_subscription_charges;

-- name: children
DELETE FROM subscription_charges__properties__graduated_ranges AS c USING stage_subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charges__properties__graduated_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(flat_amount) AS flat_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
) FROM (
  SELECT
    _root_external_subscription_id,
    _root_lago_id,
    _properties__graduated_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.flat_amount AS flat_amount,
    r.per_unit_amount AS per_unit_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT external_subscription_id AS _root_external_subscription_id, lago_id AS _root_lago_id, unnest("properties__graduated_ranges[]") AS r, generate_subscripts("properties__graduated_ranges[]", 1) - 1 AS _properties__graduated_ranges_index
    FROM stage_subscription_charges
  )
);

-- name: children
DELETE FROM subscription_charges__properties__graduated_percentage_ranges AS c USING stage_subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charges__properties__graduated_percentage_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(rate) AS rate,
  exact_decimal(flat_amount) AS flat_amount,
) FROM (
  SELECT
    _root_external_subscription_id,
    _root_lago_id,
    _properties__graduated_percentage_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.rate AS rate,
    r.flat_amount AS flat_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT external_subscription_id AS _root_external_subscription_id, lago_id AS _root_lago_id, unnest("properties__graduated_percentage_ranges[]") AS r, generate_subscripts("properties__graduated_percentage_ranges[]", 1) - 1 AS _properties__graduated_percentage_ranges_index
    FROM stage_subscription_charges
  )
);

-- name: children
DELETE FROM subscription_charges__properties__volume_ranges AS c USING stage_subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charges__properties__volume_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(flat_amount) AS flat_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
) FROM (
  SELECT
    _root_external_subscription_id,
    _root_lago_id,
    _properties__volume_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.flat_amount AS flat_amount,
    r.per_unit_amount AS per_unit_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT external_subscription_id AS _root_external_subscription_id, lago_id AS _root_lago_id, unnest("properties__volume_ranges[]") AS r, generate_subscripts("properties__volume_ranges[]", 1) - 1 AS _properties__volume_ranges_index
    FROM stage_subscription_charges
  )
);

-- name: children
DELETE FROM subscription_charges__properties__presentation_group_keys AS c USING stage_subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charges__properties__presentation_group_keys BY NAME
SELECT * FROM (
  SELECT
    _root_external_subscription_id,
    _root_lago_id,
    _properties__presentation_group_keys_index,
    r.value AS value,
    r.options.display_in_invoice::BOOLEAN AS options__display_in_invoice,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT external_subscription_id AS _root_external_subscription_id, lago_id AS _root_lago_id, unnest("properties__presentation_group_keys[]") AS r, generate_subscripts("properties__presentation_group_keys[]", 1) - 1 AS _properties__presentation_group_keys_index
    FROM stage_subscription_charges
  )
);

-- name: children
DELETE FROM subscription_charges__filters AS c USING stage_subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charges__filters BY NAME
SELECT * REPLACE (
  exact_decimal(properties__amount) AS properties__amount,
  exact_decimal(properties__rate) AS properties__rate,
  exact_decimal(properties__fixed_amount) AS properties__fixed_amount,
  exact_decimal(properties__free_units_per_total_aggregation) AS properties__free_units_per_total_aggregation,
  exact_decimal(properties__per_transaction_max_amount) AS properties__per_transaction_max_amount,
  exact_decimal(properties__per_transaction_min_amount) AS properties__per_transaction_min_amount,
) FROM (
  SELECT
    _root_external_subscription_id,
    _root_lago_id,
    _filters_index,
    r.invoice_display_name AS invoice_display_name,
    r.properties.grouped_by AS properties__grouped_by,
    r.properties.pricing_group_keys AS properties__pricing_group_keys,
    r.properties.amount AS properties__amount,
    r.properties.free_units::BIGINT AS properties__free_units,
    r.properties.package_size::BIGINT AS properties__package_size,
    r.properties.rate AS properties__rate,
    r.properties.fixed_amount AS properties__fixed_amount,
    r.properties.free_units_per_events::BIGINT AS properties__free_units_per_events,
    r.properties.free_units_per_total_aggregation AS properties__free_units_per_total_aggregation,
    r.properties.per_transaction_max_amount AS properties__per_transaction_max_amount,
    r.properties.per_transaction_min_amount AS properties__per_transaction_min_amount,
    r.values AS values,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT external_subscription_id AS _root_external_subscription_id, lago_id AS _root_lago_id, unnest("filters[]") AS r, generate_subscripts("filters[]", 1) - 1 AS _filters_index
    FROM stage_subscription_charges
  )
);

-- name: children
DELETE FROM subscription_charges__filters__properties__graduated_ranges AS c USING stage_subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charges__filters__properties__graduated_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(flat_amount) AS flat_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
) FROM (
  SELECT
    _root_external_subscription_id,
    _root_lago_id,
    _filters_index,
    _properties__graduated_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.flat_amount AS flat_amount,
    r.per_unit_amount AS per_unit_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_external_subscription_id, _root_lago_id, _filters_index, unnest(r.properties.graduated_ranges) AS r, generate_subscripts(r.properties.graduated_ranges, 1) - 1 AS _properties__graduated_ranges_index
    FROM (
      SELECT external_subscription_id AS _root_external_subscription_id, lago_id AS _root_lago_id, unnest("filters[]") AS r, generate_subscripts("filters[]", 1) - 1 AS _filters_index
      FROM stage_subscription_charges
    )
  )
);

-- name: children
DELETE FROM subscription_charges_85f52a_graduated_percentage_ranges AS c USING stage_subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charges_85f52a_graduated_percentage_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(rate) AS rate,
  exact_decimal(flat_amount) AS flat_amount,
) FROM (
  SELECT
    _root_external_subscription_id,
    _root_lago_id,
    _filters_index,
    _properties__graduated_percentage_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.rate AS rate,
    r.flat_amount AS flat_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_external_subscription_id, _root_lago_id, _filters_index, unnest(r.properties.graduated_percentage_ranges) AS r, generate_subscripts(r.properties.graduated_percentage_ranges, 1) - 1 AS _properties__graduated_percentage_ranges_index
    FROM (
      SELECT external_subscription_id AS _root_external_subscription_id, lago_id AS _root_lago_id, unnest("filters[]") AS r, generate_subscripts("filters[]", 1) - 1 AS _filters_index
      FROM stage_subscription_charges
    )
  )
);

-- name: children
DELETE FROM subscription_charges__filters__properties__volume_ranges AS c USING stage_subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charges__filters__properties__volume_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(flat_amount) AS flat_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
) FROM (
  SELECT
    _root_external_subscription_id,
    _root_lago_id,
    _filters_index,
    _properties__volume_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.flat_amount AS flat_amount,
    r.per_unit_amount AS per_unit_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_external_subscription_id, _root_lago_id, _filters_index, unnest(r.properties.volume_ranges) AS r, generate_subscripts(r.properties.volume_ranges, 1) - 1 AS _properties__volume_ranges_index
    FROM (
      SELECT external_subscription_id AS _root_external_subscription_id, lago_id AS _root_lago_id, unnest("filters[]") AS r, generate_subscripts("filters[]", 1) - 1 AS _filters_index
      FROM stage_subscription_charges
    )
  )
);

-- name: children
DELETE FROM subscription_charges__taxes AS c USING stage_subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charges__taxes BY NAME
SELECT * FROM (
  SELECT
    _root_external_subscription_id,
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
    SELECT external_subscription_id AS _root_external_subscription_id, lago_id AS _root_lago_id, unnest("taxes[]") AS r, generate_subscripts("taxes[]", 1) - 1 AS _taxes_index
    FROM stage_subscription_charges
  )
);

-- name: sweep
UPDATE subscription_charges SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charges__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charges__properties__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charges__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charges__properties__presentation_group_keys AS c SET _deleted_at = s._deleted_at FROM subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charges__filters AS c SET _deleted_at = s._deleted_at FROM subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charges__filters__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charges_85f52a_graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charges__filters__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charges__taxes AS c SET _deleted_at = s._deleted_at FROM subscription_charges AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
