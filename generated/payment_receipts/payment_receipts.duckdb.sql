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

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO payment_receipts_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"payment_receipts":[{
  "lago_id":"VARCHAR",
  "created_at":"VARCHAR",
  "number":"VARCHAR",
  "payment":"JSON",
  "file_url":"VARCHAR",
  "xml_url":"VARCHAR",
  "$extra":"VARCHAR"
}]}').payment_receipts) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_payment_receipts AS
SELECT
  t.*,
FROM shape.payment_receipts AS t, payment_receipts_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_payment_receipts BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.number AS number,
  r.payment AS payment,
  r.file_url AS file_url,
  r.xml_url AS xml_url,
  r."$extra"::JSON AS _extra
FROM payment_receipts_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_payment_receipts WHERE rowid NOT IN (SELECT max(rowid) FROM stage_payment_receipts GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM payment_receipts AS t USING stage_payment_receipts AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO payment_receipts BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_payment_receipts;

-- name: sweep
UPDATE payment_receipts SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
