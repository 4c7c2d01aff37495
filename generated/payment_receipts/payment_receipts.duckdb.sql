-- name: create
CREATE TABLE IF NOT EXISTS payment_receipts (
  lago_id UUID NOT NULL,
  created_at TIMESTAMPTZ,
  number VARCHAR,
  payment JSON,
  payment__lago_id UUID,
  file_url VARCHAR,
  xml_url VARCHAR,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE payment_receipts IS 'Receipts for payments.';
COMMENT ON COLUMN payment_receipts.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN payment_receipts.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN payment_receipts.payment__lago_id IS 'Lago''s own id of the record. Refers to payments.lago_id.';

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE payment_receipts SET payment__lago_id = TRY_CAST(payment ->> 'lago_id' AS UUID) WHERE (payment IS NOT NULL AND payment__lago_id IS NULL);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_payment_receipts AS SELECT lago_id, created_at, 0::BIGINT AS _n, false AS written FROM payment_receipts LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_payment_receipts AS
SELECT _n FROM stage_payment_receipts ANTI JOIN (SELECT max(_n) AS _n FROM stage_payment_receipts GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_payment_receipts;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_payment_receipts AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM payment_receipts AS t JOIN (SELECT _n, lago_id, _hash FROM stage_payment_receipts ANTI JOIN skipped_payment_receipts USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_payment_receipts SELECT _n FROM known_payment_receipts WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_payment_receipts WHERE same;

-- name: remember_keys
INSERT INTO seen_payment_receipts SELECT lago_id, created_at, _n, skipped._n IS NULL FROM stage_payment_receipts LEFT JOIN skipped_payment_receipts AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM payment_receipts WHERE rowid IN (SELECT place FROM known_payment_receipts WHERE NOT same);

-- name: merge
INSERT INTO payment_receipts BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_payment_receipts ANTI JOIN skipped_payment_receipts USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_payment_receipts WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT strftime(max(created_at), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM seen_payment_receipts WHERE created_at <= $loaded_at::TIMESTAMPTZ;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM payment_receipts AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_payment_receipts AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM payment_receipts AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_payment_receipts AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM payment_receipts AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_payment_receipts AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM payment_receipts WHERE _deleted_at IS NULL AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE payment_receipts AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_payment_receipts AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);
