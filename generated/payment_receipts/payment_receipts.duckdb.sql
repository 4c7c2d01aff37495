-- name: create
CREATE TABLE IF NOT EXISTS payment_receipts (
  lago_id UUID NOT NULL,
  created_at TIMESTAMPTZ,
  number VARCHAR,
  payment JSON,
  file_url VARCHAR,
  xml_url VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
CREATE OR REPLACE TEMP TABLE superseded_payment_receipts AS
SELECT _n FROM stage_payment_receipts ANTI JOIN (SELECT max(_n) AS _n FROM stage_payment_receipts GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_payment_receipts;

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM payment_receipts AS t USING (SELECT lago_id FROM stage_payment_receipts) AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO payment_receipts BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_payment_receipts ANTI JOIN superseded_payment_receipts USING (_n);

-- name: count
-- The distinct records that this load has brought so far, and the last one's place in the table.
SELECT count(*) AS count, max(rowid) AS last FROM payment_receipts WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: sweep
UPDATE payment_receipts SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
