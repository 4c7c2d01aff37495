-- name: create
CREATE TABLE IF NOT EXISTS applied_coupons (
  lago_id UUID NOT NULL,
  lago_coupon_id UUID,
  coupon_code VARCHAR,
  coupon_name VARCHAR,
  coupon_status VARCHAR,
  coupon_deleted_at TIMESTAMPTZ,
  lago_customer_id UUID,
  external_customer_id VARCHAR,
  status VARCHAR,
  amount_cents BIGINT,
  amount_cents_remaining BIGINT,
  amount_currency VARCHAR,
  percentage_rate DECIMAL(38,15),
  frequency VARCHAR,
  frequency_duration BIGINT,
  frequency_duration_remaining BIGINT,
  expiration_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
  terminated_at TIMESTAMPTZ,
  coupon_description VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS applied_coupons__credits (
  _root_lago_id UUID NOT NULL,
  _credits_index BIGINT NOT NULL,
  lago_id UUID,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  before_taxes BOOLEAN,
  item__lago_item_id UUID,
  item__type VARCHAR,
  item__code VARCHAR,
  item__name VARCHAR,
  invoice__lago_id UUID,
  invoice__payment_status VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO applied_coupons_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"applied_coupons":[{
  "lago_id":"VARCHAR",
  "lago_coupon_id":"VARCHAR",
  "coupon_code":"VARCHAR",
  "coupon_name":"VARCHAR",
  "coupon_status":"VARCHAR",
  "coupon_deleted_at":"VARCHAR",
  "lago_customer_id":"VARCHAR",
  "external_customer_id":"VARCHAR",
  "status":"VARCHAR",
  "amount_cents":"VARCHAR",
  "amount_cents_remaining":"VARCHAR",
  "amount_currency":"VARCHAR",
  "percentage_rate":"VARCHAR",
  "frequency":"VARCHAR",
  "frequency_duration":"VARCHAR",
  "frequency_duration_remaining":"VARCHAR",
  "expiration_at":"VARCHAR",
  "created_at":"VARCHAR",
  "terminated_at":"VARCHAR",
  "coupon_description":"VARCHAR",
  "credits":[{
    "lago_id":"VARCHAR",
    "amount_cents":"VARCHAR",
    "amount_currency":"VARCHAR",
    "before_taxes":"VARCHAR",
    "item":{
      "lago_item_id":"VARCHAR",
      "type":"VARCHAR",
      "code":"VARCHAR",
      "name":"VARCHAR",
    },
    "invoice":{
      "lago_id":"VARCHAR",
      "payment_status":"VARCHAR",
    },
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').applied_coupons) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_applied_coupons AS
SELECT
  t.* REPLACE (
    percentage_rate::VARCHAR AS percentage_rate,
  ),
  r.credits AS "credits[]",
FROM shape.applied_coupons AS t, applied_coupons_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_applied_coupons BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.lago_coupon_id::UUID AS lago_coupon_id,
  r.coupon_code AS coupon_code,
  r.coupon_name AS coupon_name,
  r.coupon_status AS coupon_status,
  r.coupon_deleted_at::TIMESTAMPTZ AS coupon_deleted_at,
  r.lago_customer_id::UUID AS lago_customer_id,
  r.external_customer_id AS external_customer_id,
  r.status AS status,
  r.amount_cents::BIGINT AS amount_cents,
  r.amount_cents_remaining::BIGINT AS amount_cents_remaining,
  r.amount_currency AS amount_currency,
  r.percentage_rate AS percentage_rate,
  r.frequency AS frequency,
  r.frequency_duration::BIGINT AS frequency_duration,
  r.frequency_duration_remaining::BIGINT AS frequency_duration_remaining,
  r.expiration_at::TIMESTAMPTZ AS expiration_at,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.terminated_at::TIMESTAMPTZ AS terminated_at,
  r.coupon_description AS coupon_description,
  r.credits AS "credits[]",
  r."$extra"::JSON AS _extra
FROM applied_coupons_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_applied_coupons WHERE rowid NOT IN (SELECT max(rowid) FROM stage_applied_coupons GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM applied_coupons AS t USING stage_applied_coupons AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO applied_coupons BY NAME
SELECT * EXCLUDE (
  "credits[]",
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(percentage_rate) AS percentage_rate,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_applied_coupons;

-- name: children
DELETE FROM applied_coupons__credits AS c USING stage_applied_coupons AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO applied_coupons__credits BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _credits_index,
    r.lago_id::UUID AS lago_id,
    r.amount_cents::BIGINT AS amount_cents,
    r.amount_currency AS amount_currency,
    r.before_taxes::BOOLEAN AS before_taxes,
    r.item.lago_item_id::UUID AS item__lago_item_id,
    r.item.type AS item__type,
    r.item.code AS item__code,
    r.item.name AS item__name,
    r.invoice.lago_id::UUID AS invoice__lago_id,
    r.invoice.payment_status AS invoice__payment_status,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("credits[]") AS r, generate_subscripts("credits[]", 1) - 1 AS _credits_index
    FROM stage_applied_coupons
  )
);

-- name: sweep
UPDATE applied_coupons SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE applied_coupons__credits AS c SET _deleted_at = s._deleted_at FROM applied_coupons AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
