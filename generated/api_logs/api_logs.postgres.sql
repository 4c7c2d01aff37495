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
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (request_id)
);

-- name: stage
-- pg_temp.api_logs is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_api_logs (_n bigint) INHERITS (pg_temp.api_logs);

-- name: stage
-- The keys of all records that come, by which distinct ones are counted, each with the number of its merge.
CREATE TEMP TABLE seen_api_logs AS SELECT request_id, _n AS merge FROM stage_api_logs WITH NO DATA;

-- name: find_duplicates
SELECT FROM stage_api_logs GROUP BY request_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_api_logs AS s
  USING (SELECT request_id, max(_n) AS last FROM stage_api_logs GROUP BY request_id HAVING count(*) > 1) AS d
  WHERE s.request_id = d.request_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: remember_keys
INSERT INTO seen_api_logs SELECT request_id, $1::bigint FROM stage_api_logs;

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
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: count
-- The distinct records that this load has brought so far, and the number of the last merge.
SELECT count(*) AS count, max(last) AS last FROM (SELECT max(merge) AS last FROM seen_api_logs WHERE merge > $1::bigint GROUP BY request_id) AS k;

-- name: reached
-- The next window begins here, or so far before; rows of the future do not count.
SELECT to_char(max(logged_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM stage_api_logs WHERE logged_at <= $1::timestamptz;

-- name: oldest
-- Lago drops these rows by itself when they are old: what is older than all that came is not gone for that.
SELECT to_char(min(logged_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS oldest FROM stage_api_logs;

-- name: sweep
-- All that did not come; of a window, what did not come of its time.
UPDATE api_logs SET _deleted_at = $2 WHERE _load_id <> $1 AND _deleted_at IS NULL AND (logged_at >= $3::text::timestamptz OR $3::text IS NULL);
