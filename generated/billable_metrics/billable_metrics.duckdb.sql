-- name: create
CREATE TABLE IF NOT EXISTS billable_metrics (
  lago_id UUID NOT NULL,
  name VARCHAR,
  code VARCHAR,
  description VARCHAR,
  recurring BOOLEAN,
  rounding_function VARCHAR,
  rounding_precision BIGINT,
  created_at TIMESTAMPTZ,
  expression VARCHAR,
  field_name VARCHAR,
  aggregation_type VARCHAR,
  weighted_interval VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS billable_metrics__filters (
  _root_lago_id UUID NOT NULL,
  _filters_index BIGINT NOT NULL,
  key VARCHAR,
  values JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
CREATE OR REPLACE TEMP TABLE superseded_billable_metrics AS
SELECT _n FROM stage_billable_metrics ANTI JOIN (SELECT max(_n) AS _n FROM stage_billable_metrics GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_billable_metrics;

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM billable_metrics AS t USING (SELECT lago_id FROM stage_billable_metrics) AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO billable_metrics BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_billable_metrics ANTI JOIN superseded_billable_metrics USING (_n);

-- name: remove_children
DELETE FROM billable_metrics__filters AS c USING (SELECT lago_id FROM stage_billable_metrics) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO billable_metrics__filters BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _filters_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_billable_metrics__filters ANTI JOIN superseded_billable_metrics USING (_n);

-- name: count
-- The distinct records that this load has brought so far, and the last one's place in the table.
SELECT count(*) AS count, max(rowid) AS last FROM billable_metrics WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: sweep
UPDATE billable_metrics SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE billable_metrics__filters AS c SET _deleted_at = s._deleted_at FROM billable_metrics AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
