-- name: create
CREATE TABLE IF NOT EXISTS wallet_transaction_consumptions (
  wallet_transaction_id UUID,
  lago_id UUID NOT NULL,
  amount_cents BIGINT,
  credit_amount DECIMAL(38,18),
  created_at TIMESTAMPTZ,
  wallet_transaction JSON,
  wallet_transaction__lago_id UUID,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE wallet_transaction_consumptions IS 'Which outbound transactions used up an inbound one, and how much of it.';
COMMENT ON COLUMN wallet_transaction_consumptions.wallet_transaction_id IS 'Refers to wallet_transactions.lago_id.';
COMMENT ON COLUMN wallet_transaction_consumptions.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallet_transaction_consumptions.amount_cents IS 'What was used of the inbound transaction. Unit: smallest currency unit, of wallets.currency.';
COMMENT ON COLUMN wallet_transaction_consumptions.credit_amount IS 'Unit: credits. Of more than 18 places, _extra has the exact value in DuckDB.';
COMMENT ON COLUMN wallet_transaction_consumptions.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallet_transaction_consumptions.wallet_transaction__lago_id IS 'Lago''s own id of the record. Refers to wallet_transactions.lago_id.';

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE wallet_transaction_consumptions SET wallet_transaction__lago_id = TRY_CAST(wallet_transaction ->> 'lago_id' AS UUID) WHERE (wallet_transaction IS NOT NULL AND wallet_transaction__lago_id IS NULL);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_wallet_transaction_consumptions AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM wallet_transaction_consumptions LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_wallet_transaction_consumptions AS
SELECT _n FROM stage_wallet_transaction_consumptions ANTI JOIN (SELECT max(_n) AS _n FROM stage_wallet_transaction_consumptions GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_wallet_transaction_consumptions;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_wallet_transaction_consumptions AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM wallet_transaction_consumptions AS t JOIN (SELECT _n, lago_id, _hash FROM stage_wallet_transaction_consumptions ANTI JOIN skipped_wallet_transaction_consumptions USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_wallet_transaction_consumptions SELECT _n FROM known_wallet_transaction_consumptions WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_wallet_transaction_consumptions WHERE same;

-- name: remember_keys
INSERT INTO seen_wallet_transaction_consumptions SELECT lago_id, _n, skipped._n IS NULL FROM stage_wallet_transaction_consumptions LEFT JOIN skipped_wallet_transaction_consumptions AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM wallet_transaction_consumptions WHERE rowid IN (SELECT place FROM known_wallet_transaction_consumptions WHERE NOT same);

-- name: merge
INSERT INTO wallet_transaction_consumptions BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallet_transaction_consumptions ANTI JOIN skipped_wallet_transaction_consumptions USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_wallet_transaction_consumptions WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM wallet_transaction_consumptions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallet_transaction_consumptions AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM wallet_transaction_consumptions AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallet_transaction_consumptions AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM wallet_transaction_consumptions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallet_transaction_consumptions AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM wallet_transaction_consumptions WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE wallet_transaction_consumptions AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_wallet_transaction_consumptions AS s WHERE t.lago_id = s.lago_id);
