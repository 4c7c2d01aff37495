-- name: create
CREATE TABLE IF NOT EXISTS activity_logs (
  activity_id UUID NOT NULL,
  user_email VARCHAR,
  activity_type VARCHAR,
  activity_source VARCHAR,
  activity_object JSON,
  activity_object_changes JSON,
  external_customer_id VARCHAR,
  external_subscription_id VARCHAR,
  resource_id UUID,
  resource_type VARCHAR,
  organization_id UUID,
  logged_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE activity_logs IS 'What was done to a record, by whom or by what. Lago keeps 30 days.';
COMMENT ON COLUMN activity_logs.activity_id IS 'Id of the activity.';
COMMENT ON COLUMN activity_logs.user_email IS 'Personal data.';
COMMENT ON COLUMN activity_logs.activity_type IS 'What was done, as in invoice.created.';
COMMENT ON COLUMN activity_logs.activity_source IS 'Values: api, front, system.';
COMMENT ON COLUMN activity_logs.activity_object IS 'The record as it was after the activity. Personal data.';
COMMENT ON COLUMN activity_logs.activity_object_changes IS 'What changed, before and after. Personal data.';
COMMENT ON COLUMN activity_logs.external_customer_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN activity_logs.external_subscription_id IS 'Your id of the subscription. Refers to subscriptions.external_id.';
COMMENT ON COLUMN activity_logs.resource_id IS 'Lago''s id of the record.';
COMMENT ON COLUMN activity_logs.resource_type IS 'What kind of record it was done to.';
COMMENT ON COLUMN activity_logs.organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN activity_logs.logged_at IS 'When it happened.';
COMMENT ON COLUMN activity_logs.created_at IS 'When Lago created the record.';

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_activity_logs AS SELECT activity_id, logged_at, 0::BIGINT AS _n, false AS written FROM activity_logs LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_activity_logs AS
SELECT _n FROM stage_activity_logs ANTI JOIN (SELECT max(_n) AS _n FROM stage_activity_logs GROUP BY activity_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_activity_logs;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_activity_logs AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM activity_logs AS t JOIN (SELECT _n, activity_id, _hash FROM stage_activity_logs ANTI JOIN skipped_activity_logs USING (_n)) AS s ON t.activity_id = s.activity_id;

-- name: compare
INSERT INTO skipped_activity_logs SELECT _n FROM known_activity_logs WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_activity_logs WHERE same;

-- name: remember_keys
INSERT INTO seen_activity_logs SELECT activity_id, logged_at, _n, skipped._n IS NULL FROM stage_activity_logs LEFT JOIN skipped_activity_logs AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM activity_logs WHERE rowid IN (SELECT place FROM known_activity_logs WHERE NOT same);

-- name: merge
INSERT INTO activity_logs BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_activity_logs ANTI JOIN skipped_activity_logs USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_activity_logs WHERE _n > $after::BIGINT GROUP BY activity_id);

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT strftime(max(logged_at), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM seen_activity_logs WHERE logged_at <= $loaded_at::TIMESTAMPTZ;

-- name: oldest
-- Lago drops old rows of this list by itself: rows older than every record of this load are not deleted.
SELECT strftime(min(logged_at), '%Y-%m-%dT%H:%M:%SZ') AS oldest FROM seen_activity_logs;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM activity_logs AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_activity_logs AS s WHERE t.activity_id = s.activity_id) AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM activity_logs AS t WHERE json_array(activity_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_activity_logs AS s WHERE t.activity_id = s.activity_id) AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(activity_id)::VARCHAR FROM activity_logs AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_activity_logs AS s WHERE t.activity_id = s.activity_id) AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM activity_logs WHERE _deleted_at IS NULL AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE activity_logs AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_activity_logs AS s WHERE t.activity_id = s.activity_id) AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);
