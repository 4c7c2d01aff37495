-- name: create
CREATE TABLE IF NOT EXISTS events (
  lago_id text,
  transaction_id text NOT NULL,
  lago_customer_id uuid,
  code text,
  timestamp timestamptz,
  precise_total_amount_cents numeric,
  properties jsonb,
  lago_subscription_id uuid,
  external_subscription_id text,
  created_at timestamptz,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  UNIQUE NULLS NOT DISTINCT (transaction_id, external_subscription_id)
);

-- name: comment
COMMENT ON TABLE events IS 'Usage as it was sent to Lago. Not priced; priced usage is in fees.';
COMMENT ON COLUMN events.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN events.transaction_id IS 'Your id of the event. Lago counts an event once for each subscription.';
COMMENT ON COLUMN events.lago_customer_id IS 'The customer. Null where Lago keeps events in Postgres. Refers to customers.lago_id.';
COMMENT ON COLUMN events.code IS 'Your short name of it.';
COMMENT ON COLUMN events.timestamp IS 'When the usage happened.';
COMMENT ON COLUMN events.precise_total_amount_cents IS 'Price that came with the event, for dynamic charges. Unit: smallest currency unit.';
COMMENT ON COLUMN events.properties IS 'What was sent with the event. Can hold anything. Personal data.';
COMMENT ON COLUMN events.lago_subscription_id IS 'The subscription. Null where Lago keeps events in Postgres. Refers to subscriptions.lago_id.';
COMMENT ON COLUMN events.external_subscription_id IS 'Your id of the subscription. Refers to subscriptions.external_id.';
COMMENT ON COLUMN events.created_at IS 'When Lago created the record.';

-- name: index
CREATE INDEX IF NOT EXISTS events_lago_customer_id_idx ON events (lago_customer_id);
CREATE INDEX IF NOT EXISTS events_lago_subscription_id_idx ON events (lago_subscription_id);
CREATE INDEX IF NOT EXISTS events_timestamp_idx ON events (timestamp);

-- name: stage
-- pg_temp.events is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_events (_n bigint) INHERITS (pg_temp.events);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_events AS SELECT transaction_id, external_subscription_id, timestamp, _n, false AS written FROM stage_events WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_events AS SELECT transaction_id, external_subscription_id, timestamp, _hash, _n FROM stage_events WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_events (transaction_id, external_subscription_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE events (transaction_id, external_subscription_id);

-- name: remember_all
TRUNCATE seen_events;
INSERT INTO seen_events SELECT transaction_id, external_subscription_id, timestamp, -1, true FROM events;

-- name: find_duplicates
SELECT FROM stage_events GROUP BY transaction_id, external_subscription_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_events AS s
  USING (SELECT transaction_id, external_subscription_id, max(_n) AS last FROM stage_events GROUP BY transaction_id, external_subscription_id HAVING count(*) > 1) AS d
  WHERE s.transaction_id = d.transaction_id AND s.external_subscription_id IS NOT DISTINCT FROM d.external_subscription_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_events AS s JOIN events AS t ON t.transaction_id = s.transaction_id AND t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_events AS d WHERE s.transaction_id = d.transaction_id AND s.external_subscription_id IS NOT DISTINCT FROM d.external_subscription_id) AND NOT EXISTS (SELECT FROM arrived_events AS d WHERE s.transaction_id = d.transaction_id AND s.external_subscription_id IS NOT DISTINCT FROM d.external_subscription_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_events SELECT transaction_id, external_subscription_id, timestamp, _n, found IS NULL FROM arrived_events LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_events;

-- name: merge
WITH written AS (
  INSERT INTO events (
    lago_id,
    transaction_id,
    lago_customer_id,
    code,
    timestamp,
    precise_total_amount_cents,
    properties,
    lago_subscription_id,
    external_subscription_id,
    created_at,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.events
  ON CONFLICT (transaction_id, external_subscription_id) DO UPDATE SET
    lago_id = EXCLUDED.lago_id,
    lago_customer_id = EXCLUDED.lago_customer_id,
    code = EXCLUDED.code,
    timestamp = EXCLUDED.timestamp,
    precise_total_amount_cents = EXCLUDED.precise_total_amount_cents,
    properties = EXCLUDED.properties,
    lago_subscription_id = EXCLUDED.lago_subscription_id,
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
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_events WHERE _n > $1::bigint GROUP BY transaction_id, external_subscription_id) AS k;

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT to_char(max(timestamp), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM seen_events WHERE timestamp <= $1::timestamptz;

-- name: all_reached
SELECT to_char(max(timestamp), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM events WHERE timestamp <= $1::timestamptz;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM events AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_events AS s WHERE t.transaction_id = s.transaction_id AND t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id) AND (timestamp >= $1::text::timestamptz OR $1::text IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM events AS t WHERE json_build_array(transaction_id, external_subscription_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_events AS s WHERE t.transaction_id = s.transaction_id AND t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id) AND (timestamp >= $2::text::timestamptz OR $2::text IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(transaction_id, external_subscription_id)::text FROM events AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_events AS s WHERE t.transaction_id = s.transaction_id AND t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id) AND (timestamp >= $2::text::timestamptz OR $2::text IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM events WHERE _deleted_at IS NULL AND (timestamp >= $1::text::timestamptz OR $1::text IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE events AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_events AS s WHERE t.transaction_id = s.transaction_id AND t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id) AND (timestamp >= $2::text::timestamptz OR $2::text IS NULL);
