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
  _hash BIGINT,
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

-- name: comment
COMMENT ON TABLE billable_metrics IS 'What is measured, and how events are added up.';
COMMENT ON COLUMN billable_metrics.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN billable_metrics.code IS 'Your short name of it.';
COMMENT ON COLUMN billable_metrics.rounding_function IS 'Values: ceil, floor, round.';
COMMENT ON COLUMN billable_metrics.rounding_precision IS 'Decimal places that units are rounded to.';
COMMENT ON COLUMN billable_metrics.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN billable_metrics.aggregation_type IS 'How events become units. Values: count_agg, sum_agg, max_agg, unique_count_agg, weighted_sum_agg, latest_agg.';
COMMENT ON COLUMN billable_metrics.weighted_interval IS 'Values: seconds.';
COMMENT ON TABLE billable_metrics__filters IS 'Event properties by which a metric can be split.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_billable_metrics AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM billable_metrics LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_billable_metrics AS
SELECT _n FROM stage_billable_metrics ANTI JOIN (SELECT max(_n) AS _n FROM stage_billable_metrics GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_billable_metrics;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_billable_metrics AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM billable_metrics AS t JOIN (SELECT _n, lago_id, _hash FROM stage_billable_metrics ANTI JOIN skipped_billable_metrics USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_billable_metrics SELECT _n FROM known_billable_metrics WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_billable_metrics WHERE same;

-- name: remember_keys
INSERT INTO seen_billable_metrics SELECT lago_id, _n, skipped._n IS NULL FROM stage_billable_metrics LEFT JOIN skipped_billable_metrics AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM billable_metrics WHERE rowid IN (SELECT place FROM known_billable_metrics WHERE NOT same);

-- name: merge
INSERT INTO billable_metrics BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_billable_metrics ANTI JOIN skipped_billable_metrics USING (_n);

-- name: remove_children
DELETE FROM billable_metrics__filters AS c USING (SELECT lago_id FROM stage_billable_metrics ANTI JOIN skipped_billable_metrics USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO billable_metrics__filters BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _filters_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_billable_metrics__filters ANTI JOIN skipped_billable_metrics USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_billable_metrics WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM billable_metrics AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_billable_metrics AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM billable_metrics AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_billable_metrics AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM billable_metrics AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_billable_metrics AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM billable_metrics WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE billable_metrics AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_billable_metrics AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE billable_metrics__filters AS c SET _deleted_at = s._deleted_at FROM billable_metrics AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
