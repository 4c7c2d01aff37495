-- name: create
CREATE TABLE IF NOT EXISTS features (
  code text NOT NULL,
  name text,
  description text,
  created_at timestamptz,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (code)
);

-- name: create
CREATE TABLE IF NOT EXISTS features__privileges (
  _root_code text NOT NULL,
  _privileges_index bigint NOT NULL,
  code text,
  name text,
  value_type text,
  config__select_options jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_code, _privileges_index)
);

-- name: comment
COMMENT ON TABLE features IS 'What plans can give access to.';
COMMENT ON COLUMN features.code IS 'Your short name of it.';
COMMENT ON COLUMN features.created_at IS 'When Lago created the record.';
COMMENT ON TABLE features__privileges IS 'What exactly a feature allows.';
COMMENT ON COLUMN features__privileges.code IS 'Your short name of it.';
COMMENT ON COLUMN features__privileges.value_type IS 'Values: integer, boolean, string, select.';

-- name: stage
-- pg_temp.features is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_features (_n bigint) INHERITS (pg_temp.features);

-- name: stage
CREATE TEMP TABLE stage_features__privileges (_n bigint) INHERITS (pg_temp.features__privileges);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_features AS SELECT code, _n, false AS written FROM stage_features WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_features AS SELECT code, _hash, _n FROM stage_features WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_features (code);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE features (code);
ANALYZE features__privileges (_root_code);

-- name: remember_all
TRUNCATE seen_features;
INSERT INTO seen_features SELECT code, -1, true FROM features;

-- name: find_duplicates
SELECT FROM stage_features GROUP BY code HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_features AS s
  USING (SELECT code, max(_n) AS last FROM stage_features GROUP BY code HAVING count(*) > 1) AS d
  WHERE s.code = d.code AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_features__privileges AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_features AS s JOIN features AS t ON t.code = s.code AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_features AS d WHERE s.code = d.code) AND NOT EXISTS (SELECT FROM arrived_features AS d WHERE s.code = d.code AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_features SELECT code, _n, found IS NULL FROM arrived_features LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_features;

-- name: merge
WITH written AS (
  INSERT INTO features (
    code,
    name,
    description,
    created_at,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.features
  ON CONFLICT (code) DO UPDATE SET
    name = EXCLUDED.name,
    description = EXCLUDED.description,
    created_at = EXCLUDED.created_at,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM features__privileges AS c USING stage_features AS s WHERE c._root_code = s.code;

-- name: children
INSERT INTO features__privileges (
  _root_code,
  _privileges_index,
  code,
  name,
  value_type,
  config__select_options,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.features__privileges;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_features WHERE _n > $1::bigint GROUP BY code) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM features AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_features AS s WHERE t.code = s.code);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM features AS t WHERE json_build_array(code)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_features AS s WHERE t.code = s.code);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(code)::text FROM features AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_features AS s WHERE t.code = s.code);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM features WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE features AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_features AS s WHERE t.code = s.code);

-- name: sweep_children
UPDATE features__privileges AS c SET _deleted_at = s._deleted_at FROM features AS s WHERE c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
