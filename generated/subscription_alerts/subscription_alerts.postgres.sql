-- name: create
CREATE TABLE IF NOT EXISTS subscription_alerts (
  lago_id uuid NOT NULL,
  lago_organization_id uuid,
  external_subscription_id text,
  lago_wallet_id jsonb,
  wallet_code jsonb,
  billable_metric jsonb,
  billable_metric__lago_id uuid,
  billable_metric__code text,
  alert_type text,
  code text,
  name text,
  direction text,
  previous_value numeric,
  last_processed_at timestamptz,
  created_at timestamptz,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_alerts__thresholds (
  _root_lago_id uuid NOT NULL,
  _thresholds_index bigint NOT NULL,
  code text,
  recurring boolean,
  value numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _thresholds_index)
);

-- name: comment
COMMENT ON TABLE subscription_alerts IS 'Alerts on the usage of a subscription.';
COMMENT ON COLUMN subscription_alerts.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN subscription_alerts.lago_organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN subscription_alerts.external_subscription_id IS 'Your id of the subscription. Refers to subscriptions.external_id.';
COMMENT ON COLUMN subscription_alerts.lago_wallet_id IS 'The wallet.';
COMMENT ON COLUMN subscription_alerts.wallet_code IS 'The wallet, by its code.';
COMMENT ON COLUMN subscription_alerts.billable_metric__lago_id IS 'Lago''s own id of the record. Refers to billable_metrics.lago_id.';
COMMENT ON COLUMN subscription_alerts.billable_metric__code IS 'Your short name of it. Refers to billable_metrics.code.';
COMMENT ON COLUMN subscription_alerts.alert_type IS 'What is watched: amounts in cents, units, or credits. Values: current_usage_amount, billable_metric_current_usage_amount, billable_metric_current_usage_units, lifetime_usage_amount.';
COMMENT ON COLUMN subscription_alerts.code IS 'Your short name of it.';
COMMENT ON COLUMN subscription_alerts.direction IS 'Values: increasing, decreasing.';
COMMENT ON COLUMN subscription_alerts.previous_value IS 'What was watched when the alert was last looked at.';
COMMENT ON COLUMN subscription_alerts.last_processed_at IS 'When the alert was last looked at.';
COMMENT ON COLUMN subscription_alerts.created_at IS 'When Lago created the record.';
COMMENT ON TABLE subscription_alerts__thresholds IS 'The values at which an alert is sent.';
COMMENT ON COLUMN subscription_alerts__thresholds.code IS 'Your short name of it.';
COMMENT ON COLUMN subscription_alerts__thresholds.value IS 'In cents, units or credits, as the alert''s type says.';

-- name: index
CREATE INDEX IF NOT EXISTS subscription_alerts_external_subscription_id_idx ON subscription_alerts (external_subscription_id);
CREATE INDEX IF NOT EXISTS subscription_alerts_billable_metric__lago_id_idx ON subscription_alerts (billable_metric__lago_id);

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE subscription_alerts SET billable_metric__lago_id = CASE WHEN billable_metric ->> 'lago_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (billable_metric ->> 'lago_id')::uuid END, billable_metric__code = CASE WHEN jsonb_typeof(billable_metric -> 'code') NOT IN ('object', 'array') THEN billable_metric ->> 'code' END WHERE (billable_metric IS NOT NULL AND billable_metric__lago_id IS NULL) OR (billable_metric IS NOT NULL AND billable_metric__code IS NULL);

-- name: stage
-- pg_temp.subscription_alerts is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_subscription_alerts (_n bigint) INHERITS (pg_temp.subscription_alerts);

-- name: stage
CREATE TEMP TABLE stage_subscription_alerts__thresholds (_n bigint) INHERITS (pg_temp.subscription_alerts__thresholds);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_subscription_alerts AS SELECT lago_id, _n, false AS written FROM stage_subscription_alerts WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_subscription_alerts AS SELECT lago_id, _hash, _n FROM stage_subscription_alerts WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_subscription_alerts (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE subscription_alerts (lago_id);
ANALYZE subscription_alerts__thresholds (_root_lago_id);

-- name: remember_all
TRUNCATE seen_subscription_alerts;
INSERT INTO seen_subscription_alerts SELECT lago_id, -1, true FROM subscription_alerts;

-- name: find_duplicates
SELECT FROM stage_subscription_alerts GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_subscription_alerts AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_subscription_alerts GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_subscription_alerts__thresholds AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_subscription_alerts AS s JOIN subscription_alerts AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_subscription_alerts AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_subscription_alerts AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_subscription_alerts SELECT lago_id, _n, found IS NULL FROM arrived_subscription_alerts LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_subscription_alerts;

-- name: merge
WITH written AS (
  INSERT INTO subscription_alerts (
    lago_id,
    lago_organization_id,
    external_subscription_id,
    lago_wallet_id,
    wallet_code,
    billable_metric,
    billable_metric__lago_id,
    billable_metric__code,
    alert_type,
    code,
    name,
    direction,
    previous_value,
    last_processed_at,
    created_at,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.subscription_alerts
  ON CONFLICT (lago_id) DO UPDATE SET
    lago_organization_id = EXCLUDED.lago_organization_id,
    external_subscription_id = EXCLUDED.external_subscription_id,
    lago_wallet_id = EXCLUDED.lago_wallet_id,
    wallet_code = EXCLUDED.wallet_code,
    billable_metric = EXCLUDED.billable_metric,
    billable_metric__lago_id = EXCLUDED.billable_metric__lago_id,
    billable_metric__code = EXCLUDED.billable_metric__code,
    alert_type = EXCLUDED.alert_type,
    code = EXCLUDED.code,
    name = EXCLUDED.name,
    direction = EXCLUDED.direction,
    previous_value = EXCLUDED.previous_value,
    last_processed_at = EXCLUDED.last_processed_at,
    created_at = EXCLUDED.created_at,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM subscription_alerts__thresholds AS c USING stage_subscription_alerts AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscription_alerts__thresholds (
  _root_lago_id,
  _thresholds_index,
  code,
  recurring,
  value,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.subscription_alerts__thresholds;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_subscription_alerts WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM subscription_alerts AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscription_alerts AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM subscription_alerts AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscription_alerts AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM subscription_alerts AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscription_alerts AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM subscription_alerts WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE subscription_alerts AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscription_alerts AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE subscription_alerts__thresholds AS c SET _deleted_at = s._deleted_at FROM subscription_alerts AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
