-- name: create
CREATE TABLE IF NOT EXISTS events (
  lago_id VARCHAR,
  transaction_id VARCHAR NOT NULL,
  lago_customer_id UUID,
  code VARCHAR,
  timestamp TIMESTAMPTZ,
  precise_total_amount_cents DECIMAL(38,18),
  properties JSON,
  lago_subscription_id UUID,
  external_subscription_id VARCHAR,
  created_at TIMESTAMPTZ,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
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

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_events AS SELECT transaction_id, external_subscription_id, timestamp, 0::BIGINT AS _n, false AS written FROM events LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_events AS
SELECT _n FROM stage_events ANTI JOIN (SELECT max(_n) AS _n FROM stage_events GROUP BY transaction_id, external_subscription_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_events;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_events AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM events AS t JOIN (SELECT _n, transaction_id, external_subscription_id, _hash FROM stage_events ANTI JOIN skipped_events USING (_n)) AS s ON t.transaction_id = s.transaction_id AND t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id;

-- name: compare
INSERT INTO skipped_events SELECT _n FROM known_events WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_events WHERE same;

-- name: remember_keys
INSERT INTO seen_events SELECT transaction_id, external_subscription_id, timestamp, _n, skipped._n IS NULL FROM stage_events LEFT JOIN skipped_events AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM events WHERE rowid IN (SELECT place FROM known_events WHERE NOT same);

-- name: merge
INSERT INTO events BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_events ANTI JOIN skipped_events USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_events WHERE _n > $after::BIGINT GROUP BY transaction_id, external_subscription_id);

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT strftime(max(timestamp), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM seen_events WHERE timestamp <= $loaded_at::TIMESTAMPTZ;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM events AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_events AS s WHERE t.transaction_id = s.transaction_id AND t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id) AND (timestamp >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM events AS t WHERE json_array(transaction_id, external_subscription_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_events AS s WHERE t.transaction_id = s.transaction_id AND t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id) AND (timestamp >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(transaction_id, external_subscription_id)::VARCHAR FROM events AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_events AS s WHERE t.transaction_id = s.transaction_id AND t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id) AND (timestamp >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM events WHERE _deleted_at IS NULL AND (timestamp >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE events AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_events AS s WHERE t.transaction_id = s.transaction_id AND t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id) AND (timestamp >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);
