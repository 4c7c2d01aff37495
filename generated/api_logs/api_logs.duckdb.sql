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

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
CREATE OR REPLACE TEMP TABLE superseded_api_logs AS
SELECT _n FROM stage_api_logs ANTI JOIN (SELECT max(_n) AS _n FROM stage_api_logs GROUP BY request_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_api_logs;

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM api_logs AS t USING (SELECT request_id FROM stage_api_logs) AS s WHERE t.request_id = s.request_id;

-- name: merge
INSERT INTO api_logs BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_api_logs ANTI JOIN superseded_api_logs USING (_n);

-- name: count
-- The distinct records that this load has brought so far, and the last one's place in the table.
SELECT count(*) AS count, max(rowid) AS last FROM api_logs WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: reached
-- The next window begins here, or so far before; rows of the future do not count.
SELECT strftime(max(logged_at), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM stage_api_logs WHERE logged_at <= $loaded_at::TIMESTAMPTZ;

-- name: oldest
-- Lago drops these rows by itself when they are old: what is older than all that came is not gone for that.
SELECT strftime(min(logged_at), '%Y-%m-%dT%H:%M:%SZ') AS oldest FROM stage_api_logs;

-- name: sweep
-- All that did not come; of a window, what did not come of its time.
UPDATE api_logs SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);
