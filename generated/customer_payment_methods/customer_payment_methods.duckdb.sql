-- name: create
CREATE TABLE IF NOT EXISTS customer_payment_methods (
  external_customer_id VARCHAR,
  lago_id UUID NOT NULL,
  is_default BOOLEAN,
  payment_provider_code VARCHAR,
  payment_provider_name VARCHAR,
  payment_provider_type VARCHAR,
  provider_method_id VARCHAR,
  created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO customer_payment_methods_records(pages, external_customer_id) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"payment_methods":[{
  "lago_id":"VARCHAR",
  "is_default":"VARCHAR",
  "payment_provider_code":"VARCHAR",
  "payment_provider_name":"VARCHAR",
  "payment_provider_type":"VARCHAR",
  "provider_method_id":"VARCHAR",
  "created_at":"VARCHAR",
  "$extra":"VARCHAR"
}]}').payment_methods) AS r, p.external_customer_id
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(external_customer_id::VARCHAR[]) AS external_customer_id) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_customer_payment_methods AS
SELECT
  t.*,
FROM shape.customer_payment_methods AS t, customer_payment_methods_records([], []) LIMIT 0;

-- name: add
INSERT INTO stage_customer_payment_methods BY NAME
SELECT
  external_customer_id,
  r.lago_id::UUID AS lago_id,
  r.is_default::BOOLEAN AS is_default,
  r.payment_provider_code AS payment_provider_code,
  r.payment_provider_name AS payment_provider_name,
  r.payment_provider_type AS payment_provider_type,
  r.provider_method_id AS provider_method_id,
  r.created_at::TIMESTAMPTZ AS created_at,
  r."$extra"::JSON AS _extra
FROM customer_payment_methods_records($pages, $external_customer_id);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_customer_payment_methods WHERE rowid NOT IN (SELECT max(rowid) FROM stage_customer_payment_methods GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM customer_payment_methods AS t USING stage_customer_payment_methods AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO customer_payment_methods BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customer_payment_methods;

-- name: sweep
UPDATE customer_payment_methods SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
