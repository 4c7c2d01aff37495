-- name: create
CREATE TABLE IF NOT EXISTS features (
  code text NOT NULL,
  name text,
  description text,
  created_at timestamptz,
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

-- name: stage
-- pg_temp.features is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_features (_n bigint) INHERITS (pg_temp.features);

-- name: stage
CREATE TEMP TABLE stage_features__privileges (_n bigint) INHERITS (pg_temp.features__privileges);

-- name: stage
-- The keys of all records that come, by which distinct ones are counted, each with the number of its merge.
CREATE TEMP TABLE seen_features AS SELECT code, _n AS merge FROM stage_features WITH NO DATA;

-- name: find_duplicates
SELECT FROM stage_features GROUP BY code HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_features AS s
  USING (SELECT code, max(_n) AS last FROM stage_features GROUP BY code HAVING count(*) > 1) AS d
  WHERE s.code = d.code AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_features__privileges AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: remember_keys
INSERT INTO seen_features SELECT code, $1::bigint FROM stage_features;

-- name: merge
WITH written AS (
  INSERT INTO features (
    code,
    name,
    description,
    created_at,
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
-- The distinct records that this load has brought so far, and the number of the last merge.
SELECT count(*) AS count, max(last) AS last FROM (SELECT max(merge) AS last FROM seen_features WHERE merge > $1::bigint GROUP BY code) AS k;

-- name: sweep
UPDATE features SET _deleted_at = $2 WHERE _load_id <> $1 AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE features__privileges AS c SET _deleted_at = s._deleted_at FROM features AS s WHERE c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
