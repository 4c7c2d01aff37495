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
  percentage_rate DECIMAL(38,18),
  frequency VARCHAR,
  frequency_duration BIGINT,
  expiration VARCHAR,
  expiration_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
  terminated_at TIMESTAMPTZ,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
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
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_coupons AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM coupons LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_coupons AS
SELECT _n FROM stage_coupons ANTI JOIN (SELECT max(_n) AS _n FROM stage_coupons GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_coupons;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_coupons AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM coupons AS t JOIN (SELECT _n, lago_id, _hash FROM stage_coupons ANTI JOIN skipped_coupons USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_coupons SELECT _n FROM known_coupons WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_coupons WHERE same;

-- name: remember_keys
INSERT INTO seen_coupons SELECT lago_id, _n, skipped._n IS NULL FROM stage_coupons LEFT JOIN skipped_coupons AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM coupons WHERE rowid IN (SELECT place FROM known_coupons WHERE NOT same);

-- name: merge
INSERT INTO coupons BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_coupons ANTI JOIN skipped_coupons USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_coupons WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM coupons AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM coupons AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM coupons AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM coupons WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE coupons AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_coupons AS s WHERE t.lago_id = s.lago_id);
