-- name: create
CREATE TABLE IF NOT EXISTS customer_wallet_alerts (
  external_customer_id VARCHAR,
  lago_id UUID NOT NULL,
  lago_organization_id UUID,
  external_subscription_id JSON,
  lago_wallet_id VARCHAR,
  wallet_code VARCHAR,
  billable_metric JSON,
  alert_type VARCHAR,
  code VARCHAR,
  name VARCHAR,
  direction VARCHAR,
  previous_value DECIMAL(38,18),
  last_processed_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customer_wallet_alerts__thresholds (
  _root_lago_id UUID NOT NULL,
  _thresholds_index BIGINT NOT NULL,
  code VARCHAR,
  recurring BOOLEAN,
  value DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE customer_wallet_alerts IS 'Alerts on the balance of a wallet.';
COMMENT ON COLUMN customer_wallet_alerts.external_customer_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN customer_wallet_alerts.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN customer_wallet_alerts.lago_organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN customer_wallet_alerts.external_subscription_id IS 'Your id of the subscription.';
COMMENT ON COLUMN customer_wallet_alerts.lago_wallet_id IS 'The wallet. Refers to wallets.lago_id.';
COMMENT ON COLUMN customer_wallet_alerts.wallet_code IS 'The wallet, by its code. Refers to wallets.code.';
COMMENT ON COLUMN customer_wallet_alerts.alert_type IS 'What is watched: amounts in cents, units, or credits. Values: wallet_balance_amount, wallet_credits_balance, wallet_ongoing_balance_amount, wallet_credits_ongoing_balance.';
COMMENT ON COLUMN customer_wallet_alerts.code IS 'Your short name of it.';
COMMENT ON COLUMN customer_wallet_alerts.direction IS 'Values: increasing, decreasing.';
COMMENT ON COLUMN customer_wallet_alerts.previous_value IS 'What was watched when the alert was last looked at.';
COMMENT ON COLUMN customer_wallet_alerts.last_processed_at IS 'When the alert was last looked at.';
COMMENT ON COLUMN customer_wallet_alerts.created_at IS 'When Lago created the record.';
COMMENT ON TABLE customer_wallet_alerts__thresholds IS 'The values at which an alert is sent.';
COMMENT ON COLUMN customer_wallet_alerts__thresholds.code IS 'Your short name of it.';
COMMENT ON COLUMN customer_wallet_alerts__thresholds.value IS 'In cents, units or credits, as the alert''s type says.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_customer_wallet_alerts AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM customer_wallet_alerts LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_customer_wallet_alerts AS
SELECT _n FROM stage_customer_wallet_alerts ANTI JOIN (SELECT max(_n) AS _n FROM stage_customer_wallet_alerts GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_customer_wallet_alerts;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_customer_wallet_alerts AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM customer_wallet_alerts AS t JOIN (SELECT _n, lago_id, _hash FROM stage_customer_wallet_alerts ANTI JOIN skipped_customer_wallet_alerts USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_customer_wallet_alerts SELECT _n FROM known_customer_wallet_alerts WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_customer_wallet_alerts WHERE same;

-- name: remember_keys
INSERT INTO seen_customer_wallet_alerts SELECT lago_id, _n, skipped._n IS NULL FROM stage_customer_wallet_alerts LEFT JOIN skipped_customer_wallet_alerts AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM customer_wallet_alerts WHERE rowid IN (SELECT place FROM known_customer_wallet_alerts WHERE NOT same);

-- name: merge
INSERT INTO customer_wallet_alerts BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customer_wallet_alerts ANTI JOIN skipped_customer_wallet_alerts USING (_n);

-- name: remove_children
DELETE FROM customer_wallet_alerts__thresholds AS c USING (SELECT lago_id FROM stage_customer_wallet_alerts ANTI JOIN skipped_customer_wallet_alerts USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customer_wallet_alerts__thresholds BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _thresholds_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customer_wallet_alerts__thresholds ANTI JOIN skipped_customer_wallet_alerts USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_customer_wallet_alerts WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM customer_wallet_alerts AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_customer_wallet_alerts AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM customer_wallet_alerts AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_customer_wallet_alerts AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM customer_wallet_alerts AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_customer_wallet_alerts AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM customer_wallet_alerts WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE customer_wallet_alerts AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_customer_wallet_alerts AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE customer_wallet_alerts__thresholds AS c SET _deleted_at = s._deleted_at FROM customer_wallet_alerts AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
