-- name: create
CREATE TABLE IF NOT EXISTS features (
  code VARCHAR NOT NULL,
  name VARCHAR,
  description VARCHAR,
  created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS features__privileges (
  _root_code VARCHAR NOT NULL,
  _privileges_index BIGINT NOT NULL,
  code VARCHAR,
  name VARCHAR,
  value_type VARCHAR,
  config__select_options JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO features_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"features":[{
  "code":"VARCHAR",
  "name":"VARCHAR",
  "description":"VARCHAR",
  "created_at":"VARCHAR",
  "privileges":[{
    "code":"VARCHAR",
    "name":"VARCHAR",
    "value_type":"VARCHAR",
    "config":{
      "select_options":"JSON",
    },
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').features) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_features AS
SELECT
  t.*,
  r.privileges AS "privileges[]",
FROM shape.features AS t, features_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_features BY NAME
SELECT
  r.code AS code,
  r.name AS name,
  r.description AS description,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.privileges AS "privileges[]",
  r."$extra"::JSON AS _extra
FROM features_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_features WHERE rowid NOT IN (SELECT max(rowid) FROM stage_features GROUP BY code);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM features AS t USING stage_features AS s WHERE t.code = s.code;

-- name: merge
INSERT INTO features BY NAME
SELECT * EXCLUDE (
  "privileges[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_features;

-- name: children
DELETE FROM features__privileges AS c USING stage_features AS s WHERE c._root_code = s.code;

-- name: children
INSERT INTO features__privileges BY NAME
SELECT * FROM (
  SELECT
    _root_code,
    _privileges_index,
    r.code AS code,
    r.name AS name,
    r.value_type AS value_type,
    r.config.select_options AS config__select_options,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT code AS _root_code, unnest("privileges[]") AS r, generate_subscripts("privileges[]", 1) - 1 AS _privileges_index
    FROM stage_features
  )
);

-- name: sweep
UPDATE features SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE features__privileges AS c SET _deleted_at = s._deleted_at FROM features AS s WHERE c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
