-- name: create
CREATE TABLE IF NOT EXISTS lifetime_usage (
  snapshot_at TIMESTAMPTZ NOT NULL,
  lago_id UUID,
  lago_subscription_id UUID,
  external_subscription_id VARCHAR NOT NULL,
  external_historical_usage_amount_cents BIGINT,
  invoiced_usage_amount_cents BIGINT,
  current_usage_amount_cents BIGINT,
  from_datetime TIMESTAMPTZ,
  to_datetime TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS lifetime_usage__usage_thresholds (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_snapshot_at TIMESTAMPTZ NOT NULL,
  _usage_thresholds_index BIGINT NOT NULL,
  amount_cents BIGINT,
  completion_ratio DOUBLE,
  reached_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO lifetime_usage_records(pages, snapshot_at) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"lifetime_usage":[{
  "lago_id":"VARCHAR",
  "lago_subscription_id":"VARCHAR",
  "external_subscription_id":"VARCHAR",
  "external_historical_usage_amount_cents":"VARCHAR",
  "invoiced_usage_amount_cents":"VARCHAR",
  "current_usage_amount_cents":"VARCHAR",
  "from_datetime":"VARCHAR",
  "to_datetime":"VARCHAR",
  "usage_thresholds":[{
    "amount_cents":"VARCHAR",
    "completion_ratio":"VARCHAR",
    "reached_at":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').lifetime_usage) AS r, p.snapshot_at
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(snapshot_at::VARCHAR[]) AS snapshot_at) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_lifetime_usage AS
SELECT
  t.*,
  r.usage_thresholds AS "usage_thresholds[]",
FROM shape.lifetime_usage AS t, lifetime_usage_records([], []) LIMIT 0;

-- name: add
INSERT INTO stage_lifetime_usage BY NAME
SELECT
  snapshot_at::TIMESTAMPTZ AS snapshot_at,
  r.lago_id::UUID AS lago_id,
  r.lago_subscription_id::UUID AS lago_subscription_id,
  r.external_subscription_id AS external_subscription_id,
  r.external_historical_usage_amount_cents::BIGINT AS external_historical_usage_amount_cents,
  r.invoiced_usage_amount_cents::BIGINT AS invoiced_usage_amount_cents,
  r.current_usage_amount_cents::BIGINT AS current_usage_amount_cents,
  r.from_datetime::TIMESTAMPTZ AS from_datetime,
  r.to_datetime::TIMESTAMPTZ AS to_datetime,
  r.usage_thresholds AS "usage_thresholds[]",
  r."$extra"::JSON AS _extra
FROM lifetime_usage_records($pages, $snapshot_at);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_lifetime_usage WHERE rowid NOT IN (SELECT max(rowid) FROM stage_lifetime_usage GROUP BY external_subscription_id, snapshot_at);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM lifetime_usage AS t USING stage_lifetime_usage AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at;

-- name: merge
INSERT INTO lifetime_usage BY NAME
SELECT * EXCLUDE (
  "usage_thresholds[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_lifetime_usage;

-- name: children
DELETE FROM lifetime_usage__usage_thresholds AS c USING stage_lifetime_usage AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO lifetime_usage__usage_thresholds BY NAME
SELECT * FROM (
  SELECT
    _root_external_subscription_id,
    _root_snapshot_at,
    _usage_thresholds_index,
    r.amount_cents::BIGINT AS amount_cents,
    r.completion_ratio::DOUBLE AS completion_ratio,
    r.reached_at::TIMESTAMPTZ AS reached_at,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT external_subscription_id AS _root_external_subscription_id, snapshot_at AS _root_snapshot_at, unnest("usage_thresholds[]") AS r, generate_subscripts("usage_thresholds[]", 1) - 1 AS _usage_thresholds_index
    FROM stage_lifetime_usage
  )
);

-- name: sweep
UPDATE lifetime_usage SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE lifetime_usage__usage_thresholds AS c SET _deleted_at = s._deleted_at FROM lifetime_usage AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
