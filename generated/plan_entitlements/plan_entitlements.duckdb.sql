-- name: create
CREATE TABLE IF NOT EXISTS plan_entitlements (
  plan_code VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  name VARCHAR,
  description VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_entitlements__privileges (
  _root_plan_code VARCHAR NOT NULL,
  _root_code VARCHAR NOT NULL,
  _privileges_index BIGINT NOT NULL,
  code VARCHAR,
  name VARCHAR,
  value_type VARCHAR,
  config__select_options JSON,
  value JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO plan_entitlements_records(pages, plan_code) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"entitlements":[{
  "code":"VARCHAR",
  "name":"VARCHAR",
  "description":"VARCHAR",
  "privileges":[{
    "code":"VARCHAR",
    "name":"VARCHAR",
    "value_type":"VARCHAR",
    "config":{
      "select_options":"JSON",
    },
    "value":"JSON",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').entitlements) AS r, p.plan_code
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(plan_code::VARCHAR[]) AS plan_code) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_plan_entitlements AS
SELECT
  t.*,
  r.privileges AS "privileges[]",
FROM shape.plan_entitlements AS t, plan_entitlements_records([], []) LIMIT 0;

-- name: add
INSERT INTO stage_plan_entitlements BY NAME
SELECT
  plan_code,
  r.code AS code,
  r.name AS name,
  r.description AS description,
  r.privileges AS "privileges[]",
  r."$extra"::JSON AS _extra
FROM plan_entitlements_records($pages, $plan_code);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_plan_entitlements WHERE rowid NOT IN (SELECT max(rowid) FROM stage_plan_entitlements GROUP BY plan_code, code);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM plan_entitlements AS t USING stage_plan_entitlements AS s WHERE t.plan_code = s.plan_code AND t.code = s.code;

-- name: merge
INSERT INTO plan_entitlements BY NAME
SELECT * EXCLUDE (
  "privileges[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_entitlements;

-- name: children
DELETE FROM plan_entitlements__privileges AS c USING stage_plan_entitlements AS s WHERE c._root_plan_code = s.plan_code AND c._root_code = s.code;

-- name: children
INSERT INTO plan_entitlements__privileges BY NAME
SELECT * FROM (
  SELECT
    _root_plan_code,
    _root_code,
    _privileges_index,
    r.code AS code,
    r.name AS name,
    r.value_type AS value_type,
    r.config.select_options AS config__select_options,
    r.value AS value,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT plan_code AS _root_plan_code, code AS _root_code, unnest("privileges[]") AS r, generate_subscripts("privileges[]", 1) - 1 AS _privileges_index
    FROM stage_plan_entitlements
  )
);

-- name: sweep
UPDATE plan_entitlements SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_entitlements__privileges AS c SET _deleted_at = s._deleted_at FROM plan_entitlements AS s WHERE c._root_plan_code = s.plan_code AND c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
