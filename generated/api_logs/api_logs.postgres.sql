-- name: create
CREATE TABLE IF NOT EXISTS api_logs (
  api_version text,
  client text,
  http_method text,
  http_status bigint,
  logged_at timestamptz,
  request_body jsonb,
  request_origin text,
  request_path text,
  created_at timestamptz,
  request_id uuid NOT NULL,
  request_response jsonb,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (request_id)
);

-- name: comment
COMMENT ON TABLE api_logs IS 'Requests that wrote through the API. Lago keeps 30 days.';
COMMENT ON COLUMN api_logs.client IS 'Personal data.';
COMMENT ON COLUMN api_logs.http_method IS 'Values: post, put, delete.';
COMMENT ON COLUMN api_logs.http_status IS 'What Lago answered.';
COMMENT ON COLUMN api_logs.logged_at IS 'When the request came.';
COMMENT ON COLUMN api_logs.request_body IS 'What was sent. Can hold any data of a customer. Personal data.';
COMMENT ON COLUMN api_logs.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN api_logs.request_id IS 'Id of the request.';
COMMENT ON COLUMN api_logs.request_response IS 'What Lago answered. Can hold any data of a customer. Personal data.';

-- name: index
CREATE INDEX IF NOT EXISTS api_logs_logged_at_idx ON api_logs (logged_at);

-- name: stage
-- pg_temp.api_logs is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_api_logs (_n bigint) INHERITS (pg_temp.api_logs);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_api_logs AS SELECT request_id, logged_at, _n, false AS written FROM stage_api_logs WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_api_logs AS SELECT request_id, logged_at, _hash, _n FROM stage_api_logs WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_api_logs (request_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE api_logs (request_id);

-- name: remember_all
TRUNCATE seen_api_logs;
INSERT INTO seen_api_logs SELECT request_id, logged_at, -1, true FROM api_logs;

-- name: find_duplicates
SELECT FROM stage_api_logs GROUP BY request_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_api_logs AS s
  USING (SELECT request_id, max(_n) AS last FROM stage_api_logs GROUP BY request_id HAVING count(*) > 1) AS d
  WHERE s.request_id = d.request_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_api_logs AS s JOIN api_logs AS t ON t.request_id = s.request_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_api_logs AS d WHERE s.request_id = d.request_id) AND NOT EXISTS (SELECT FROM arrived_api_logs AS d WHERE s.request_id = d.request_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_api_logs SELECT request_id, logged_at, _n, found IS NULL FROM arrived_api_logs LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_api_logs;

-- name: merge
WITH written AS (
  INSERT INTO api_logs (
    api_version,
    client,
    http_method,
    http_status,
    logged_at,
    request_body,
    request_origin,
    request_path,
    created_at,
    request_id,
    request_response,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.api_logs
  ON CONFLICT (request_id) DO UPDATE SET
    api_version = EXCLUDED.api_version,
    client = EXCLUDED.client,
    http_method = EXCLUDED.http_method,
    http_status = EXCLUDED.http_status,
    logged_at = EXCLUDED.logged_at,
    request_body = EXCLUDED.request_body,
    request_origin = EXCLUDED.request_origin,
    request_path = EXCLUDED.request_path,
    created_at = EXCLUDED.created_at,
    request_response = EXCLUDED.request_response,
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
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_api_logs WHERE _n > $1::bigint GROUP BY request_id) AS k;

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT to_char(max(logged_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM seen_api_logs WHERE logged_at <= $1::timestamptz;

-- name: all_reached
SELECT to_char(max(logged_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM api_logs WHERE logged_at <= $1::timestamptz;

-- name: oldest
-- Lago drops old rows of this list by itself: rows older than every record of this load are not deleted.
SELECT to_char(min(logged_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS oldest FROM seen_api_logs;

-- name: all_oldest
SELECT to_char(min(logged_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS oldest FROM api_logs;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM api_logs AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_api_logs AS s WHERE t.request_id = s.request_id) AND (logged_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM api_logs AS t WHERE json_build_array(request_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_api_logs AS s WHERE t.request_id = s.request_id) AND (logged_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(request_id)::text FROM api_logs AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_api_logs AS s WHERE t.request_id = s.request_id) AND (logged_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM api_logs WHERE _deleted_at IS NULL AND (logged_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE api_logs AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_api_logs AS s WHERE t.request_id = s.request_id) AND (logged_at >= $2::text::timestamptz OR $2::text IS NULL);
