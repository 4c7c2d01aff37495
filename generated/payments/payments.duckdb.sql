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
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
CREATE OR REPLACE TEMP TABLE superseded_payments AS
SELECT _n FROM stage_payments ANTI JOIN (SELECT max(_n) AS _n FROM stage_payments GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_payments;

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM payments AS t USING (SELECT lago_id FROM stage_payments) AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO payments BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_payments ANTI JOIN superseded_payments USING (_n);

-- name: count
-- The distinct records that this load has brought so far, and the last one's place in the table.
SELECT count(*) AS count, max(rowid) AS last FROM payments WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: sweep
UPDATE payments SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
