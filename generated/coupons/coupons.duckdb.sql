-- name: create
CREATE TABLE IF NOT EXISTS coupons (
  lago_id UUID NOT NULL,
  name VARCHAR,
  code VARCHAR,
  description VARCHAR,
  coupon_type VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  reusable BOOLEAN,
  limited_plans BOOLEAN,
  plan_codes JSON,
  limited_billable_metrics BOOLEAN,
  billable_metric_codes JSON,
  percentage_rate DECIMAL(38,15),
  frequency VARCHAR,
  frequency_duration BIGINT,
  expiration VARCHAR,
  expiration_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
  terminated_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO coupons_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"coupons":[{
  "lago_id":"VARCHAR",
  "name":"VARCHAR",
  "code":"VARCHAR",
  "description":"VARCHAR",
  "coupon_type":"VARCHAR",
  "amount_cents":"VARCHAR",
  "amount_currency":"VARCHAR",
  "reusable":"VARCHAR",
  "limited_plans":"VARCHAR",
  "plan_codes":"JSON",
  "limited_billable_metrics":"VARCHAR",
  "billable_metric_codes":"JSON",
  "percentage_rate":"VARCHAR",
  "frequency":"VARCHAR",
  "frequency_duration":"VARCHAR",
  "expiration":"VARCHAR",
  "expiration_at":"VARCHAR",
  "created_at":"VARCHAR",
  "terminated_at":"VARCHAR",
  "$extra":"VARCHAR"
}]}').coupons) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_coupons AS
SELECT
  t.* REPLACE (
    percentage_rate::VARCHAR AS percentage_rate,
  ),
FROM shape.coupons AS t, coupons_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_coupons BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.name AS name,
  r.code AS code,
  r.description AS description,
  r.coupon_type AS coupon_type,
  r.amount_cents::BIGINT AS amount_cents,
  r.amount_currency AS amount_currency,
  r.reusable::BOOLEAN AS reusable,
  r.limited_plans::BOOLEAN AS limited_plans,
  r.plan_codes AS plan_codes,
  r.limited_billable_metrics::BOOLEAN AS limited_billable_metrics,
  r.billable_metric_codes AS billable_metric_codes,
  r.percentage_rate AS percentage_rate,
  r.frequency AS frequency,
  r.frequency_duration::BIGINT AS frequency_duration,
  r.expiration AS expiration,
  r.expiration_at::TIMESTAMPTZ AS expiration_at,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.terminated_at::TIMESTAMPTZ AS terminated_at,
  r."$extra"::JSON AS _extra
FROM coupons_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_coupons WHERE rowid NOT IN (SELECT max(rowid) FROM stage_coupons GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM coupons AS t USING stage_coupons AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO coupons BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(percentage_rate) AS percentage_rate,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_coupons;

-- name: sweep
UPDATE coupons SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
