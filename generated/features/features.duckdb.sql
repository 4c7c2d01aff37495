-- name: create
CREATE TABLE IF NOT EXISTS features (
  code VARCHAR NOT NULL,
  name VARCHAR,
  description VARCHAR,
  created_at TIMESTAMPTZ,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS features__privileges (
  _root_code VARCHAR NOT NULL,
  _privileges_index BIGINT NOT NULL,
  code VARCHAR,
  name VARCHAR,
  value_type VARCHAR,
  config__select_options JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE features IS 'What plans can give access to.';
COMMENT ON COLUMN features.code IS 'Your short name of it.';
COMMENT ON COLUMN features.created_at IS 'When Lago created the record.';
COMMENT ON TABLE features__privileges IS 'What exactly a feature allows.';
COMMENT ON COLUMN features__privileges.code IS 'Your short name of it.';
COMMENT ON COLUMN features__privileges.value_type IS 'Values: integer, boolean, string, select.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_features AS SELECT code, 0::BIGINT AS _n, false AS written FROM features LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_features AS
SELECT _n FROM stage_features ANTI JOIN (SELECT max(_n) AS _n FROM stage_features GROUP BY code) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_features;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_features AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM features AS t JOIN (SELECT _n, code, _hash FROM stage_features ANTI JOIN skipped_features USING (_n)) AS s ON t.code = s.code;

-- name: compare
INSERT INTO skipped_features SELECT _n FROM known_features WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_features WHERE same;

-- name: remember_keys
INSERT INTO seen_features SELECT code, _n, skipped._n IS NULL FROM stage_features LEFT JOIN skipped_features AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM features WHERE rowid IN (SELECT place FROM known_features WHERE NOT same);

-- name: merge
INSERT INTO features BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_features ANTI JOIN skipped_features USING (_n);

-- name: remove_children
DELETE FROM features__privileges AS c USING (SELECT code FROM stage_features ANTI JOIN skipped_features USING (_n)) AS s WHERE c._root_code = s.code;

-- name: children
INSERT INTO features__privileges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_code, "$2" AS _privileges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_features__privileges ANTI JOIN skipped_features USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_features WHERE _n > $after::BIGINT GROUP BY code);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM features AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_features AS s WHERE t.code = s.code);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM features AS t WHERE json_array(code)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_features AS s WHERE t.code = s.code);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(code)::VARCHAR FROM features AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_features AS s WHERE t.code = s.code);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM features WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE features AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_features AS s WHERE t.code = s.code);

-- name: sweep_children
UPDATE features__privileges AS c SET _deleted_at = s._deleted_at FROM features AS s WHERE c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
