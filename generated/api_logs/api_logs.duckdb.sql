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
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
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

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_api_logs AS SELECT request_id, logged_at, 0::BIGINT AS _n, false AS written FROM api_logs LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_api_logs AS
SELECT _n FROM stage_api_logs ANTI JOIN (SELECT max(_n) AS _n FROM stage_api_logs GROUP BY request_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_api_logs;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_api_logs AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM api_logs AS t JOIN (SELECT _n, request_id, _hash FROM stage_api_logs ANTI JOIN skipped_api_logs USING (_n)) AS s ON t.request_id = s.request_id;

-- name: compare
INSERT INTO skipped_api_logs SELECT _n FROM known_api_logs WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_api_logs WHERE same;

-- name: remember_keys
INSERT INTO seen_api_logs SELECT request_id, logged_at, _n, skipped._n IS NULL FROM stage_api_logs LEFT JOIN skipped_api_logs AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM api_logs WHERE rowid IN (SELECT place FROM known_api_logs WHERE NOT same);

-- name: merge
INSERT INTO api_logs BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_api_logs ANTI JOIN skipped_api_logs USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_api_logs WHERE _n > $after::BIGINT GROUP BY request_id);

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT strftime(max(logged_at), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM seen_api_logs WHERE logged_at <= $loaded_at::TIMESTAMPTZ;

-- name: oldest
-- Lago drops old rows of this list by itself: rows older than every record of this load are not deleted.
SELECT strftime(min(logged_at), '%Y-%m-%dT%H:%M:%SZ') AS oldest FROM seen_api_logs;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM api_logs AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_api_logs AS s WHERE t.request_id = s.request_id) AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM api_logs AS t WHERE json_array(request_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_api_logs AS s WHERE t.request_id = s.request_id) AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(request_id)::VARCHAR FROM api_logs AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_api_logs AS s WHERE t.request_id = s.request_id) AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM api_logs WHERE _deleted_at IS NULL AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE api_logs AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_api_logs AS s WHERE t.request_id = s.request_id) AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);
