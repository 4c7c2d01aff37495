-- name: create
CREATE TABLE IF NOT EXISTS customer_payment_methods (
  external_customer_id VARCHAR,
  lago_id UUID NOT NULL,
  is_default BOOLEAN,
  payment_provider_code VARCHAR,
  payment_provider_name VARCHAR,
  payment_provider_type VARCHAR,
  provider_method_id VARCHAR,
  created_at TIMESTAMPTZ,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE customer_payment_methods IS 'How a customer can be charged. The details lie with the payment provider.';
COMMENT ON COLUMN customer_payment_methods.external_customer_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN customer_payment_methods.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN customer_payment_methods.payment_provider_code IS 'The payment provider''s connection, by its code.';
COMMENT ON COLUMN customer_payment_methods.payment_provider_type IS 'Values: adyen, cashfree, gocardless, stripe, flutterwave, moneyhash.';
COMMENT ON COLUMN customer_payment_methods.provider_method_id IS 'The method''s id at the payment provider.';
COMMENT ON COLUMN customer_payment_methods.created_at IS 'When Lago created the record.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_customer_payment_methods AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM customer_payment_methods LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_customer_payment_methods AS
SELECT _n FROM stage_customer_payment_methods ANTI JOIN (SELECT max(_n) AS _n FROM stage_customer_payment_methods GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_customer_payment_methods;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_customer_payment_methods AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM customer_payment_methods AS t JOIN (SELECT _n, lago_id, _hash FROM stage_customer_payment_methods ANTI JOIN skipped_customer_payment_methods USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_customer_payment_methods SELECT _n FROM known_customer_payment_methods WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_customer_payment_methods WHERE same;

-- name: remember_keys
INSERT INTO seen_customer_payment_methods SELECT lago_id, _n, skipped._n IS NULL FROM stage_customer_payment_methods LEFT JOIN skipped_customer_payment_methods AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM customer_payment_methods WHERE rowid IN (SELECT place FROM known_customer_payment_methods WHERE NOT same);

-- name: merge
INSERT INTO customer_payment_methods BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customer_payment_methods ANTI JOIN skipped_customer_payment_methods USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_customer_payment_methods WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM customer_payment_methods AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_customer_payment_methods AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM customer_payment_methods AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_customer_payment_methods AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM customer_payment_methods AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_customer_payment_methods AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM customer_payment_methods WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE customer_payment_methods AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_customer_payment_methods AS s WHERE t.lago_id = s.lago_id);
