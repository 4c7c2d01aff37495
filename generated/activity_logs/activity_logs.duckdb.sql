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
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO activity_logs_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"activity_logs":[{
  "activity_id":"VARCHAR",
  "user_email":"VARCHAR",
  "activity_type":"VARCHAR",
  "activity_source":"VARCHAR",
  "activity_object":"JSON",
  "activity_object_changes":"JSON",
  "external_customer_id":"VARCHAR",
  "external_subscription_id":"VARCHAR",
  "resource_id":"VARCHAR",
  "resource_type":"VARCHAR",
  "organization_id":"VARCHAR",
  "logged_at":"VARCHAR",
  "created_at":"VARCHAR",
  "$extra":"VARCHAR"
}]}').activity_logs) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_activity_logs AS
SELECT
  t.*,
FROM shape.activity_logs AS t, activity_logs_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_activity_logs BY NAME
SELECT
  r.activity_id::UUID AS activity_id,
  r.user_email AS user_email,
  r.activity_type AS activity_type,
  r.activity_source AS activity_source,
  r.activity_object AS activity_object,
  r.activity_object_changes AS activity_object_changes,
  r.external_customer_id AS external_customer_id,
  r.external_subscription_id AS external_subscription_id,
  r.resource_id::UUID AS resource_id,
  r.resource_type AS resource_type,
  r.organization_id::UUID AS organization_id,
  r.logged_at::TIMESTAMPTZ AS logged_at,
  r.created_at::TIMESTAMPTZ AS created_at,
  r."$extra"::JSON AS _extra
FROM activity_logs_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_activity_logs WHERE rowid NOT IN (SELECT max(rowid) FROM stage_activity_logs GROUP BY activity_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM activity_logs AS t USING stage_activity_logs AS s WHERE t.activity_id = s.activity_id;

-- name: merge
INSERT INTO activity_logs BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_activity_logs;

-- name: reached
-- The next window begins here, or so far before; rows of the future do not count.
SELECT strftime(max(logged_at), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM stage_activity_logs WHERE logged_at <= $loaded_at::TIMESTAMPTZ;

-- name: oldest
-- Lago drops these rows by itself when they are old: what is older than all that came is not gone for that.
SELECT strftime(min(logged_at), '%Y-%m-%dT%H:%M:%SZ') AS oldest FROM stage_activity_logs;

-- name: sweep
-- All that did not come; of a window, what did not come of its time.
UPDATE activity_logs SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL AND (logged_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);
