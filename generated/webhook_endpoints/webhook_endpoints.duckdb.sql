-- name: create
CREATE TABLE IF NOT EXISTS webhook_endpoints (
  lago_id UUID NOT NULL,
  lago_organization_id UUID,
  webhook_url VARCHAR,
  signature_algo VARCHAR,
  name VARCHAR,
  event_types JSON,
  created_at TIMESTAMPTZ,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE webhook_endpoints IS 'Addresses that Lago sends webhooks to.';
COMMENT ON COLUMN webhook_endpoints.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN webhook_endpoints.lago_organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN webhook_endpoints.signature_algo IS 'Values: jwt, hmac.';
COMMENT ON COLUMN webhook_endpoints.created_at IS 'When Lago created the record.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_webhook_endpoints AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM webhook_endpoints LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_webhook_endpoints AS
SELECT _n FROM stage_webhook_endpoints ANTI JOIN (SELECT max(_n) AS _n FROM stage_webhook_endpoints GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_webhook_endpoints;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_webhook_endpoints AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM webhook_endpoints AS t JOIN (SELECT _n, lago_id, _hash FROM stage_webhook_endpoints ANTI JOIN skipped_webhook_endpoints USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_webhook_endpoints SELECT _n FROM known_webhook_endpoints WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_webhook_endpoints WHERE same;

-- name: remember_keys
INSERT INTO seen_webhook_endpoints SELECT lago_id, _n, skipped._n IS NULL FROM stage_webhook_endpoints LEFT JOIN skipped_webhook_endpoints AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM webhook_endpoints WHERE rowid IN (SELECT place FROM known_webhook_endpoints WHERE NOT same);

-- name: merge
INSERT INTO webhook_endpoints BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_webhook_endpoints ANTI JOIN skipped_webhook_endpoints USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_webhook_endpoints WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM webhook_endpoints AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_webhook_endpoints AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM webhook_endpoints AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_webhook_endpoints AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM webhook_endpoints AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_webhook_endpoints AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM webhook_endpoints WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE webhook_endpoints AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_webhook_endpoints AS s WHERE t.lago_id = s.lago_id);
