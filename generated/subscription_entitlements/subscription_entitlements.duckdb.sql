-- name: create
CREATE TABLE IF NOT EXISTS subscription_entitlements (
  external_subscription_id VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  name VARCHAR,
  description VARCHAR,
  overrides JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_entitlements__privileges (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_code VARCHAR NOT NULL,
  _privileges_index BIGINT NOT NULL,
  code VARCHAR,
  name VARCHAR,
  value_type VARCHAR,
  config__select_options JSON,
  value JSON,
  plan_value JSON,
  override_value JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO subscription_entitlements_records(pages, external_subscription_id) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"entitlements":[{
  "code":"VARCHAR",
  "name":"VARCHAR",
  "description":"VARCHAR",
  "overrides":"JSON",
  "privileges":[{
    "code":"VARCHAR",
    "name":"VARCHAR",
    "value_type":"VARCHAR",
    "config":{
      "select_options":"JSON",
    },
    "value":"JSON",
    "plan_value":"JSON",
    "override_value":"JSON",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').entitlements) AS r, p.external_subscription_id
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(external_subscription_id::VARCHAR[]) AS external_subscription_id) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_subscription_entitlements AS
SELECT
  t.*,
  r.privileges AS "privileges[]",
FROM shape.subscription_entitlements AS t, subscription_entitlements_records([], []) LIMIT 0;

-- name: add
INSERT INTO stage_subscription_entitlements BY NAME
SELECT
  external_subscription_id,
  r.code AS code,
  r.name AS name,
  r.description AS description,
  r.overrides AS overrides,
  r.privileges AS "privileges[]",
  r."$extra"::JSON AS _extra
FROM subscription_entitlements_records($pages, $external_subscription_id);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_subscription_entitlements WHERE rowid NOT IN (SELECT max(rowid) FROM stage_subscription_entitlements GROUP BY external_subscription_id, code);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM subscription_entitlements AS t USING stage_subscription_entitlements AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.code = s.code;

-- name: merge
INSERT INTO subscription_entitlements BY NAME
SELECT * EXCLUDE (
  "privileges[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_subscription_entitlements;

-- name: children
DELETE FROM subscription_entitlements__privileges AS c USING stage_subscription_entitlements AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_code = s.code;

-- name: children
INSERT INTO subscription_entitlements__privileges BY NAME
SELECT * FROM (
  SELECT
    _root_external_subscription_id,
    _root_code,
    _privileges_index,
    r.code AS code,
    r.name AS name,
    r.value_type AS value_type,
    r.config.select_options AS config__select_options,
    r.value AS value,
    r.plan_value AS plan_value,
    r.override_value AS override_value,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT external_subscription_id AS _root_external_subscription_id, code AS _root_code, unnest("privileges[]") AS r, generate_subscripts("privileges[]", 1) - 1 AS _privileges_index
    FROM stage_subscription_entitlements
  )
);

-- name: sweep
UPDATE subscription_entitlements SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE subscription_entitlements__privileges AS c SET _deleted_at = s._deleted_at FROM subscription_entitlements AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
