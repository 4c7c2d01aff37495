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

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO events_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"events":[{
  "lago_id":"VARCHAR",
  "transaction_id":"VARCHAR",
  "lago_customer_id":"VARCHAR",
  "code":"VARCHAR",
  "timestamp":"VARCHAR",
  "precise_total_amount_cents":"VARCHAR",
  "properties":"JSON",
  "lago_subscription_id":"VARCHAR",
  "external_subscription_id":"VARCHAR",
  "created_at":"VARCHAR",
  "$extra":"VARCHAR"
}]}').events) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_events AS
SELECT
  t.* REPLACE (
    precise_total_amount_cents::VARCHAR AS precise_total_amount_cents,
  ),
FROM shape.events AS t, events_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_events BY NAME
SELECT
  r.lago_id AS lago_id,
  r.transaction_id AS transaction_id,
  r.lago_customer_id::UUID AS lago_customer_id,
  r.code AS code,
  r.timestamp::TIMESTAMPTZ AS timestamp,
  r.precise_total_amount_cents AS precise_total_amount_cents,
  r.properties AS properties,
  r.lago_subscription_id::UUID AS lago_subscription_id,
  r.external_subscription_id AS external_subscription_id,
  r.created_at::TIMESTAMPTZ AS created_at,
  r."$extra"::JSON AS _extra
FROM events_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_events WHERE rowid NOT IN (SELECT max(rowid) FROM stage_events GROUP BY external_subscription_id, transaction_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM events AS t USING stage_events AS s WHERE t.external_subscription_id IS NOT DISTINCT FROM s.external_subscription_id AND t.transaction_id IS NOT DISTINCT FROM s.transaction_id;

-- name: merge
INSERT INTO events BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(precise_total_amount_cents) AS precise_total_amount_cents,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_events;

-- name: reached
-- The next window begins here, or so far before; rows of the future do not count.
SELECT strftime(max(timestamp), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM stage_events WHERE timestamp <= $loaded_at::TIMESTAMPTZ;

-- name: sweep
-- All that did not come; of a window, what did not come of its time.
UPDATE events SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL AND (timestamp >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);
