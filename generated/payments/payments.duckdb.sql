-- name: create
CREATE TABLE IF NOT EXISTS payments (
  lago_id UUID NOT NULL,
  lago_customer_id UUID,
  external_customer_id VARCHAR,
  invoice_ids JSON,
  invoice_numbers JSON,
  lago_payable_id UUID,
  payable_type VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  status VARCHAR,
  payment_status VARCHAR,
  type VARCHAR,
  reference VARCHAR,
  payment_provider_code VARCHAR,
  payment_provider_type VARCHAR,
  external_payment_id VARCHAR,
  provider_payment_id VARCHAR,
  provider_customer_id VARCHAR,
  payment_method_id UUID,
  next_action JSON,
  created_at TIMESTAMPTZ,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE payments IS 'Payments and attempts, of invoices and of payment requests.';
COMMENT ON COLUMN payments.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN payments.lago_customer_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN payments.external_customer_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN payments.lago_payable_id IS 'The invoice or payment request that was paid.';
COMMENT ON COLUMN payments.payable_type IS 'Whether an invoice or a payment request was paid. Values: Invoice, PaymentRequest.';
COMMENT ON COLUMN payments.amount_cents IS 'What was paid. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN payments.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN payments.payment_status IS 'How the payment ended. Values: succeeded, failed, pending, processing.';
COMMENT ON COLUMN payments.type IS 'Values: manual, provider.';
COMMENT ON COLUMN payments.payment_provider_code IS 'The payment provider''s connection, by its code.';
COMMENT ON COLUMN payments.payment_provider_type IS 'Values: adyen, cashfree, gocardless, stripe, flutterwave, moneyhash.';
COMMENT ON COLUMN payments.provider_payment_id IS 'The payment''s id at the payment provider.';
COMMENT ON COLUMN payments.provider_customer_id IS 'The customer''s id at the payment provider.';
COMMENT ON COLUMN payments.created_at IS 'When Lago created the record.';

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_payments AS SELECT lago_id, created_at, 0::BIGINT AS _n, false AS written FROM payments LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_payments AS
SELECT _n FROM stage_payments ANTI JOIN (SELECT max(_n) AS _n FROM stage_payments GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_payments;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_payments AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM payments AS t JOIN (SELECT _n, lago_id, _hash FROM stage_payments ANTI JOIN skipped_payments USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_payments SELECT _n FROM known_payments WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_payments WHERE same;

-- name: remember_keys
INSERT INTO seen_payments SELECT lago_id, created_at, _n, skipped._n IS NULL FROM stage_payments LEFT JOIN skipped_payments AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM payments WHERE rowid IN (SELECT place FROM known_payments WHERE NOT same);

-- name: merge
INSERT INTO payments BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_payments ANTI JOIN skipped_payments USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_payments WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT strftime(max(created_at), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM seen_payments WHERE created_at <= $loaded_at::TIMESTAMPTZ;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM payments AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_payments AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM payments AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_payments AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM payments AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_payments AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM payments WHERE _deleted_at IS NULL AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: list_gone
-- A missing row may still exist: its time may have changed, or a filter may hide it. Each one is requested by itself.
SELECT to_json(list(lago_id::VARCHAR))::VARCHAR AS asked FROM payments AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_payments AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE payments AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_payments AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);
