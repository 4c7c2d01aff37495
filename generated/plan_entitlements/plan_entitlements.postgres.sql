-- name: create
CREATE TABLE IF NOT EXISTS plan_entitlements (
  plan_code text NOT NULL,
  code text NOT NULL,
  name text,
  description text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (plan_code, code)
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_entitlements__privileges (
  _root_plan_code text NOT NULL,
  _root_code text NOT NULL,
  _privileges_index bigint NOT NULL,
  code text,
  name text,
  value_type text,
  config__select_options jsonb,
  value jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_plan_code, _root_code, _privileges_index)
);

-- name: comment
COMMENT ON TABLE plan_entitlements IS 'The features that a plan gives access to.';
COMMENT ON COLUMN plan_entitlements.plan_code IS 'The plan, by its code. Refers to plans.code.';
COMMENT ON COLUMN plan_entitlements.code IS 'Your short name of it.';
COMMENT ON TABLE plan_entitlements__privileges IS 'What exactly a feature allows.';
COMMENT ON COLUMN plan_entitlements__privileges.code IS 'Your short name of it.';
COMMENT ON COLUMN plan_entitlements__privileges.value_type IS 'Values: integer, boolean, string, select.';

-- name: stage
-- pg_temp.plan_entitlements is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_plan_entitlements (_n bigint) INHERITS (pg_temp.plan_entitlements);

-- name: stage
CREATE TEMP TABLE stage_plan_entitlements__privileges (_n bigint) INHERITS (pg_temp.plan_entitlements__privileges);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_plan_entitlements AS SELECT plan_code, code, _n, false AS written FROM stage_plan_entitlements WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_plan_entitlements AS SELECT plan_code, code, _hash, _n FROM stage_plan_entitlements WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_plan_entitlements (plan_code, code);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE plan_entitlements (plan_code, code);
ANALYZE plan_entitlements__privileges (_root_plan_code, _root_code);

-- name: remember_all
TRUNCATE seen_plan_entitlements;
INSERT INTO seen_plan_entitlements SELECT plan_code, code, -1, true FROM plan_entitlements;

-- name: find_duplicates
SELECT FROM stage_plan_entitlements GROUP BY plan_code, code HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_plan_entitlements AS s
  USING (SELECT plan_code, code, max(_n) AS last FROM stage_plan_entitlements GROUP BY plan_code, code HAVING count(*) > 1) AS d
  WHERE s.plan_code = d.plan_code AND s.code = d.code AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_plan_entitlements__privileges AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_plan_entitlements AS s JOIN plan_entitlements AS t ON t.plan_code = s.plan_code AND t.code = s.code AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_plan_entitlements AS d WHERE s.plan_code = d.plan_code AND s.code = d.code) AND NOT EXISTS (SELECT FROM arrived_plan_entitlements AS d WHERE s.plan_code = d.plan_code AND s.code = d.code AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_plan_entitlements SELECT plan_code, code, _n, found IS NULL FROM arrived_plan_entitlements LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_plan_entitlements;

-- name: merge
WITH written AS (
  INSERT INTO plan_entitlements (
    plan_code,
    code,
    name,
    description,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.plan_entitlements
  ON CONFLICT (plan_code, code) DO UPDATE SET
    name = EXCLUDED.name,
    description = EXCLUDED.description,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM plan_entitlements__privileges AS c USING stage_plan_entitlements AS s WHERE c._root_plan_code = s.plan_code AND c._root_code = s.code;

-- name: children
INSERT INTO plan_entitlements__privileges (
  _root_plan_code,
  _root_code,
  _privileges_index,
  code,
  name,
  value_type,
  config__select_options,
  value,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plan_entitlements__privileges;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_plan_entitlements WHERE _n > $1::bigint GROUP BY plan_code, code) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM plan_entitlements AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_entitlements AS s WHERE t.plan_code = s.plan_code AND t.code = s.code);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM plan_entitlements AS t WHERE json_build_array(plan_code, code)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_entitlements AS s WHERE t.plan_code = s.plan_code AND t.code = s.code);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(plan_code, code)::text FROM plan_entitlements AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_entitlements AS s WHERE t.plan_code = s.plan_code AND t.code = s.code);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM plan_entitlements WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE plan_entitlements AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_entitlements AS s WHERE t.plan_code = s.plan_code AND t.code = s.code);

-- name: sweep_children
UPDATE plan_entitlements__privileges AS c SET _deleted_at = s._deleted_at FROM plan_entitlements AS s WHERE c._root_plan_code = s.plan_code AND c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
