-- name: create
CREATE TABLE IF NOT EXISTS wallet_transaction_consumptions (
  wallet_transaction_id uuid,
  lago_id uuid NOT NULL,
  amount_cents bigint,
  credit_amount numeric,
  created_at timestamptz,
  wallet_transaction jsonb,
  wallet_transaction__lago_id uuid,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: comment
COMMENT ON TABLE wallet_transaction_consumptions IS 'Which outbound transactions used up an inbound one, and how much of it.';
COMMENT ON COLUMN wallet_transaction_consumptions.wallet_transaction_id IS 'Refers to wallet_transactions.lago_id.';
COMMENT ON COLUMN wallet_transaction_consumptions.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallet_transaction_consumptions.amount_cents IS 'What was used of the inbound transaction. Unit: smallest currency unit, of wallets.currency.';
COMMENT ON COLUMN wallet_transaction_consumptions.credit_amount IS 'Unit: credits. Of more than 18 places, _extra has the exact value in DuckDB.';
COMMENT ON COLUMN wallet_transaction_consumptions.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallet_transaction_consumptions.wallet_transaction__lago_id IS 'Lago''s own id of the record. Refers to wallet_transactions.lago_id.';

-- name: index
CREATE INDEX IF NOT EXISTS wallet_transaction_consumptions_wallet_transaction_id_idx ON wallet_transaction_consumptions (wallet_transaction_id);

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE wallet_transaction_consumptions SET wallet_transaction__lago_id = CASE WHEN wallet_transaction ->> 'lago_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (wallet_transaction ->> 'lago_id')::uuid END WHERE (wallet_transaction IS NOT NULL AND wallet_transaction__lago_id IS NULL);

-- name: stage
-- pg_temp.wallet_transaction_consumptions is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_wallet_transaction_consumptions (_n bigint) INHERITS (pg_temp.wallet_transaction_consumptions);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_wallet_transaction_consumptions AS SELECT lago_id, _n, false AS written FROM stage_wallet_transaction_consumptions WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_wallet_transaction_consumptions AS SELECT lago_id, _hash, _n FROM stage_wallet_transaction_consumptions WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_wallet_transaction_consumptions (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE wallet_transaction_consumptions (lago_id);

-- name: remember_all
TRUNCATE seen_wallet_transaction_consumptions;
INSERT INTO seen_wallet_transaction_consumptions SELECT lago_id, -1, true FROM wallet_transaction_consumptions;

-- name: find_duplicates
SELECT FROM stage_wallet_transaction_consumptions GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_wallet_transaction_consumptions AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_wallet_transaction_consumptions GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_wallet_transaction_consumptions AS s JOIN wallet_transaction_consumptions AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_wallet_transaction_consumptions AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_wallet_transaction_consumptions AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_wallet_transaction_consumptions SELECT lago_id, _n, found IS NULL FROM arrived_wallet_transaction_consumptions LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_wallet_transaction_consumptions;

-- name: merge
WITH written AS (
  INSERT INTO wallet_transaction_consumptions (
    wallet_transaction_id,
    lago_id,
    amount_cents,
    credit_amount,
    created_at,
    wallet_transaction,
    wallet_transaction__lago_id,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.wallet_transaction_consumptions
  ON CONFLICT (lago_id) DO UPDATE SET
    wallet_transaction_id = EXCLUDED.wallet_transaction_id,
    amount_cents = EXCLUDED.amount_cents,
    credit_amount = EXCLUDED.credit_amount,
    created_at = EXCLUDED.created_at,
    wallet_transaction = EXCLUDED.wallet_transaction,
    wallet_transaction__lago_id = EXCLUDED.wallet_transaction__lago_id,
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
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_wallet_transaction_consumptions WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM wallet_transaction_consumptions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallet_transaction_consumptions AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM wallet_transaction_consumptions AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallet_transaction_consumptions AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM wallet_transaction_consumptions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallet_transaction_consumptions AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM wallet_transaction_consumptions WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE wallet_transaction_consumptions AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallet_transaction_consumptions AS s WHERE t.lago_id = s.lago_id);
