-- name: create
CREATE TABLE IF NOT EXISTS customer_payment_methods (
  external_customer_id text,
  lago_id uuid NOT NULL,
  is_default boolean,
  payment_provider_code text,
  payment_provider_name text,
  payment_provider_type text,
  provider_method_id text,
  created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: stage
-- pg_temp.customer_payment_methods is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_customer_payment_methods (_n bigint) INHERITS (pg_temp.customer_payment_methods);

-- name: stage
-- The keys of all records that come, by which distinct ones are counted, each with the number of its merge.
CREATE TEMP TABLE seen_customer_payment_methods AS SELECT lago_id, _n AS merge FROM stage_customer_payment_methods WITH NO DATA;

-- name: find_duplicates
SELECT FROM stage_customer_payment_methods GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_customer_payment_methods AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_customer_payment_methods GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: remember_keys
INSERT INTO seen_customer_payment_methods SELECT lago_id, $1::bigint FROM stage_customer_payment_methods;

-- name: merge
WITH written AS (
  INSERT INTO customer_payment_methods (
    external_customer_id,
    lago_id,
    is_default,
    payment_provider_code,
    payment_provider_name,
    payment_provider_type,
    provider_method_id,
    created_at,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.customer_payment_methods
  ON CONFLICT (lago_id) DO UPDATE SET
    external_customer_id = EXCLUDED.external_customer_id,
    is_default = EXCLUDED.is_default,
    payment_provider_code = EXCLUDED.payment_provider_code,
    payment_provider_name = EXCLUDED.payment_provider_name,
    payment_provider_type = EXCLUDED.payment_provider_type,
    provider_method_id = EXCLUDED.provider_method_id,
    created_at = EXCLUDED.created_at,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: count
-- The distinct records that this load has brought so far, and the number of the last merge.
SELECT count(*) AS count, max(last) AS last FROM (SELECT max(merge) AS last FROM seen_customer_payment_methods WHERE merge > $1::bigint GROUP BY lago_id) AS k;

-- name: sweep
UPDATE customer_payment_methods SET _deleted_at = $2 WHERE _load_id <> $1 AND _deleted_at IS NULL;
