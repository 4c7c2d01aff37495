-- name: create
CREATE TABLE IF NOT EXISTS taxes (
  lago_id UUID NOT NULL,
  name VARCHAR,
  code VARCHAR,
  description VARCHAR,
  rate DOUBLE,
  applied_to_organization BOOLEAN,
  created_at TIMESTAMPTZ,
  applied_to_billing_entities_codes JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
CREATE OR REPLACE TEMP TABLE superseded_taxes AS
SELECT _n FROM stage_taxes ANTI JOIN (SELECT max(_n) AS _n FROM stage_taxes GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_taxes;

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM taxes AS t USING (SELECT lago_id FROM stage_taxes) AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO taxes BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_taxes ANTI JOIN superseded_taxes USING (_n);

-- name: count
-- The distinct records that this load has brought so far, and the last one's place in the table.
SELECT count(*) AS count, max(rowid) AS last FROM taxes WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: sweep
UPDATE taxes SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
