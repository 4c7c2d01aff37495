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
  _hash BIGINT,
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

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_lifetime_usage AS SELECT external_subscription_id, snapshot_at, 0::BIGINT AS _n, false AS written FROM lifetime_usage LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_lifetime_usage AS
SELECT _n FROM stage_lifetime_usage ANTI JOIN (SELECT max(_n) AS _n FROM stage_lifetime_usage GROUP BY external_subscription_id, snapshot_at) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_lifetime_usage;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_lifetime_usage AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM lifetime_usage AS t JOIN (SELECT _n, external_subscription_id, snapshot_at, _hash FROM stage_lifetime_usage ANTI JOIN skipped_lifetime_usage USING (_n)) AS s ON t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at;

-- name: compare
INSERT INTO skipped_lifetime_usage SELECT _n FROM known_lifetime_usage WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_lifetime_usage WHERE same;

-- name: remember_keys
INSERT INTO seen_lifetime_usage SELECT external_subscription_id, snapshot_at, _n, skipped._n IS NULL FROM stage_lifetime_usage LEFT JOIN skipped_lifetime_usage AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM lifetime_usage WHERE rowid IN (SELECT place FROM known_lifetime_usage WHERE NOT same);

-- name: merge
INSERT INTO lifetime_usage BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_lifetime_usage ANTI JOIN skipped_lifetime_usage USING (_n);

-- name: remove_children
DELETE FROM lifetime_usage__usage_thresholds AS c USING (SELECT external_subscription_id, snapshot_at FROM stage_lifetime_usage ANTI JOIN skipped_lifetime_usage USING (_n)) AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO lifetime_usage__usage_thresholds BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_external_subscription_id, "$2" AS _root_snapshot_at, "$3" AS _usage_thresholds_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_lifetime_usage__usage_thresholds ANTI JOIN skipped_lifetime_usage USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_lifetime_usage WHERE _n > $after::BIGINT GROUP BY external_subscription_id, snapshot_at);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM lifetime_usage AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_lifetime_usage AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM lifetime_usage AS t WHERE json_array(external_subscription_id, snapshot_at)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_lifetime_usage AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(external_subscription_id, snapshot_at)::VARCHAR FROM lifetime_usage AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_lifetime_usage AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM lifetime_usage WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE lifetime_usage AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_lifetime_usage AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: sweep_children
UPDATE lifetime_usage__usage_thresholds AS c SET _deleted_at = s._deleted_at FROM lifetime_usage AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
