-- name: create
CREATE TABLE IF NOT EXISTS subscription_entitlements (
  external_subscription_id text NOT NULL,
  code text NOT NULL,
  name text,
  description text,
  overrides jsonb,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (external_subscription_id, code)
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_entitlements__privileges (
  _root_external_subscription_id text NOT NULL,
  _root_code text NOT NULL,
  _privileges_index bigint NOT NULL,
  code text,
  name text,
  value_type text,
  config__select_options jsonb,
  value jsonb,
  plan_value jsonb,
  override_value jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_external_subscription_id, _root_code, _privileges_index)
);

-- name: comment
COMMENT ON TABLE subscription_entitlements IS 'The features that a subscription gives access to.';
COMMENT ON COLUMN subscription_entitlements.external_subscription_id IS 'Your id of the subscription. Refers to subscriptions.external_id.';
COMMENT ON COLUMN subscription_entitlements.code IS 'Your short name of it.';
COMMENT ON TABLE subscription_entitlements__privileges IS 'What exactly a feature allows.';
COMMENT ON COLUMN subscription_entitlements__privileges.code IS 'Your short name of it.';
COMMENT ON COLUMN subscription_entitlements__privileges.value_type IS 'Values: integer, boolean, string, select.';

-- name: stage
-- pg_temp.subscription_entitlements is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_subscription_entitlements (_n bigint) INHERITS (pg_temp.subscription_entitlements);

-- name: stage
CREATE TEMP TABLE stage_subscription_entitlements__privileges (_n bigint) INHERITS (pg_temp.subscription_entitlements__privileges);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_subscription_entitlements AS SELECT external_subscription_id, code, _n, false AS written FROM stage_subscription_entitlements WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_subscription_entitlements AS SELECT external_subscription_id, code, _hash, _n FROM stage_subscription_entitlements WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_subscription_entitlements (external_subscription_id, code);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE subscription_entitlements (external_subscription_id, code);
ANALYZE subscription_entitlements__privileges (_root_external_subscription_id, _root_code);

-- name: remember_all
TRUNCATE seen_subscription_entitlements;
INSERT INTO seen_subscription_entitlements SELECT external_subscription_id, code, -1, true FROM subscription_entitlements;

-- name: find_duplicates
SELECT FROM stage_subscription_entitlements GROUP BY external_subscription_id, code HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_subscription_entitlements AS s
  USING (SELECT external_subscription_id, code, max(_n) AS last FROM stage_subscription_entitlements GROUP BY external_subscription_id, code HAVING count(*) > 1) AS d
  WHERE s.external_subscription_id = d.external_subscription_id AND s.code = d.code AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_subscription_entitlements__privileges AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_subscription_entitlements AS s JOIN subscription_entitlements AS t ON t.external_subscription_id = s.external_subscription_id AND t.code = s.code AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_subscription_entitlements AS d WHERE s.external_subscription_id = d.external_subscription_id AND s.code = d.code) AND NOT EXISTS (SELECT FROM arrived_subscription_entitlements AS d WHERE s.external_subscription_id = d.external_subscription_id AND s.code = d.code AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_subscription_entitlements SELECT external_subscription_id, code, _n, found IS NULL FROM arrived_subscription_entitlements LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_subscription_entitlements;

-- name: merge
WITH written AS (
  INSERT INTO subscription_entitlements (
    external_subscription_id,
    code,
    name,
    description,
    overrides,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.subscription_entitlements
  ON CONFLICT (external_subscription_id, code) DO UPDATE SET
    name = EXCLUDED.name,
    description = EXCLUDED.description,
    overrides = EXCLUDED.overrides,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM subscription_entitlements__privileges AS c USING stage_subscription_entitlements AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_code = s.code;

-- name: children
INSERT INTO subscription_entitlements__privileges (
  _root_external_subscription_id,
  _root_code,
  _privileges_index,
  code,
  name,
  value_type,
  config__select_options,
  value,
  plan_value,
  override_value,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.subscription_entitlements__privileges;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_subscription_entitlements WHERE _n > $1::bigint GROUP BY external_subscription_id, code) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM subscription_entitlements AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscription_entitlements AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.code = s.code);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM subscription_entitlements AS t WHERE json_build_array(external_subscription_id, code)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscription_entitlements AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.code = s.code);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(external_subscription_id, code)::text FROM subscription_entitlements AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscription_entitlements AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.code = s.code);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM subscription_entitlements WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE subscription_entitlements AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscription_entitlements AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.code = s.code);

-- name: sweep_children
UPDATE subscription_entitlements__privileges AS c SET _deleted_at = s._deleted_at FROM subscription_entitlements AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
