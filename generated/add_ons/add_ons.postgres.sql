-- name: create
CREATE TABLE IF NOT EXISTS add_ons (
  lago_id uuid NOT NULL,
  name text,
  invoice_display_name text,
  code text,
  amount_cents bigint,
  amount_currency text,
  description text,
  created_at timestamptz,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS add_ons__taxes (
  _root_lago_id uuid NOT NULL,
  _taxes_index bigint NOT NULL,
  lago_id uuid,
  name text,
  code text,
  description text,
  rate double precision,
  applied_to_organization boolean,
  created_at timestamptz,
  applied_to_billing_entities_codes jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _taxes_index)
);

-- name: comment
COMMENT ON TABLE add_ons IS 'One-off products that can be put on an invoice.';
COMMENT ON COLUMN add_ons.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN add_ons.code IS 'Your short name of it.';
COMMENT ON COLUMN add_ons.amount_cents IS 'Price. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN add_ons.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN add_ons.created_at IS 'When Lago created the record.';
COMMENT ON TABLE add_ons__taxes IS 'Taxes of an add-on.';
COMMENT ON COLUMN add_ons__taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN add_ons__taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN add_ons__taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN add_ons__taxes.created_at IS 'When Lago created the record.';

-- name: stage
-- pg_temp.add_ons is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_add_ons (_n bigint) INHERITS (pg_temp.add_ons);

-- name: stage
CREATE TEMP TABLE stage_add_ons__taxes (_n bigint) INHERITS (pg_temp.add_ons__taxes);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_add_ons AS SELECT lago_id, _n, false AS written FROM stage_add_ons WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_add_ons AS SELECT lago_id, _hash, _n FROM stage_add_ons WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_add_ons (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE add_ons (lago_id);
ANALYZE add_ons__taxes (_root_lago_id);

-- name: remember_all
TRUNCATE seen_add_ons;
INSERT INTO seen_add_ons SELECT lago_id, -1, true FROM add_ons;

-- name: find_duplicates
SELECT FROM stage_add_ons GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_add_ons AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_add_ons GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_add_ons__taxes AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_add_ons AS s JOIN add_ons AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_add_ons AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_add_ons AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_add_ons SELECT lago_id, _n, found IS NULL FROM arrived_add_ons LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_add_ons;

-- name: merge
WITH written AS (
  INSERT INTO add_ons (
    lago_id,
    name,
    invoice_display_name,
    code,
    amount_cents,
    amount_currency,
    description,
    created_at,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.add_ons
  ON CONFLICT (lago_id) DO UPDATE SET
    name = EXCLUDED.name,
    invoice_display_name = EXCLUDED.invoice_display_name,
    code = EXCLUDED.code,
    amount_cents = EXCLUDED.amount_cents,
    amount_currency = EXCLUDED.amount_currency,
    description = EXCLUDED.description,
    created_at = EXCLUDED.created_at,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM add_ons__taxes AS c USING stage_add_ons AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO add_ons__taxes (
  _root_lago_id,
  _taxes_index,
  lago_id,
  name,
  code,
  description,
  rate,
  applied_to_organization,
  created_at,
  applied_to_billing_entities_codes,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.add_ons__taxes;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_add_ons WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM add_ons AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_add_ons AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM add_ons AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_add_ons AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM add_ons AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_add_ons AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM add_ons WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE add_ons AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_add_ons AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE add_ons__taxes AS c SET _deleted_at = s._deleted_at FROM add_ons AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
