-- name: create
CREATE TABLE IF NOT EXISTS events (
  lago_id VARCHAR,
  transaction_id VARCHAR,
  lago_customer_id UUID,
  code VARCHAR,
  timestamp TIMESTAMPTZ,
  precise_total_amount_cents DECIMAL(38,15),
  properties JSON,
  lago_subscription_id UUID,
  external_subscription_id VARCHAR,
  created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
CREATE OR REPLACE TEMP TABLE superseded_events AS
SELECT _n FROM stage_events ANTI JOIN (SELECT max(_n) AS _n FROM stage_events GROUP BY external_subscription_id, transaction_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_events;

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM events AS t USING (SELECT external_subscription_id, transaction_id FROM stage_events) AS s WHERE t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id AND t.transaction_id IS NOT DISTINCT FROM s.transaction_id;

-- name: merge
INSERT INTO events BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_events ANTI JOIN superseded_events USING (_n);

-- name: count
-- The distinct records that this load has brought so far, and the last one's place in the table.
SELECT count(*) AS count, max(rowid) AS last FROM events WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: reached
-- The next window begins here, or so far before; rows of the future do not count.
SELECT strftime(max(timestamp), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM stage_events WHERE timestamp <= $loaded_at::TIMESTAMPTZ;

-- name: sweep
-- All that did not come; of a window, what did not come of its time.
UPDATE events SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL AND (timestamp >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);
