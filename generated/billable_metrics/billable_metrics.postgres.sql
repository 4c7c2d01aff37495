-- name: create
CREATE TABLE IF NOT EXISTS billable_metrics (
  lago_id uuid NOT NULL,
  name text,
  code text,
  description text,
  recurring boolean,
  rounding_function text,
  rounding_precision bigint,
  created_at timestamptz,
  expression text,
  field_name text,
  aggregation_type text,
  weighted_interval text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS billable_metrics__filters (
  _root_lago_id uuid NOT NULL,
  _filters_index bigint NOT NULL,
  key text,
  values jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _filters_index)
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
-- pg_temp.billable_metrics is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_billable_metrics (_n bigint) INHERITS (pg_temp.billable_metrics);

-- name: stage
CREATE TEMP TABLE stage_billable_metrics__filters (_n bigint) INHERITS (pg_temp.billable_metrics__filters);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_billable_metrics AS SELECT lago_id, _n, false AS written FROM stage_billable_metrics WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_billable_metrics AS SELECT lago_id, _hash, _n FROM stage_billable_metrics WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_billable_metrics (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE billable_metrics (lago_id);
ANALYZE billable_metrics__filters (_root_lago_id);

-- name: remember_all
TRUNCATE seen_billable_metrics;
INSERT INTO seen_billable_metrics SELECT lago_id, -1, true FROM billable_metrics;

-- name: find_duplicates
SELECT FROM stage_billable_metrics GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_billable_metrics AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_billable_metrics GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_billable_metrics__filters AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_billable_metrics AS s JOIN billable_metrics AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_billable_metrics AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_billable_metrics AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_billable_metrics SELECT lago_id, _n, found IS NULL FROM arrived_billable_metrics LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_billable_metrics;

-- name: merge
WITH written AS (
  INSERT INTO billable_metrics (
    lago_id,
    name,
    code,
    description,
    recurring,
    rounding_function,
    rounding_precision,
    created_at,
    expression,
    field_name,
    aggregation_type,
    weighted_interval,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.billable_metrics
  ON CONFLICT (lago_id) DO UPDATE SET
    name = EXCLUDED.name,
    code = EXCLUDED.code,
    description = EXCLUDED.description,
    recurring = EXCLUDED.recurring,
    rounding_function = EXCLUDED.rounding_function,
    rounding_precision = EXCLUDED.rounding_precision,
    created_at = EXCLUDED.created_at,
    expression = EXCLUDED.expression,
    field_name = EXCLUDED.field_name,
    aggregation_type = EXCLUDED.aggregation_type,
    weighted_interval = EXCLUDED.weighted_interval,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM billable_metrics__filters AS c USING stage_billable_metrics AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO billable_metrics__filters (
  _root_lago_id,
  _filters_index,
  key,
  values,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.billable_metrics__filters;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_billable_metrics WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM billable_metrics AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_billable_metrics AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM billable_metrics AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_billable_metrics AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM billable_metrics AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_billable_metrics AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM billable_metrics WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE billable_metrics AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_billable_metrics AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE billable_metrics__filters AS c SET _deleted_at = s._deleted_at FROM billable_metrics AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
