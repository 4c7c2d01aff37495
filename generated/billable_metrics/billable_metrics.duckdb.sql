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

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO billable_metrics_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"billable_metrics":[{
  "lago_id":"VARCHAR",
  "name":"VARCHAR",
  "code":"VARCHAR",
  "description":"VARCHAR",
  "recurring":"VARCHAR",
  "rounding_function":"VARCHAR",
  "rounding_precision":"VARCHAR",
  "created_at":"VARCHAR",
  "expression":"VARCHAR",
  "field_name":"VARCHAR",
  "aggregation_type":"VARCHAR",
  "weighted_interval":"VARCHAR",
  "filters":[{
    "key":"VARCHAR",
    "values":"JSON",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').billable_metrics) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_billable_metrics AS
SELECT
  t.*,
  r.filters AS "filters[]",
FROM shape.billable_metrics AS t, billable_metrics_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_billable_metrics BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.name AS name,
  r.code AS code,
  r.description AS description,
  r.recurring::BOOLEAN AS recurring,
  r.rounding_function AS rounding_function,
  r.rounding_precision::BIGINT AS rounding_precision,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.expression AS expression,
  r.field_name AS field_name,
  r.aggregation_type AS aggregation_type,
  r.weighted_interval AS weighted_interval,
  r.filters AS "filters[]",
  r."$extra"::JSON AS _extra
FROM billable_metrics_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_billable_metrics WHERE rowid NOT IN (SELECT max(rowid) FROM stage_billable_metrics GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM billable_metrics AS t USING stage_billable_metrics AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO billable_metrics BY NAME
SELECT * EXCLUDE (
  "filters[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_billable_metrics;

-- name: children
DELETE FROM billable_metrics__filters AS c USING stage_billable_metrics AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO billable_metrics__filters BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _filters_index,
    r.key AS key,
    r.values AS values,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("filters[]") AS r, generate_subscripts("filters[]", 1) - 1 AS _filters_index
    FROM stage_billable_metrics
  )
);

-- name: sweep
UPDATE billable_metrics SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE billable_metrics__filters AS c SET _deleted_at = s._deleted_at FROM billable_metrics AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
