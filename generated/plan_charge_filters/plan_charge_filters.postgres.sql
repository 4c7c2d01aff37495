-- name: create
CREATE TABLE IF NOT EXISTS plan_charge_filters (
  plan_code text,
  lago_id uuid NOT NULL,
  charge_code text,
  invoice_display_name text,
  properties__grouped_by jsonb,
  properties__pricing_group_keys jsonb,
  properties__amount numeric,
  properties__free_units bigint,
  properties__package_size bigint,
  properties__rate numeric,
  properties__fixed_amount numeric,
  properties__free_units_per_events bigint,
  properties__free_units_per_total_aggregation numeric,
  properties__per_transaction_max_amount numeric,
  properties__per_transaction_min_amount numeric,
  values jsonb,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charge_filters__properties__graduated_ranges (
  _root_lago_id uuid NOT NULL,
  _properties__graduated_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  flat_amount numeric,
  per_unit_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _properties__graduated_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charge_filters__properties__graduated_percentage_ranges (
  _root_lago_id uuid NOT NULL,
  _properties__graduated_percentage_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  rate numeric,
  flat_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _properties__graduated_percentage_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charge_filters__properties__volume_ranges (
  _root_lago_id uuid NOT NULL,
  _properties__volume_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  flat_amount numeric,
  per_unit_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _properties__volume_ranges_index)
);

-- name: comment
COMMENT ON TABLE plan_charge_filters IS 'Prices of a plan''s charge for some values of an event property.';
COMMENT ON COLUMN plan_charge_filters.plan_code IS 'The plan, by its code. Refers to plans.code.';
COMMENT ON COLUMN plan_charge_filters.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plan_charge_filters.charge_code IS 'The charge, by its code.';
COMMENT ON COLUMN plan_charge_filters.properties__amount IS 'Price of a unit or package. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charge_filters.properties__free_units IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charge_filters.properties__package_size IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charge_filters.properties__rate IS 'Unit: percent.';
COMMENT ON COLUMN plan_charge_filters.properties__fixed_amount IS 'Fixed price of each event. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charge_filters.properties__free_units_per_events IS 'Events at no charge. Unit: count.';
COMMENT ON COLUMN plan_charge_filters.properties__free_units_per_total_aggregation IS 'Amount at no charge. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charge_filters.properties__per_transaction_max_amount IS 'What an event costs at most. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charge_filters.properties__per_transaction_min_amount IS 'What an event costs at least. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_charge_filters__properties__graduated_ranges IS 'The price of each range of units: each unit costs what its range says.';
COMMENT ON COLUMN plan_charge_filters__properties__graduated_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charge_filters__properties__graduated_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charge_filters__properties__graduated_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charge_filters__properties__graduated_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_charge_filters__properties__graduated_percentage_ranges IS 'The percentage of each range of amounts.';
COMMENT ON COLUMN plan_charge_filters__properties__graduated_percentage_ranges.from_value IS 'Begin of the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charge_filters__properties__graduated_percentage_ranges.to_value IS 'End of the range. Null for the last. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charge_filters__properties__graduated_percentage_ranges.rate IS 'Unit: percent.';
COMMENT ON COLUMN plan_charge_filters__properties__graduated_percentage_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_charge_filters__properties__volume_ranges IS 'The price by volume: all units cost what the range of their sum says.';
COMMENT ON COLUMN plan_charge_filters__properties__volume_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charge_filters__properties__volume_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charge_filters__properties__volume_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charge_filters__properties__volume_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';

-- name: index
CREATE INDEX IF NOT EXISTS plan_charge_filters_plan_code_idx ON plan_charge_filters (plan_code);

-- name: stage
-- pg_temp.plan_charge_filters is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_plan_charge_filters (_n bigint) INHERITS (pg_temp.plan_charge_filters);

-- name: stage
CREATE TEMP TABLE stage_plan_charge_filters__properties__graduated_ranges (_n bigint) INHERITS (pg_temp.plan_charge_filters__properties__graduated_ranges);

-- name: stage
CREATE TEMP TABLE stage_plan_charge_filters__properties__graduated_percentage_ranges (_n bigint) INHERITS (pg_temp.plan_charge_filters__properties__graduated_percentage_ranges);

-- name: stage
CREATE TEMP TABLE stage_plan_charge_filters__properties__volume_ranges (_n bigint) INHERITS (pg_temp.plan_charge_filters__properties__volume_ranges);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_plan_charge_filters AS SELECT lago_id, _n, false AS written FROM stage_plan_charge_filters WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_plan_charge_filters AS SELECT lago_id, _hash, _n FROM stage_plan_charge_filters WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_plan_charge_filters (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE plan_charge_filters (lago_id);
ANALYZE plan_charge_filters__properties__graduated_ranges (_root_lago_id);
ANALYZE plan_charge_filters__properties__graduated_percentage_ranges (_root_lago_id);
ANALYZE plan_charge_filters__properties__volume_ranges (_root_lago_id);

-- name: remember_all
TRUNCATE seen_plan_charge_filters;
INSERT INTO seen_plan_charge_filters SELECT lago_id, -1, true FROM plan_charge_filters;

-- name: find_duplicates
SELECT FROM stage_plan_charge_filters GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_plan_charge_filters AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_plan_charge_filters GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_plan_charge_filters__properties__graduated_ranges AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_plan_charge_filters__properties__graduated_percentage_ranges AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_plan_charge_filters__properties__volume_ranges AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_plan_charge_filters AS s JOIN plan_charge_filters AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_plan_charge_filters AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_plan_charge_filters AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_plan_charge_filters SELECT lago_id, _n, found IS NULL FROM arrived_plan_charge_filters LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_plan_charge_filters;

-- name: merge
WITH written AS (
  INSERT INTO plan_charge_filters (
    plan_code,
    lago_id,
    charge_code,
    invoice_display_name,
    properties__grouped_by,
    properties__pricing_group_keys,
    properties__amount,
    properties__free_units,
    properties__package_size,
    properties__rate,
    properties__fixed_amount,
    properties__free_units_per_events,
    properties__free_units_per_total_aggregation,
    properties__per_transaction_max_amount,
    properties__per_transaction_min_amount,
    values,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.plan_charge_filters
  ON CONFLICT (lago_id) DO UPDATE SET
    plan_code = EXCLUDED.plan_code,
    charge_code = EXCLUDED.charge_code,
    invoice_display_name = EXCLUDED.invoice_display_name,
    properties__grouped_by = EXCLUDED.properties__grouped_by,
    properties__pricing_group_keys = EXCLUDED.properties__pricing_group_keys,
    properties__amount = EXCLUDED.properties__amount,
    properties__free_units = EXCLUDED.properties__free_units,
    properties__package_size = EXCLUDED.properties__package_size,
    properties__rate = EXCLUDED.properties__rate,
    properties__fixed_amount = EXCLUDED.properties__fixed_amount,
    properties__free_units_per_events = EXCLUDED.properties__free_units_per_events,
    properties__free_units_per_total_aggregation = EXCLUDED.properties__free_units_per_total_aggregation,
    properties__per_transaction_max_amount = EXCLUDED.properties__per_transaction_max_amount,
    properties__per_transaction_min_amount = EXCLUDED.properties__per_transaction_min_amount,
    values = EXCLUDED.values,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM plan_charge_filters__properties__graduated_ranges AS c USING stage_plan_charge_filters AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charge_filters__properties__graduated_ranges (
  _root_lago_id,
  _properties__graduated_ranges_index,
  from_value,
  to_value,
  flat_amount,
  per_unit_amount,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plan_charge_filters__properties__graduated_ranges;

-- name: remove_children
DELETE FROM plan_charge_filters__properties__graduated_percentage_ranges AS c USING stage_plan_charge_filters AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charge_filters__properties__graduated_percentage_ranges (
  _root_lago_id,
  _properties__graduated_percentage_ranges_index,
  from_value,
  to_value,
  rate,
  flat_amount,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plan_charge_filters__properties__graduated_percentage_ranges;

-- name: remove_children
DELETE FROM plan_charge_filters__properties__volume_ranges AS c USING stage_plan_charge_filters AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charge_filters__properties__volume_ranges (
  _root_lago_id,
  _properties__volume_ranges_index,
  from_value,
  to_value,
  flat_amount,
  per_unit_amount,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plan_charge_filters__properties__volume_ranges;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_plan_charge_filters WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM plan_charge_filters AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_charge_filters AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM plan_charge_filters AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_charge_filters AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM plan_charge_filters AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_charge_filters AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM plan_charge_filters WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE plan_charge_filters AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_charge_filters AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE plan_charge_filters__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charge_filters AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charge_filters__properties__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charge_filters AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charge_filters__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charge_filters AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
