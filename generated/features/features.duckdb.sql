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

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
CREATE OR REPLACE TEMP TABLE superseded_features AS
SELECT _n FROM stage_features ANTI JOIN (SELECT max(_n) AS _n FROM stage_features GROUP BY code) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_features;

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM features AS t USING (SELECT code FROM stage_features) AS s WHERE t.code = s.code;

-- name: merge
INSERT INTO features BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_features ANTI JOIN superseded_features USING (_n);

-- name: remove_children
DELETE FROM features__privileges AS c USING (SELECT code FROM stage_features) AS s WHERE c._root_code = s.code;

-- name: children
INSERT INTO features__privileges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_code, "$2" AS _privileges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_features__privileges ANTI JOIN superseded_features USING (_n);

-- name: count
-- The distinct records that this load has brought so far, and the last one's place in the table.
SELECT count(*) AS count, max(rowid) AS last FROM features WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: sweep
UPDATE features SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE features__privileges AS c SET _deleted_at = s._deleted_at FROM features AS s WHERE c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
