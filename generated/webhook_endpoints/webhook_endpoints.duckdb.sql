-- name: create
CREATE TABLE IF NOT EXISTS webhook_endpoints (
  lago_id UUID NOT NULL,
  lago_organization_id UUID,
  webhook_url VARCHAR,
  signature_algo VARCHAR,
  name VARCHAR,
  event_types JSON,
  created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO webhook_endpoints_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"webhook_endpoints":[{
  "lago_id":"VARCHAR",
  "lago_organization_id":"VARCHAR",
  "webhook_url":"VARCHAR",
  "signature_algo":"VARCHAR",
  "name":"VARCHAR",
  "event_types":"JSON",
  "created_at":"VARCHAR",
  "$extra":"VARCHAR"
}]}').webhook_endpoints) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_webhook_endpoints AS
SELECT
  t.*,
FROM shape.webhook_endpoints AS t, webhook_endpoints_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_webhook_endpoints BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.lago_organization_id::UUID AS lago_organization_id,
  r.webhook_url AS webhook_url,
  r.signature_algo AS signature_algo,
  r.name AS name,
  r.event_types AS event_types,
  r.created_at::TIMESTAMPTZ AS created_at,
  r."$extra"::JSON AS _extra
FROM webhook_endpoints_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_webhook_endpoints WHERE rowid NOT IN (SELECT max(rowid) FROM stage_webhook_endpoints GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM webhook_endpoints AS t USING stage_webhook_endpoints AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO webhook_endpoints BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_webhook_endpoints;

-- name: sweep
UPDATE webhook_endpoints SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
