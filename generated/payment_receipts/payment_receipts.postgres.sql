-- name: create
CREATE TABLE IF NOT EXISTS payment_receipts (
  lago_id uuid NOT NULL,
  created_at timestamptz,
  number text,
  payment jsonb,
  payment__lago_id uuid,
  file_url text,
  xml_url text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: comment
COMMENT ON TABLE payment_receipts IS 'Receipts for payments.';
COMMENT ON COLUMN payment_receipts.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN payment_receipts.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN payment_receipts.payment__lago_id IS 'Lago''s own id of the record. Refers to payments.lago_id.';

-- name: index
CREATE INDEX IF NOT EXISTS payment_receipts_payment__lago_id_idx ON payment_receipts (payment__lago_id);
CREATE INDEX IF NOT EXISTS payment_receipts_created_at_idx ON payment_receipts (created_at);

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE payment_receipts SET payment__lago_id = CASE WHEN payment ->> 'lago_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (payment ->> 'lago_id')::uuid END WHERE (payment IS NOT NULL AND payment__lago_id IS NULL);

-- name: stage
-- pg_temp.payment_receipts is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_payment_receipts (_n bigint) INHERITS (pg_temp.payment_receipts);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_payment_receipts AS SELECT lago_id, created_at, _n, false AS written FROM stage_payment_receipts WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_payment_receipts AS SELECT lago_id, created_at, _hash, _n FROM stage_payment_receipts WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_payment_receipts (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE payment_receipts (lago_id);

-- name: remember_all
TRUNCATE seen_payment_receipts;
INSERT INTO seen_payment_receipts SELECT lago_id, created_at, -1, true FROM payment_receipts;

-- name: find_duplicates
SELECT FROM stage_payment_receipts GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_payment_receipts AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_payment_receipts GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_payment_receipts AS s JOIN payment_receipts AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_payment_receipts AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_payment_receipts AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_payment_receipts SELECT lago_id, created_at, _n, found IS NULL FROM arrived_payment_receipts LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_payment_receipts;

-- name: merge
WITH written AS (
  INSERT INTO payment_receipts (
    lago_id,
    created_at,
    number,
    payment,
    payment__lago_id,
    file_url,
    xml_url,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.payment_receipts
  ON CONFLICT (lago_id) DO UPDATE SET
    created_at = EXCLUDED.created_at,
    number = EXCLUDED.number,
    payment = EXCLUDED.payment,
    payment__lago_id = EXCLUDED.payment__lago_id,
    file_url = EXCLUDED.file_url,
    xml_url = EXCLUDED.xml_url,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_payment_receipts WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT to_char(max(created_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM seen_payment_receipts WHERE created_at <= $1::timestamptz;

-- name: all_reached
SELECT to_char(max(created_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM payment_receipts WHERE created_at <= $1::timestamptz;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM payment_receipts AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payment_receipts AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM payment_receipts AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payment_receipts AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM payment_receipts AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payment_receipts AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM payment_receipts WHERE _deleted_at IS NULL AND (created_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE payment_receipts AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payment_receipts AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $2::text::timestamptz OR $2::text IS NULL);
