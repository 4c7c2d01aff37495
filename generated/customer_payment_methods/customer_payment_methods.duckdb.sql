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
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
CREATE OR REPLACE TEMP TABLE superseded_customer_payment_methods AS
SELECT _n FROM stage_customer_payment_methods ANTI JOIN (SELECT max(_n) AS _n FROM stage_customer_payment_methods GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_customer_payment_methods;

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM customer_payment_methods AS t USING (SELECT lago_id FROM stage_customer_payment_methods) AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO customer_payment_methods BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customer_payment_methods ANTI JOIN superseded_customer_payment_methods USING (_n);

-- name: count
-- The distinct records that this load has brought so far, and the last one's place in the table.
SELECT count(*) AS count, max(rowid) AS last FROM customer_payment_methods WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: sweep
UPDATE customer_payment_methods SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
