-- name: create
CREATE TABLE IF NOT EXISTS applied_coupons (
  lago_id uuid NOT NULL,
  lago_coupon_id uuid,
  coupon_code text,
  coupon_name text,
  coupon_status text,
  coupon_deleted_at timestamptz,
  lago_customer_id uuid,
  external_customer_id text,
  status text,
  amount_cents bigint,
  amount_cents_remaining bigint,
  amount_currency text,
  percentage_rate numeric,
  frequency text,
  frequency_duration bigint,
  frequency_duration_remaining bigint,
  expiration_at timestamptz,
  created_at timestamptz,
  terminated_at timestamptz,
  coupon_description text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS applied_coupons__credits (
  _root_lago_id uuid NOT NULL,
  _credits_index bigint NOT NULL,
  lago_id uuid,
  amount_cents bigint,
  amount_currency text,
  before_taxes boolean,
  item__lago_item_id uuid,
  item__type text,
  item__code text,
  item__name text,
  item__description text,
  invoice__lago_id uuid,
  invoice__payment_status text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _credits_index)
);

-- name: comment
COMMENT ON TABLE applied_coupons IS 'A coupon that a customer has.';
COMMENT ON COLUMN applied_coupons.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN applied_coupons.lago_coupon_id IS 'The coupon. Refers to coupons.lago_id.';
COMMENT ON COLUMN applied_coupons.coupon_code IS 'The coupon, by its code. Refers to coupons.code.';
COMMENT ON COLUMN applied_coupons.coupon_status IS 'Values: active, terminated.';
COMMENT ON COLUMN applied_coupons.lago_customer_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN applied_coupons.external_customer_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN applied_coupons.status IS 'Whether it can still be used. Values: active, terminated.';
COMMENT ON COLUMN applied_coupons.amount_cents IS 'What is taken off, of a coupon with a fixed amount. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN applied_coupons.amount_cents_remaining IS 'What the coupon can still take off. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN applied_coupons.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN applied_coupons.percentage_rate IS 'Unit: percent.';
COMMENT ON COLUMN applied_coupons.frequency IS 'Values: once, recurring, forever.';
COMMENT ON COLUMN applied_coupons.frequency_duration IS 'Unit: billing periods.';
COMMENT ON COLUMN applied_coupons.frequency_duration_remaining IS 'Unit: billing periods.';
COMMENT ON COLUMN applied_coupons.expiration_at IS 'When it expires.';
COMMENT ON COLUMN applied_coupons.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN applied_coupons.terminated_at IS 'When it ended.';
COMMENT ON TABLE applied_coupons__credits IS 'What an applied coupon took off an invoice.';
COMMENT ON COLUMN applied_coupons__credits.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN applied_coupons__credits.amount_cents IS 'What the coupon took off the invoice. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN applied_coupons__credits.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN applied_coupons__credits.item__type IS 'Values: coupon, credit_note, invoice.';
COMMENT ON COLUMN applied_coupons__credits.item__code IS 'Your short name of it.';
COMMENT ON COLUMN applied_coupons__credits.invoice__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN applied_coupons__credits.invoice__payment_status IS 'Whether it was paid. Values: pending, succeeded, failed.';

-- name: index
CREATE INDEX IF NOT EXISTS applied_coupons_lago_coupon_id_idx ON applied_coupons (lago_coupon_id);
CREATE INDEX IF NOT EXISTS applied_coupons_lago_customer_id_idx ON applied_coupons (lago_customer_id);

-- name: stage
-- pg_temp.applied_coupons is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_applied_coupons (_n bigint) INHERITS (pg_temp.applied_coupons);

-- name: stage
CREATE TEMP TABLE stage_applied_coupons__credits (_n bigint) INHERITS (pg_temp.applied_coupons__credits);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_applied_coupons AS SELECT lago_id, _n, false AS written FROM stage_applied_coupons WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_applied_coupons AS SELECT lago_id, _hash, _n FROM stage_applied_coupons WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_applied_coupons (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE applied_coupons (lago_id);
ANALYZE applied_coupons__credits (_root_lago_id);

-- name: remember_all
TRUNCATE seen_applied_coupons;
INSERT INTO seen_applied_coupons SELECT lago_id, -1, true FROM applied_coupons;

-- name: find_duplicates
SELECT FROM stage_applied_coupons GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_applied_coupons AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_applied_coupons GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_applied_coupons__credits AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_applied_coupons AS s JOIN applied_coupons AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_applied_coupons AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_applied_coupons AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_applied_coupons SELECT lago_id, _n, found IS NULL FROM arrived_applied_coupons LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_applied_coupons;

-- name: merge
WITH written AS (
  INSERT INTO applied_coupons (
    lago_id,
    lago_coupon_id,
    coupon_code,
    coupon_name,
    coupon_status,
    coupon_deleted_at,
    lago_customer_id,
    external_customer_id,
    status,
    amount_cents,
    amount_cents_remaining,
    amount_currency,
    percentage_rate,
    frequency,
    frequency_duration,
    frequency_duration_remaining,
    expiration_at,
    created_at,
    terminated_at,
    coupon_description,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.applied_coupons
  ON CONFLICT (lago_id) DO UPDATE SET
    lago_coupon_id = EXCLUDED.lago_coupon_id,
    coupon_code = EXCLUDED.coupon_code,
    coupon_name = EXCLUDED.coupon_name,
    coupon_status = EXCLUDED.coupon_status,
    coupon_deleted_at = EXCLUDED.coupon_deleted_at,
    lago_customer_id = EXCLUDED.lago_customer_id,
    external_customer_id = EXCLUDED.external_customer_id,
    status = EXCLUDED.status,
    amount_cents = EXCLUDED.amount_cents,
    amount_cents_remaining = EXCLUDED.amount_cents_remaining,
    amount_currency = EXCLUDED.amount_currency,
    percentage_rate = EXCLUDED.percentage_rate,
    frequency = EXCLUDED.frequency,
    frequency_duration = EXCLUDED.frequency_duration,
    frequency_duration_remaining = EXCLUDED.frequency_duration_remaining,
    expiration_at = EXCLUDED.expiration_at,
    created_at = EXCLUDED.created_at,
    terminated_at = EXCLUDED.terminated_at,
    coupon_description = EXCLUDED.coupon_description,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM applied_coupons__credits AS c USING stage_applied_coupons AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO applied_coupons__credits (
  _root_lago_id,
  _credits_index,
  lago_id,
  amount_cents,
  amount_currency,
  before_taxes,
  item__lago_item_id,
  item__type,
  item__code,
  item__name,
  item__description,
  invoice__lago_id,
  invoice__payment_status,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.applied_coupons__credits;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_applied_coupons WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM applied_coupons AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_applied_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM applied_coupons AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_applied_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM applied_coupons AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_applied_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM applied_coupons WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE applied_coupons AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_applied_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE applied_coupons__credits AS c SET _deleted_at = s._deleted_at FROM applied_coupons AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
