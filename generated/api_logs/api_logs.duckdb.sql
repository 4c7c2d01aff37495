-- name: create
CREATE TABLE IF NOT EXISTS api_logs (
  api_version VARCHAR,
  client VARCHAR,
  http_method VARCHAR,
  http_status BIGINT,
  logged_at TIMESTAMPTZ,
  request_body JSON,
  request_origin VARCHAR,
  request_path VARCHAR,
  created_at TIMESTAMPTZ,
  request_id UUID NOT NULL,
  request_response JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO api_logs_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"api_logs":[{
  "api_version":"VARCHAR",
  "client":"VARCHAR",
  "http_method":"VARCHAR",
  "http_status":"VARCHAR",
  "logged_at":"VARCHAR",
  "request_body":"JSON",
  "request_origin":"VARCHAR",
  "request_path":"VARCHAR",
  "created_at":"VARCHAR",
  "request_id":"VARCHAR",
  "request_response":"JSON",
  "$extra":"VARCHAR"
}]}').api_logs) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_api_logs AS
SELECT
  t.*,
FROM shape.api_logs AS t, api_logs_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_api_logs BY NAME
SELECT
  r.api_version AS api_version,
  r.client AS client,
  r.http_method AS http_method,
  r.http_status::BIGINT AS http_status,
  r.logged_at::TIMESTAMPTZ AS logged_at,
  r.request_body AS request_body,
  r.request_origin AS request_origin,
  r.request_path AS request_path,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.request_id::UUID AS request_id,
  r.request_response AS request_response,
  r."$extra"::JSON AS _extra
FROM api_logs_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_api_logs WHERE rowid NOT IN (SELECT max(rowid) FROM stage_api_logs GROUP BY request_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM api_logs AS t USING stage_api_logs AS s WHERE t.request_id = s.request_id;

-- name: merge
INSERT INTO api_logs BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_api_logs;

-- name: reached
-- The next window begins here, or so far before; rows of the future do not count.
SELECT strftime(max(logged_at), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM stage_api_logs WHERE logged_at <= $loaded_at::TIMESTAMPTZ;

-- name: oldest
-- Lago drops these rows by itself when they are old: what is older than all that came is not gone for that.
SELECT strftime(min(logged_at), '%Y-%m-%dT%H:%M:%SZ') AS oldest FROM stage_api_logs;

-- name: sweep
-- All that did not come; of a window, what did not come of its time.
UPDATE api_logs SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);
