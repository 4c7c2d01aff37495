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

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
CREATE OR REPLACE TEMP TABLE superseded_plan_entitlements AS
SELECT _n FROM stage_plan_entitlements ANTI JOIN (SELECT max(_n) AS _n FROM stage_plan_entitlements GROUP BY plan_code, code) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_plan_entitlements;

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM plan_entitlements AS t USING (SELECT plan_code, code FROM stage_plan_entitlements) AS s WHERE t.plan_code = s.plan_code AND t.code = s.code;

-- name: merge
INSERT INTO plan_entitlements BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_entitlements ANTI JOIN superseded_plan_entitlements USING (_n);

-- name: remove_children
DELETE FROM plan_entitlements__privileges AS c USING (SELECT plan_code, code FROM stage_plan_entitlements) AS s WHERE c._root_plan_code = s.plan_code AND c._root_code = s.code;

-- name: children
INSERT INTO plan_entitlements__privileges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_plan_code, "$2" AS _root_code, "$3" AS _privileges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_entitlements__privileges ANTI JOIN superseded_plan_entitlements USING (_n);

-- name: count
-- The distinct records that this load has brought so far, and the last one's place in the table.
SELECT count(*) AS count, max(rowid) AS last FROM plan_entitlements WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: sweep
UPDATE plan_entitlements SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_entitlements__privileges AS c SET _deleted_at = s._deleted_at FROM plan_entitlements AS s WHERE c._root_plan_code = s.plan_code AND c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
