-- name: create
CREATE TABLE IF NOT EXISTS plan_fixed_charges (
  plan_code VARCHAR,
  lago_id UUID NOT NULL,
  lago_add_on_id UUID,
  invoice_display_name VARCHAR,
  add_on_code VARCHAR,
  created_at TIMESTAMPTZ,
  code VARCHAR,
  charge_model VARCHAR,
  pay_in_advance BOOLEAN,
  prorated BOOLEAN,
  properties__amount DECIMAL(38,15),
  units DECIMAL(38,15),
  lago_parent_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_fixed_charges__properties__graduated_ranges (
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
CREATE TABLE IF NOT EXISTS plan_fixed_charges__properties__volume_ranges (
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
CREATE TABLE IF NOT EXISTS plan_fixed_charges__taxes (
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
CREATE OR REPLACE TEMP MACRO plan_fixed_charges_records(pages, plan_code) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"fixed_charges":[{
  "lago_id":"VARCHAR",
  "lago_add_on_id":"VARCHAR",
  "invoice_display_name":"VARCHAR",
  "add_on_code":"VARCHAR",
  "created_at":"VARCHAR",
  "code":"VARCHAR",
  "charge_model":"VARCHAR",
  "pay_in_advance":"VARCHAR",
  "prorated":"VARCHAR",
  "properties":{
    "amount":"VARCHAR",
    "graduated_ranges":[{
      "from_value":"VARCHAR",
      "to_value":"VARCHAR",
      "flat_amount":"VARCHAR",
      "per_unit_amount":"VARCHAR",
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
  "units":"VARCHAR",
  "lago_parent_id":"VARCHAR",
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
}]}').fixed_charges) AS r, p.plan_code
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(plan_code::VARCHAR[]) AS plan_code) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_plan_fixed_charges AS
SELECT
  t.* REPLACE (
    properties__amount::VARCHAR AS properties__amount,
    units::VARCHAR AS units,
  ),
  r.properties.graduated_ranges AS "properties__graduated_ranges[]",
  r.properties.volume_ranges AS "properties__volume_ranges[]",
  r.taxes AS "taxes[]",
FROM shape.plan_fixed_charges AS t, plan_fixed_charges_records([], []) LIMIT 0;

-- name: add
INSERT INTO stage_plan_fixed_charges BY NAME
SELECT
  plan_code,
  r.lago_id::UUID AS lago_id,
  r.lago_add_on_id::UUID AS lago_add_on_id,
  r.invoice_display_name AS invoice_display_name,
  r.add_on_code AS add_on_code,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.code AS code,
  r.charge_model AS charge_model,
  r.pay_in_advance::BOOLEAN AS pay_in_advance,
  r.prorated::BOOLEAN AS prorated,
  r.properties.amount AS properties__amount,
  r.units AS units,
  r.lago_parent_id::UUID AS lago_parent_id,
  r.properties.graduated_ranges AS "properties__graduated_ranges[]",
  r.properties.volume_ranges AS "properties__volume_ranges[]",
  r.taxes AS "taxes[]",
  r."$extra"::JSON AS _extra
FROM plan_fixed_charges_records($pages, $plan_code);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_plan_fixed_charges WHERE rowid NOT IN (SELECT max(rowid) FROM stage_plan_fixed_charges GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM plan_fixed_charges AS t USING stage_plan_fixed_charges AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO plan_fixed_charges BY NAME
SELECT * EXCLUDE (
  "properties__graduated_ranges[]",
  "properties__volume_ranges[]",
  "taxes[]",
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(properties__amount) AS properties__amount,
  exact_decimal(units) AS units,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_fixed_charges;

-- name: children
DELETE FROM plan_fixed_charges__properties__graduated_ranges AS c USING stage_plan_fixed_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_fixed_charges__properties__graduated_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(flat_amount) AS flat_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
) FROM (
  SELECT
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
    SELECT lago_id AS _root_lago_id, unnest("properties__graduated_ranges[]") AS r, generate_subscripts("properties__graduated_ranges[]", 1) - 1 AS _properties__graduated_ranges_index
    FROM stage_plan_fixed_charges
  )
);

-- name: children
DELETE FROM plan_fixed_charges__properties__volume_ranges AS c USING stage_plan_fixed_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_fixed_charges__properties__volume_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(flat_amount) AS flat_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
) FROM (
  SELECT
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
    SELECT lago_id AS _root_lago_id, unnest("properties__volume_ranges[]") AS r, generate_subscripts("properties__volume_ranges[]", 1) - 1 AS _properties__volume_ranges_index
    FROM stage_plan_fixed_charges
  )
);

-- name: children
DELETE FROM plan_fixed_charges__taxes AS c USING stage_plan_fixed_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_fixed_charges__taxes BY NAME
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
    FROM stage_plan_fixed_charges
  )
);

-- name: sweep
UPDATE plan_fixed_charges SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_fixed_charges__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plan_fixed_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_fixed_charges__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plan_fixed_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_fixed_charges__taxes AS c SET _deleted_at = s._deleted_at FROM plan_fixed_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
