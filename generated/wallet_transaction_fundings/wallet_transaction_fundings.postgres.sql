-- name: create
CREATE TABLE IF NOT EXISTS wallet_transaction_fundings (
  wallet_transaction_id uuid,
  lago_id uuid NOT NULL,
  amount_cents bigint,
  credit_amount numeric,
  created_at timestamptz,
  wallet_transaction jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: stage
-- pg_temp.wallet_transaction_fundings is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_wallet_transaction_fundings (_n bigint) INHERITS (pg_temp.wallet_transaction_fundings);

-- name: stage
-- The keys of all records that come, by which distinct ones are counted, each with the number of its merge.
CREATE TEMP TABLE seen_wallet_transaction_fundings AS SELECT lago_id, _n AS merge FROM stage_wallet_transaction_fundings WITH NO DATA;

-- name: find_duplicates
SELECT FROM stage_wallet_transaction_fundings GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_wallet_transaction_fundings AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_wallet_transaction_fundings GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: remember_keys
INSERT INTO seen_wallet_transaction_fundings SELECT lago_id, $1::bigint FROM stage_wallet_transaction_fundings;

-- name: merge
WITH written AS (
  INSERT INTO wallet_transaction_fundings (
    wallet_transaction_id,
    lago_id,
    amount_cents,
    credit_amount,
    created_at,
    wallet_transaction,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.wallet_transaction_fundings
  ON CONFLICT (lago_id) DO UPDATE SET
    wallet_transaction_id = EXCLUDED.wallet_transaction_id,
    amount_cents = EXCLUDED.amount_cents,
    credit_amount = EXCLUDED.credit_amount,
    created_at = EXCLUDED.created_at,
    wallet_transaction = EXCLUDED.wallet_transaction,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: count
-- The distinct records that this load has brought so far, and the number of the last merge.
SELECT count(*) AS count, max(last) AS last FROM (SELECT max(merge) AS last FROM seen_wallet_transaction_fundings WHERE merge > $1::bigint GROUP BY lago_id) AS k;

-- name: sweep
UPDATE wallet_transaction_fundings SET _deleted_at = $2 WHERE _load_id <> $1 AND _deleted_at IS NULL;
