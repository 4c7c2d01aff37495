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
  percentage_rate DECIMAL(38,18),
  frequency VARCHAR,
  frequency_duration BIGINT,
  frequency_duration_remaining BIGINT,
  expiration_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
  terminated_at TIMESTAMPTZ,
  coupon_description VARCHAR,
  _hash BIGINT,
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
  item__description VARCHAR,
  invoice__lago_id UUID,
  invoice__payment_status VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
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

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_applied_coupons AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM applied_coupons LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_applied_coupons AS
SELECT _n FROM stage_applied_coupons ANTI JOIN (SELECT max(_n) AS _n FROM stage_applied_coupons GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_applied_coupons;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_applied_coupons AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM applied_coupons AS t JOIN (SELECT _n, lago_id, _hash FROM stage_applied_coupons ANTI JOIN skipped_applied_coupons USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_applied_coupons SELECT _n FROM known_applied_coupons WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_applied_coupons WHERE same;

-- name: remember_keys
INSERT INTO seen_applied_coupons SELECT lago_id, _n, skipped._n IS NULL FROM stage_applied_coupons LEFT JOIN skipped_applied_coupons AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM applied_coupons WHERE rowid IN (SELECT place FROM known_applied_coupons WHERE NOT same);

-- name: merge
INSERT INTO applied_coupons BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_applied_coupons ANTI JOIN skipped_applied_coupons USING (_n);

-- name: remove_children
DELETE FROM applied_coupons__credits AS c USING (SELECT lago_id FROM stage_applied_coupons ANTI JOIN skipped_applied_coupons USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO applied_coupons__credits BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _credits_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_applied_coupons__credits ANTI JOIN skipped_applied_coupons USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_applied_coupons WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM applied_coupons AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_applied_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM applied_coupons AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_applied_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM applied_coupons AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_applied_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM applied_coupons WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE applied_coupons AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_applied_coupons AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE applied_coupons__credits AS c SET _deleted_at = s._deleted_at FROM applied_coupons AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
