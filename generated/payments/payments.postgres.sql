-- name: create
CREATE TABLE IF NOT EXISTS payments (
  lago_id uuid NOT NULL,
  lago_customer_id uuid,
  external_customer_id text,
  invoice_ids jsonb,
  invoice_numbers jsonb,
  lago_payable_id uuid,
  payable_type text,
  amount_cents bigint,
  amount_currency text,
  status text,
  payment_status text,
  type text,
  reference text,
  payment_provider_code text,
  payment_provider_type text,
  external_payment_id text,
  provider_payment_id text,
  provider_customer_id text,
  payment_method_id uuid,
  next_action jsonb,
  created_at timestamptz,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
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

-- name: index
CREATE INDEX IF NOT EXISTS payments_lago_customer_id_idx ON payments (lago_customer_id);
CREATE INDEX IF NOT EXISTS payments_created_at_idx ON payments (created_at);

-- name: stage
-- pg_temp.payments is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_payments (_n bigint) INHERITS (pg_temp.payments);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_payments AS SELECT lago_id, created_at, _n, false AS written FROM stage_payments WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_payments AS SELECT lago_id, created_at, _hash, _n FROM stage_payments WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_payments (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE payments (lago_id);

-- name: remember_all
TRUNCATE seen_payments;
INSERT INTO seen_payments SELECT lago_id, created_at, -1, true FROM payments;

-- name: find_duplicates
SELECT FROM stage_payments GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_payments AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_payments GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_payments AS s JOIN payments AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_payments AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_payments AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_payments SELECT lago_id, created_at, _n, found IS NULL FROM arrived_payments LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_payments;

-- name: merge
WITH written AS (
  INSERT INTO payments (
    lago_id,
    lago_customer_id,
    external_customer_id,
    invoice_ids,
    invoice_numbers,
    lago_payable_id,
    payable_type,
    amount_cents,
    amount_currency,
    status,
    payment_status,
    type,
    reference,
    payment_provider_code,
    payment_provider_type,
    external_payment_id,
    provider_payment_id,
    provider_customer_id,
    payment_method_id,
    next_action,
    created_at,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.payments
  ON CONFLICT (lago_id) DO UPDATE SET
    lago_customer_id = EXCLUDED.lago_customer_id,
    external_customer_id = EXCLUDED.external_customer_id,
    invoice_ids = EXCLUDED.invoice_ids,
    invoice_numbers = EXCLUDED.invoice_numbers,
    lago_payable_id = EXCLUDED.lago_payable_id,
    payable_type = EXCLUDED.payable_type,
    amount_cents = EXCLUDED.amount_cents,
    amount_currency = EXCLUDED.amount_currency,
    status = EXCLUDED.status,
    payment_status = EXCLUDED.payment_status,
    type = EXCLUDED.type,
    reference = EXCLUDED.reference,
    payment_provider_code = EXCLUDED.payment_provider_code,
    payment_provider_type = EXCLUDED.payment_provider_type,
    external_payment_id = EXCLUDED.external_payment_id,
    provider_payment_id = EXCLUDED.provider_payment_id,
    provider_customer_id = EXCLUDED.provider_customer_id,
    payment_method_id = EXCLUDED.payment_method_id,
    next_action = EXCLUDED.next_action,
    created_at = EXCLUDED.created_at,
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
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_payments WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT to_char(max(created_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM seen_payments WHERE created_at <= $1::timestamptz;

-- name: all_reached
SELECT to_char(max(created_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM payments WHERE created_at <= $1::timestamptz;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM payments AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payments AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM payments AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payments AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM payments AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payments AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM payments WHERE _deleted_at IS NULL AND (created_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: list_gone
-- A missing row may still exist: its time may have changed, or a filter may hide it. Each one is requested by itself.
SELECT json_agg(lago_id::text)::text AS asked FROM payments AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payments AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE payments AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payments AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $2::text::timestamptz OR $2::text IS NULL);
