-- name: create
CREATE TABLE IF NOT EXISTS subscription_charge_filters (
  external_subscription_id VARCHAR NOT NULL,
  lago_id UUID NOT NULL,
  charge_code VARCHAR,
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
CREATE TABLE IF NOT EXISTS subscription_charge_filters__properties__graduated_ranges (
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
CREATE TABLE IF NOT EXISTS subscription_charge_0e46f0_graduated_percentage_ranges (
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
CREATE TABLE IF NOT EXISTS subscription_charge_filters__properties__volume_ranges (
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

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO subscription_charge_filters_records(pages, external_subscription_id) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"filters":[{
  "lago_id":"VARCHAR",
  "charge_code":"VARCHAR",
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
}]}').filters) AS r, p.external_subscription_id
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(external_subscription_id::VARCHAR[]) AS external_subscription_id) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_subscription_charge_filters AS
SELECT
  t.* REPLACE (
    properties__amount::VARCHAR AS properties__amount,
    properties__rate::VARCHAR AS properties__rate,
    properties__fixed_amount::VARCHAR AS properties__fixed_amount,
    properties__free_units_per_total_aggregation::VARCHAR AS properties__free_units_per_total_aggregation,
    properties__per_transaction_max_amount::VARCHAR AS properties__per_transaction_max_amount,
    properties__per_transaction_min_amount::VARCHAR AS properties__per_transaction_min_amount,
  ),
  r.properties.graduated_ranges AS "properties__graduated_ranges[]",
  r.properties.graduated_percentage_ranges AS "properties__graduated_percentage_ranges[]",
  r.properties.volume_ranges AS "properties__volume_ranges[]",
FROM shape.subscription_charge_filters AS t, subscription_charge_filters_records([], []) LIMIT 0;

-- name: add
INSERT INTO stage_subscription_charge_filters BY NAME
SELECT
  external_subscription_id,
  r.lago_id::UUID AS lago_id,
  r.charge_code AS charge_code,
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
  r.properties.graduated_ranges AS "properties__graduated_ranges[]",
  r.properties.graduated_percentage_ranges AS "properties__graduated_percentage_ranges[]",
  r.properties.volume_ranges AS "properties__volume_ranges[]",
  r."$extra"::JSON AS _extra
FROM subscription_charge_filters_records($pages, $external_subscription_id);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_subscription_charge_filters WHERE rowid NOT IN (SELECT max(rowid) FROM stage_subscription_charge_filters GROUP BY external_subscription_id, lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM subscription_charge_filters AS t USING stage_subscription_charge_filters AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.lago_id = s.lago_id;

-- name: merge
INSERT INTO subscription_charge_filters BY NAME
SELECT * EXCLUDE (
  "properties__graduated_ranges[]",
  "properties__graduated_percentage_ranges[]",
  "properties__volume_ranges[]",
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(properties__amount) AS properties__amount,
  exact_decimal(properties__rate) AS properties__rate,
  exact_decimal(properties__fixed_amount) AS properties__fixed_amount,
  exact_decimal(properties__free_units_per_total_aggregation) AS properties__free_units_per_total_aggregation,
  exact_decimal(properties__per_transaction_max_amount) AS properties__per_transaction_max_amount,
  exact_decimal(properties__per_transaction_min_amount) AS properties__per_transaction_min_amount,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_subscription_charge_filters;

-- name: children
DELETE FROM subscription_charge_filters__properties__graduated_ranges AS c USING stage_subscription_charge_filters AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charge_filters__properties__graduated_ranges BY NAME
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
    FROM stage_subscription_charge_filters
  )
);

-- name: children
DELETE FROM subscription_charge_0e46f0_graduated_percentage_ranges AS c USING stage_subscription_charge_filters AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charge_0e46f0_graduated_percentage_ranges BY NAME
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
    FROM stage_subscription_charge_filters
  )
);

-- name: children
DELETE FROM subscription_charge_filters__properties__volume_ranges AS c USING stage_subscription_charge_filters AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_charge_filters__properties__volume_ranges BY NAME
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
    FROM stage_subscription_charge_filters
  )
);

-- name: sweep
UPDATE subscription_charge_filters SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charge_filters__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM subscription_charge_filters AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charge_0e46f0_graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM subscription_charge_filters AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_charge_filters__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM subscription_charge_filters AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
