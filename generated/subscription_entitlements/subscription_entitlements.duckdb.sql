-- name: create
CREATE TABLE IF NOT EXISTS subscription_entitlements (
  external_subscription_id VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  name VARCHAR,
  description VARCHAR,
  overrides JSON,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscription_entitlements__privileges (
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_code VARCHAR NOT NULL,
  _privileges_index BIGINT NOT NULL,
  code VARCHAR,
  name VARCHAR,
  value_type VARCHAR,
  config__select_options JSON,
  value JSON,
  plan_value JSON,
  override_value JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE subscription_entitlements IS 'The features that a subscription gives access to.';
COMMENT ON COLUMN subscription_entitlements.external_subscription_id IS 'Your id of the subscription. Refers to subscriptions.external_id.';
COMMENT ON COLUMN subscription_entitlements.code IS 'Your short name of it.';
COMMENT ON TABLE subscription_entitlements__privileges IS 'What exactly a feature allows.';
COMMENT ON COLUMN subscription_entitlements__privileges.code IS 'Your short name of it.';
COMMENT ON COLUMN subscription_entitlements__privileges.value_type IS 'Values: integer, boolean, string, select.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_subscription_entitlements AS SELECT external_subscription_id, code, 0::BIGINT AS _n, false AS written FROM subscription_entitlements LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_subscription_entitlements AS
SELECT _n FROM stage_subscription_entitlements ANTI JOIN (SELECT max(_n) AS _n FROM stage_subscription_entitlements GROUP BY external_subscription_id, code) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_subscription_entitlements;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_subscription_entitlements AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM subscription_entitlements AS t JOIN (SELECT _n, external_subscription_id, code, _hash FROM stage_subscription_entitlements ANTI JOIN skipped_subscription_entitlements USING (_n)) AS s ON t.external_subscription_id = s.external_subscription_id AND t.code = s.code;

-- name: compare
INSERT INTO skipped_subscription_entitlements SELECT _n FROM known_subscription_entitlements WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_subscription_entitlements WHERE same;

-- name: remember_keys
INSERT INTO seen_subscription_entitlements SELECT external_subscription_id, code, _n, skipped._n IS NULL FROM stage_subscription_entitlements LEFT JOIN skipped_subscription_entitlements AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM subscription_entitlements WHERE rowid IN (SELECT place FROM known_subscription_entitlements WHERE NOT same);

-- name: merge
INSERT INTO subscription_entitlements BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_subscription_entitlements ANTI JOIN skipped_subscription_entitlements USING (_n);

-- name: remove_children
DELETE FROM subscription_entitlements__privileges AS c USING (SELECT external_subscription_id, code FROM stage_subscription_entitlements ANTI JOIN skipped_subscription_entitlements USING (_n)) AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_code = s.code;

-- name: children
INSERT INTO subscription_entitlements__privileges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_external_subscription_id, "$2" AS _root_code, "$3" AS _privileges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_subscription_entitlements__privileges ANTI JOIN skipped_subscription_entitlements USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_subscription_entitlements WHERE _n > $after::BIGINT GROUP BY external_subscription_id, code);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM subscription_entitlements AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_subscription_entitlements AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.code = s.code);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM subscription_entitlements AS t WHERE json_array(external_subscription_id, code)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_subscription_entitlements AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.code = s.code);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(external_subscription_id, code)::VARCHAR FROM subscription_entitlements AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_subscription_entitlements AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.code = s.code);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM subscription_entitlements WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE subscription_entitlements AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_subscription_entitlements AS s WHERE t.external_subscription_id = s.external_subscription_id AND t.code = s.code);

-- name: sweep_children
UPDATE subscription_entitlements__privileges AS c SET _deleted_at = s._deleted_at FROM subscription_entitlements AS s WHERE c._root_external_subscription_id = s.external_subscription_id AND c._root_code = s.code AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
