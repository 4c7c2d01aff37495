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
  previous_value DECIMAL(38,15),
  last_processed_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
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
  value DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO customer_wallet_alerts_records(pages, external_customer_id) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"alerts":[{
  "lago_id":"VARCHAR",
  "lago_organization_id":"VARCHAR",
  "external_subscription_id":"JSON",
  "lago_wallet_id":"VARCHAR",
  "wallet_code":"VARCHAR",
  "billable_metric":"JSON",
  "alert_type":"VARCHAR",
  "code":"VARCHAR",
  "name":"VARCHAR",
  "direction":"VARCHAR",
  "previous_value":"VARCHAR",
  "last_processed_at":"VARCHAR",
  "created_at":"VARCHAR",
  "thresholds":[{
    "code":"VARCHAR",
    "recurring":"VARCHAR",
    "value":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').alerts) AS r, p.external_customer_id
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(external_customer_id::VARCHAR[]) AS external_customer_id) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_customer_wallet_alerts AS
SELECT
  t.* REPLACE (
    previous_value::VARCHAR AS previous_value,
  ),
  r.thresholds AS "thresholds[]",
FROM shape.customer_wallet_alerts AS t, customer_wallet_alerts_records([], []) LIMIT 0;

-- name: add
INSERT INTO stage_customer_wallet_alerts BY NAME
SELECT
  external_customer_id,
  r.lago_id::UUID AS lago_id,
  r.lago_organization_id::UUID AS lago_organization_id,
  r.external_subscription_id AS external_subscription_id,
  r.lago_wallet_id AS lago_wallet_id,
  r.wallet_code AS wallet_code,
  r.billable_metric AS billable_metric,
  r.alert_type AS alert_type,
  r.code AS code,
  r.name AS name,
  r.direction AS direction,
  r.previous_value AS previous_value,
  r.last_processed_at::TIMESTAMPTZ AS last_processed_at,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.thresholds AS "thresholds[]",
  r."$extra"::JSON AS _extra
FROM customer_wallet_alerts_records($pages, $external_customer_id);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_customer_wallet_alerts WHERE rowid NOT IN (SELECT max(rowid) FROM stage_customer_wallet_alerts GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM customer_wallet_alerts AS t USING stage_customer_wallet_alerts AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO customer_wallet_alerts BY NAME
SELECT * EXCLUDE (
  "thresholds[]",
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(previous_value) AS previous_value,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customer_wallet_alerts;

-- name: children
DELETE FROM customer_wallet_alerts__thresholds AS c USING stage_customer_wallet_alerts AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO customer_wallet_alerts__thresholds BY NAME
SELECT * REPLACE (
  exact_decimal(value) AS value,
) FROM (
  SELECT
    _root_lago_id,
    _thresholds_index,
    r.code AS code,
    r.recurring::BOOLEAN AS recurring,
    r.value AS value,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("thresholds[]") AS r, generate_subscripts("thresholds[]", 1) - 1 AS _thresholds_index
    FROM stage_customer_wallet_alerts
  )
);

-- name: sweep
UPDATE customer_wallet_alerts SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE customer_wallet_alerts__thresholds AS c SET _deleted_at = s._deleted_at FROM customer_wallet_alerts AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
