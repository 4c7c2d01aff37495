-- name: create
CREATE TABLE IF NOT EXISTS webhook_endpoints (
  lago_id uuid NOT NULL,
  lago_organization_id uuid,
  webhook_url text,
  signature_algo text,
  name text,
  event_types jsonb,
  created_at timestamptz,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: comment
COMMENT ON TABLE webhook_endpoints IS 'Addresses that Lago sends webhooks to.';
COMMENT ON COLUMN webhook_endpoints.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN webhook_endpoints.lago_organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN webhook_endpoints.signature_algo IS 'Values: jwt, hmac.';
COMMENT ON COLUMN webhook_endpoints.created_at IS 'When Lago created the record.';

-- name: stage
-- pg_temp.webhook_endpoints is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_webhook_endpoints (_n bigint) INHERITS (pg_temp.webhook_endpoints);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_webhook_endpoints AS SELECT lago_id, _n, false AS written FROM stage_webhook_endpoints WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_webhook_endpoints AS SELECT lago_id, _hash, _n FROM stage_webhook_endpoints WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_webhook_endpoints (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE webhook_endpoints (lago_id);

-- name: remember_all
TRUNCATE seen_webhook_endpoints;
INSERT INTO seen_webhook_endpoints SELECT lago_id, -1, true FROM webhook_endpoints;

-- name: find_duplicates
SELECT FROM stage_webhook_endpoints GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_webhook_endpoints AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_webhook_endpoints GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_webhook_endpoints AS s JOIN webhook_endpoints AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_webhook_endpoints AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_webhook_endpoints AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_webhook_endpoints SELECT lago_id, _n, found IS NULL FROM arrived_webhook_endpoints LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_webhook_endpoints;

-- name: merge
WITH written AS (
  INSERT INTO webhook_endpoints (
    lago_id,
    lago_organization_id,
    webhook_url,
    signature_algo,
    name,
    event_types,
    created_at,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.webhook_endpoints
  ON CONFLICT (lago_id) DO UPDATE SET
    lago_organization_id = EXCLUDED.lago_organization_id,
    webhook_url = EXCLUDED.webhook_url,
    signature_algo = EXCLUDED.signature_algo,
    name = EXCLUDED.name,
    event_types = EXCLUDED.event_types,
    created_at = EXCLUDED.created_at,
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
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_webhook_endpoints WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM webhook_endpoints AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_webhook_endpoints AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM webhook_endpoints AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_webhook_endpoints AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM webhook_endpoints AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_webhook_endpoints AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM webhook_endpoints WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE webhook_endpoints AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_webhook_endpoints AS s WHERE t.lago_id = s.lago_id);
