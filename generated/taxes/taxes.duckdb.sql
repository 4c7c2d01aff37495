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
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE taxes IS 'Tax rates.';
COMMENT ON COLUMN taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN taxes.created_at IS 'When Lago created the record.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_taxes AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM taxes LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_taxes AS
SELECT _n FROM stage_taxes ANTI JOIN (SELECT max(_n) AS _n FROM stage_taxes GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_taxes;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_taxes AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM taxes AS t JOIN (SELECT _n, lago_id, _hash FROM stage_taxes ANTI JOIN skipped_taxes USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_taxes SELECT _n FROM known_taxes WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_taxes WHERE same;

-- name: remember_keys
INSERT INTO seen_taxes SELECT lago_id, _n, skipped._n IS NULL FROM stage_taxes LEFT JOIN skipped_taxes AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM taxes WHERE rowid IN (SELECT place FROM known_taxes WHERE NOT same);

-- name: merge
INSERT INTO taxes BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_taxes ANTI JOIN skipped_taxes USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_taxes WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM taxes AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_taxes AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM taxes AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_taxes AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM taxes AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_taxes AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM taxes WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE taxes AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_taxes AS s WHERE t.lago_id = s.lago_id);
