-- name: create
CREATE TABLE IF NOT EXISTS activity_logs (
  activity_id uuid NOT NULL,
  user_email text,
  activity_type text,
  activity_source text,
  activity_object jsonb,
  activity_object_changes jsonb,
  external_customer_id text,
  external_subscription_id text,
  resource_id uuid,
  resource_type text,
  organization_id uuid,
  logged_at timestamptz,
  created_at timestamptz,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (activity_id)
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

-- name: index
CREATE INDEX IF NOT EXISTS activity_logs_external_customer_id_idx ON activity_logs (external_customer_id);
CREATE INDEX IF NOT EXISTS activity_logs_external_subscription_id_idx ON activity_logs (external_subscription_id);
CREATE INDEX IF NOT EXISTS activity_logs_logged_at_idx ON activity_logs (logged_at);

-- name: stage
-- pg_temp.activity_logs is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_activity_logs (_n bigint) INHERITS (pg_temp.activity_logs);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_activity_logs AS SELECT activity_id, logged_at, _n, false AS written FROM stage_activity_logs WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_activity_logs AS SELECT activity_id, logged_at, _hash, _n FROM stage_activity_logs WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_activity_logs (activity_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE activity_logs (activity_id);

-- name: remember_all
TRUNCATE seen_activity_logs;
INSERT INTO seen_activity_logs SELECT activity_id, logged_at, -1, true FROM activity_logs;

-- name: find_duplicates
SELECT FROM stage_activity_logs GROUP BY activity_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_activity_logs AS s
  USING (SELECT activity_id, max(_n) AS last FROM stage_activity_logs GROUP BY activity_id HAVING count(*) > 1) AS d
  WHERE s.activity_id = d.activity_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_activity_logs AS s JOIN activity_logs AS t ON t.activity_id = s.activity_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_activity_logs AS d WHERE s.activity_id = d.activity_id) AND NOT EXISTS (SELECT FROM arrived_activity_logs AS d WHERE s.activity_id = d.activity_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_activity_logs SELECT activity_id, logged_at, _n, found IS NULL FROM arrived_activity_logs LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_activity_logs;

-- name: merge
WITH written AS (
  INSERT INTO activity_logs (
    activity_id,
    user_email,
    activity_type,
    activity_source,
    activity_object,
    activity_object_changes,
    external_customer_id,
    external_subscription_id,
    resource_id,
    resource_type,
    organization_id,
    logged_at,
    created_at,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.activity_logs
  ON CONFLICT (activity_id) DO UPDATE SET
    user_email = EXCLUDED.user_email,
    activity_type = EXCLUDED.activity_type,
    activity_source = EXCLUDED.activity_source,
    activity_object = EXCLUDED.activity_object,
    activity_object_changes = EXCLUDED.activity_object_changes,
    external_customer_id = EXCLUDED.external_customer_id,
    external_subscription_id = EXCLUDED.external_subscription_id,
    resource_id = EXCLUDED.resource_id,
    resource_type = EXCLUDED.resource_type,
    organization_id = EXCLUDED.organization_id,
    logged_at = EXCLUDED.logged_at,
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
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_activity_logs WHERE _n > $1::bigint GROUP BY activity_id) AS k;

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT to_char(max(logged_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM seen_activity_logs WHERE logged_at <= $1::timestamptz;

-- name: all_reached
SELECT to_char(max(logged_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM activity_logs WHERE logged_at <= $1::timestamptz;

-- name: oldest
-- Lago drops old rows of this list by itself: rows older than every record of this load are not deleted.
SELECT to_char(min(logged_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS oldest FROM seen_activity_logs;

-- name: all_oldest
SELECT to_char(min(logged_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS oldest FROM activity_logs;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM activity_logs AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_activity_logs AS s WHERE t.activity_id = s.activity_id) AND (logged_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM activity_logs AS t WHERE json_build_array(activity_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_activity_logs AS s WHERE t.activity_id = s.activity_id) AND (logged_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(activity_id)::text FROM activity_logs AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_activity_logs AS s WHERE t.activity_id = s.activity_id) AND (logged_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM activity_logs WHERE _deleted_at IS NULL AND (logged_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE activity_logs AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_activity_logs AS s WHERE t.activity_id = s.activity_id) AND (logged_at >= $2::text::timestamptz OR $2::text IS NULL);
