-- name: create
CREATE TABLE IF NOT EXISTS coupons (
  lago_id uuid NOT NULL,
  name text,
  code text,
  description text,
  coupon_type text,
  amount_cents bigint,
  amount_currency text,
  reusable boolean,
  limited_plans boolean,
  plan_codes jsonb,
  limited_billable_metrics boolean,
  billable_metric_codes jsonb,
  percentage_rate numeric,
  frequency text,
  frequency_duration bigint,
  expiration text,
  expiration_at timestamptz,
  created_at timestamptz,
  terminated_at timestamptz,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: comment
COMMENT ON TABLE coupons IS 'Discounts that can be given to customers.';
COMMENT ON COLUMN coupons.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN coupons.code IS 'Your short name of it.';
COMMENT ON COLUMN coupons.coupon_type IS 'Values: fixed_amount, percentage.';
COMMENT ON COLUMN coupons.amount_cents IS 'What is taken off, of a coupon with a fixed amount. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN coupons.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN coupons.percentage_rate IS 'What is taken off, of a coupon by percentage. Unit: percent.';
COMMENT ON COLUMN coupons.frequency IS 'For one invoice, for some periods, or for ever. Values: once, recurring, forever.';
COMMENT ON COLUMN coupons.frequency_duration IS 'Unit: billing periods.';
COMMENT ON COLUMN coupons.expiration IS 'Values: no_expiration, time_limit.';
COMMENT ON COLUMN coupons.expiration_at IS 'When it expires.';
COMMENT ON COLUMN coupons.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN coupons.terminated_at IS 'When it ended.';

-- name: stage
-- pg_temp.coupons is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_coupons (_n bigint) INHERITS (pg_temp.coupons);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_coupons AS SELECT lago_id, _n, false AS written FROM stage_coupons WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_coupons AS SELECT lago_id, _hash, _n FROM stage_coupons WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_coupons (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE coupons (lago_id);

-- name: remember_all
TRUNCATE seen_coupons;
INSERT INTO seen_coupons SELECT lago_id, -1, true FROM coupons;

-- name: find_duplicates
SELECT FROM stage_coupons GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_coupons AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_coupons GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_coupons AS s JOIN coupons AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_coupons AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_coupons AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_coupons SELECT lago_id, _n, found IS NULL FROM arrived_coupons LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_coupons;

-- name: merge
WITH written AS (
  INSERT INTO coupons (
    lago_id,
    name,
    code,
    description,
    coupon_type,
    amount_cents,
    amount_currency,
    reusable,
    limited_plans,
    plan_codes,
    limited_billable_metrics,
    billable_metric_codes,
    percentage_rate,
    frequency,
    frequency_duration,
    expiration,
    expiration_at,
    created_at,
    terminated_at,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.coupons
  ON CONFLICT (lago_id) DO UPDATE SET
    name = EXCLUDED.name,
    code = EXCLUDED.code,
    description = EXCLUDED.description,
    coupon_type = EXCLUDED.coupon_type,
    amount_cents = EXCLUDED.amount_cents,
    amount_currency = EXCLUDED.amount_currency,
    reusable = EXCLUDED.reusable,
    limited_plans = EXCLUDED.limited_plans,
    plan_codes = EXCLUDED.plan_codes,
    limited_billable_metrics = EXCLUDED.limited_billable_metrics,
    billable_metric_codes = EXCLUDED.billable_metric_codes,
    percentage_rate = EXCLUDED.percentage_rate,
    frequency = EXCLUDED.frequency,
    frequency_duration = EXCLUDED.frequency_duration,
    expiration = EXCLUDED.expiration,
    expiration_at = EXCLUDED.expiration_at,
    created_at = EXCLUDED.created_at,
    terminated_at = EXCLUDED.terminated_at,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_coupons WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM coupons AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM coupons AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM coupons AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM coupons WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE coupons AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_coupons AS s WHERE t.lago_id = s.lago_id);
