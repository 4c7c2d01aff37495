-- name: create
CREATE TABLE IF NOT EXISTS taxes (
  lago_id uuid NOT NULL,
  name text,
  code text,
  description text,
  rate double precision,
  applied_to_organization boolean,
  created_at timestamptz,
  applied_to_billing_entities_codes jsonb,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: comment
COMMENT ON TABLE taxes IS 'Tax rates.';
COMMENT ON COLUMN taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN taxes.created_at IS 'When Lago created the record.';

-- name: stage
-- pg_temp.taxes is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_taxes (_n bigint) INHERITS (pg_temp.taxes);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_taxes AS SELECT lago_id, _n, false AS written FROM stage_taxes WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_taxes AS SELECT lago_id, _hash, _n FROM stage_taxes WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_taxes (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE taxes (lago_id);

-- name: remember_all
TRUNCATE seen_taxes;
INSERT INTO seen_taxes SELECT lago_id, -1, true FROM taxes;

-- name: find_duplicates
SELECT FROM stage_taxes GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_taxes AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_taxes GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_taxes AS s JOIN taxes AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_taxes AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_taxes AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_taxes SELECT lago_id, _n, found IS NULL FROM arrived_taxes LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_taxes;

-- name: merge
WITH written AS (
  INSERT INTO taxes (
    lago_id,
    name,
    code,
    description,
    rate,
    applied_to_organization,
    created_at,
    applied_to_billing_entities_codes,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.taxes
  ON CONFLICT (lago_id) DO UPDATE SET
    name = EXCLUDED.name,
    code = EXCLUDED.code,
    description = EXCLUDED.description,
    rate = EXCLUDED.rate,
    applied_to_organization = EXCLUDED.applied_to_organization,
    created_at = EXCLUDED.created_at,
    applied_to_billing_entities_codes = EXCLUDED.applied_to_billing_entities_codes,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_taxes WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM taxes AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_taxes AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM taxes AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_taxes AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM taxes AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_taxes AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM taxes WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE taxes AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_taxes AS s WHERE t.lago_id = s.lago_id);
