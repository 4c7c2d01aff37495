-- name: create
CREATE TABLE IF NOT EXISTS add_ons (
  lago_id UUID NOT NULL,
  name VARCHAR,
  invoice_display_name VARCHAR,
  code VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  description VARCHAR,
  created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS add_ons__taxes (
  _root_lago_id UUID NOT NULL,
  _taxes_index BIGINT NOT NULL,
  lago_id UUID,
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
CREATE OR REPLACE TEMP TABLE superseded_add_ons AS
SELECT _n FROM stage_add_ons ANTI JOIN (SELECT max(_n) AS _n FROM stage_add_ons GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_add_ons;

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM add_ons AS t USING (SELECT lago_id FROM stage_add_ons) AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO add_ons BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_add_ons ANTI JOIN superseded_add_ons USING (_n);

-- name: remove_children
DELETE FROM add_ons__taxes AS c USING (SELECT lago_id FROM stage_add_ons) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO add_ons__taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_add_ons__taxes ANTI JOIN superseded_add_ons USING (_n);

-- name: count
-- The distinct records that this load has brought so far, and the last one's place in the table.
SELECT count(*) AS count, max(rowid) AS last FROM add_ons WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: sweep
UPDATE add_ons SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE add_ons__taxes AS c SET _deleted_at = s._deleted_at FROM add_ons AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
