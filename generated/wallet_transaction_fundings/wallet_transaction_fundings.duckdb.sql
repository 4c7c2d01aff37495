-- name: create
CREATE TABLE IF NOT EXISTS wallet_transaction_fundings (
  wallet_transaction_id UUID,
  lago_id UUID NOT NULL,
  amount_cents BIGINT,
  credit_amount DECIMAL(38,15),
  created_at TIMESTAMPTZ,
  wallet_transaction JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO wallet_transaction_fundings_records(pages, wallet_transaction_id) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"wallet_transaction_fundings":[{
  "lago_id":"VARCHAR",
  "amount_cents":"VARCHAR",
  "credit_amount":"VARCHAR",
  "created_at":"VARCHAR",
  "wallet_transaction":"JSON",
  "$extra":"VARCHAR"
}]}').wallet_transaction_fundings) AS r, p.wallet_transaction_id
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(wallet_transaction_id::VARCHAR[]) AS wallet_transaction_id) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_wallet_transaction_fundings AS
SELECT
  t.* REPLACE (
    credit_amount::VARCHAR AS credit_amount,
  ),
FROM shape.wallet_transaction_fundings AS t, wallet_transaction_fundings_records([], []) LIMIT 0;

-- name: add
INSERT INTO stage_wallet_transaction_fundings BY NAME
SELECT
  wallet_transaction_id::UUID AS wallet_transaction_id,
  r.lago_id::UUID AS lago_id,
  r.amount_cents::BIGINT AS amount_cents,
  r.credit_amount AS credit_amount,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.wallet_transaction AS wallet_transaction,
  r."$extra"::JSON AS _extra
FROM wallet_transaction_fundings_records($pages, $wallet_transaction_id);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_wallet_transaction_fundings WHERE rowid NOT IN (SELECT max(rowid) FROM stage_wallet_transaction_fundings GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM wallet_transaction_fundings AS t USING stage_wallet_transaction_fundings AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO wallet_transaction_fundings BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(credit_amount) AS credit_amount,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallet_transaction_fundings;

-- name: sweep
UPDATE wallet_transaction_fundings SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
