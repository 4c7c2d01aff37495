-- name: create
CREATE TABLE IF NOT EXISTS events (
  lago_id text,
  transaction_id text,
  lago_customer_id uuid,
  code text,
  timestamp timestamptz,
  precise_total_amount_cents numeric,
  properties jsonb,
  lago_subscription_id uuid,
  external_subscription_id text,
  created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  UNIQUE NULLS NOT DISTINCT (external_subscription_id, transaction_id)
);

-- name: stage
-- pg_temp.events is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_events (_n bigint) INHERITS (pg_temp.events);

-- name: stage
-- The keys of all records that come, by which distinct ones are counted, each with the number of its merge.
CREATE TEMP TABLE seen_events AS SELECT external_subscription_id, transaction_id, _n AS merge FROM stage_events WITH NO DATA;

-- name: find_duplicates
SELECT FROM stage_events GROUP BY external_subscription_id, transaction_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_events AS s
  USING (SELECT external_subscription_id, transaction_id, max(_n) AS last FROM stage_events GROUP BY external_subscription_id, transaction_id HAVING count(*) > 1) AS d
  WHERE s.external_subscription_id IS NOT DISTINCT FROM d.external_subscription_id AND s.transaction_id IS NOT DISTINCT FROM d.transaction_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: remember_keys
INSERT INTO seen_events SELECT external_subscription_id, transaction_id, $1::bigint FROM stage_events;

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
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.events
  ON CONFLICT (external_subscription_id, transaction_id) DO UPDATE SET
    lago_id = EXCLUDED.lago_id,
    lago_customer_id = EXCLUDED.lago_customer_id,
    code = EXCLUDED.code,
    timestamp = EXCLUDED.timestamp,
    precise_total_amount_cents = EXCLUDED.precise_total_amount_cents,
    properties = EXCLUDED.properties,
    lago_subscription_id = EXCLUDED.lago_subscription_id,
    created_at = EXCLUDED.created_at,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: count
-- The distinct records that this load has brought so far, and the number of the last merge.
SELECT count(*) AS count, max(last) AS last FROM (SELECT max(merge) AS last FROM seen_events WHERE merge > $1::bigint GROUP BY external_subscription_id, transaction_id) AS k;

-- name: reached
-- The next window begins here, or so far before; rows of the future do not count.
SELECT to_char(max(timestamp), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM stage_events WHERE timestamp <= $1::timestamptz;

-- name: sweep
-- All that did not come; of a window, what did not come of its time.
UPDATE events SET _deleted_at = $2 WHERE _load_id <> $1 AND _deleted_at IS NULL AND (timestamp >= $3::text::timestamptz OR $3::text IS NULL);
