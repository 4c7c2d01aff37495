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

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO add_ons_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"add_ons":[{
  "lago_id":"VARCHAR",
  "name":"VARCHAR",
  "invoice_display_name":"VARCHAR",
  "code":"VARCHAR",
  "amount_cents":"VARCHAR",
  "amount_currency":"VARCHAR",
  "description":"VARCHAR",
  "created_at":"VARCHAR",
  "taxes":[{
    "lago_id":"VARCHAR",
    "name":"VARCHAR",
    "code":"VARCHAR",
    "description":"VARCHAR",
    "rate":"VARCHAR",
    "applied_to_organization":"VARCHAR",
    "created_at":"VARCHAR",
    "applied_to_billing_entities_codes":"JSON",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').add_ons) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_add_ons AS
SELECT
  t.*,
  r.taxes AS "taxes[]",
FROM shape.add_ons AS t, add_ons_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_add_ons BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.name AS name,
  r.invoice_display_name AS invoice_display_name,
  r.code AS code,
  r.amount_cents::BIGINT AS amount_cents,
  r.amount_currency AS amount_currency,
  r.description AS description,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.taxes AS "taxes[]",
  r."$extra"::JSON AS _extra
FROM add_ons_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_add_ons WHERE rowid NOT IN (SELECT max(rowid) FROM stage_add_ons GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM add_ons AS t USING stage_add_ons AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO add_ons BY NAME
SELECT * EXCLUDE (
  "taxes[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_add_ons;

-- name: children
DELETE FROM add_ons__taxes AS c USING stage_add_ons AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO add_ons__taxes BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _taxes_index,
    r.lago_id::UUID AS lago_id,
    r.name AS name,
    r.code AS code,
    r.description AS description,
    r.rate::DOUBLE AS rate,
    r.applied_to_organization::BOOLEAN AS applied_to_organization,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.applied_to_billing_entities_codes AS applied_to_billing_entities_codes,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("taxes[]") AS r, generate_subscripts("taxes[]", 1) - 1 AS _taxes_index
    FROM stage_add_ons
  )
);

-- name: sweep
UPDATE add_ons SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE add_ons__taxes AS c SET _deleted_at = s._deleted_at FROM add_ons AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
