-- name: create
CREATE TABLE IF NOT EXISTS lifetime_usage (
  snapshot_at timestamptz NOT NULL,
  lago_id uuid,
  lago_subscription_id uuid,
  external_subscription_id text NOT NULL,
  external_historical_usage_amount_cents bigint,
  invoiced_usage_amount_cents bigint,
  current_usage_amount_cents bigint,
  from_datetime timestamptz,
  to_datetime timestamptz,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (external_subscription_id, snapshot_at)
);

-- name: create
CREATE TABLE IF NOT EXISTS lifetime_usage__usage_thresholds (
  _root_external_subscription_id text NOT NULL,
  _root_snapshot_at timestamptz NOT NULL,
  _usage_thresholds_index bigint NOT NULL,
  amount_cents bigint,
  completion_ratio double precision,
  reached_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_external_subscription_id, _root_snapshot_at, _usage_thresholds_index)
);

-- name: comment
COMMENT ON TABLE lifetime_usage IS 'What a subscription used since it began, in money, at the time of the load.';
COMMENT ON COLUMN lifetime_usage.snapshot_at IS 'When the load asked for it.';
COMMENT ON COLUMN lifetime_usage.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN lifetime_usage.lago_subscription_id IS 'The subscription. Refers to subscriptions.lago_id.';
COMMENT ON COLUMN lifetime_usage.external_subscription_id IS 'Your id of the subscription. Refers to subscriptions.external_id.';
COMMENT ON COLUMN lifetime_usage.external_historical_usage_amount_cents IS 'Usage before Lago, as you stated it. Unit: smallest currency unit, of subscriptions.plan_amount_currency.';
COMMENT ON COLUMN lifetime_usage.invoiced_usage_amount_cents IS 'Usage that was invoiced. Unit: smallest currency unit, of subscriptions.plan_amount_currency.';
COMMENT ON COLUMN lifetime_usage.current_usage_amount_cents IS 'Usage that is not invoiced yet. Unit: smallest currency unit, of subscriptions.plan_amount_currency.';
COMMENT ON COLUMN lifetime_usage.from_datetime IS 'Begin of the period.';
COMMENT ON COLUMN lifetime_usage.to_datetime IS 'End of the period.';
COMMENT ON TABLE lifetime_usage__usage_thresholds IS 'Amounts of usage at which a subscription bills at once.';
COMMENT ON COLUMN lifetime_usage__usage_thresholds.amount_cents IS 'Usage at which it is reached. Unit: smallest currency unit, of subscriptions.plan_amount_currency.';
COMMENT ON COLUMN lifetime_usage__usage_thresholds.completion_ratio IS 'Unit: ratio.';

-- name: index
CREATE INDEX IF NOT EXISTS lifetime_usage_lago_subscription_id_idx ON lifetime_usage (lago_subscription_id);

-- name: stage
-- pg_temp.lifetime_usage is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_lifetime_usage (_n bigint) INHERITS (pg_temp.lifetime_usage);

-- name: stage
CREATE TEMP TABLE stage_lifetime_usage__usage_thresholds (_n bigint) INHERITS (pg_temp.lifetime_usage__usage_thresholds);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_lifetime_usage AS SELECT external_subscription_id, snapshot_at, _n, false AS written FROM stage_lifetime_usage WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_lifetime_usage AS SELECT external_subscription_id, snapshot_at, _hash, _n FROM stage_lifetime_usage WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_lifetime_usage (external_subscription_id, snapshot_at);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE lifetime_usage (external_subscription_id, snapshot_at);
ANALYZE lifetime_usage__usage_thresholds (_root_external_subscription_id, _root_snapshot_at);

-- name: remember_all
TRUNCATE seen_lifetime_usage;
INSERT INTO seen_lifetime_usage SELECT external_subscription_id, snapshot_at, -1, true FROM lifetime_usage;

-- name: find_duplicates
SELECT FROM stage_lifetime_usage GROUP BY external_subscription_id, snapshot_at HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_lifetime_usage AS s
  USING (SELECT external_subscription_id, snapshot_at, max(_n) AS last FROM stage_lifetime_usage GROUP BY external_subscription_id, snapshot_at HAVING count(*) > 1) AS d
  WHERE s.external_subscription_id = d.external_subscription_id AND s.snapshot_at = d.snapshot_at AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_lifetime_usage__usage_thresholds AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_lifetime_usage AS s JOIN lifetime_usage AS t ON t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_lifetime_usage AS d WHERE s.external_subscription_id = d.external_subscription_id AND s.snapshot_at = d.snapshot_at) AND NOT EXISTS (SELECT FROM arrived_lifetime_usage AS d WHERE s.external_subscription_id = d.external_subscription_id AND s.snapshot_at = d.snapshot_at AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_lifetime_usage SELECT external_subscription_id, snapshot_at, _n, found IS NULL FROM arrived_lifetime_usage LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_lifetime_usage;

-- name: merge
WITH written AS (
  INSERT INTO lifetime_usage (
    snapshot_at,
    lago_id,
    lago_subscription_id,
    external_subscription_id,
    external_historical_usage_amount_cents,
    invoiced_usage_amount_cents,
    current_usage_amount_cents,
    from_datetime,
    to_datetime,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.lifetime_usage
  ON CONFLICT (external_subscription_id, snapshot_at) DO UPDATE SET
    lago_id = EXCLUDED.lago_id,
    lago_subscription_id = EXCLUDED.lago_subscription_id,
    external_historical_usage_amount_cents = EXCLUDED.external_historical_usage_amount_cents,
    invoiced_usage_amount_cents = EXCLUDED.invoiced_usage_amount_cents,
    current_usage_amount_cents = EXCLUDED.current_usage_amount_cents,
    from_datetime = EXCLUDED.from_datetime,
    to_datetime = EXCLUDED.to_datetime,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM lifetime_usage__usage_thresholds AS c USING stage_lifetime_usage AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO lifetime_usage__usage_thresholds (
  _root_external_subscription_id,
  _root_snapshot_at,
  _usage_thresholds_index,
  amount_cents,
  completion_ratio,
  reached_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.lifetime_usage__usage_thresholds;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_lifetime_usage WHERE _n > $1::bigint GROUP BY external_subscription_id, snapshot_at) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM lifetime_usage AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_lifetime_usage AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM lifetime_usage AS t WHERE json_build_array(external_subscription_id, snapshot_at)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_lifetime_usage AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(external_subscription_id, snapshot_at)::text FROM lifetime_usage AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_lifetime_usage AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM lifetime_usage WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE lifetime_usage AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_lifetime_usage AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: sweep_children
UPDATE lifetime_usage__usage_thresholds AS c SET _deleted_at = s._deleted_at FROM lifetime_usage AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
