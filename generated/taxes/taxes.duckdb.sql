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

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO taxes_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"taxes":[{
  "lago_id":"VARCHAR",
  "name":"VARCHAR",
  "code":"VARCHAR",
  "description":"VARCHAR",
  "rate":"VARCHAR",
  "applied_to_organization":"VARCHAR",
  "created_at":"VARCHAR",
  "applied_to_billing_entities_codes":"JSON",
  "$extra":"VARCHAR"
}]}').taxes) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_taxes AS
SELECT
  t.*,
FROM shape.taxes AS t, taxes_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_taxes BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.name AS name,
  r.code AS code,
  r.description AS description,
  r.rate::DOUBLE AS rate,
  r.applied_to_organization::BOOLEAN AS applied_to_organization,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.applied_to_billing_entities_codes AS applied_to_billing_entities_codes,
  r."$extra"::JSON AS _extra
FROM taxes_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_taxes WHERE rowid NOT IN (SELECT max(rowid) FROM stage_taxes GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM taxes AS t USING stage_taxes AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO taxes BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_taxes;

-- name: sweep
UPDATE taxes SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
