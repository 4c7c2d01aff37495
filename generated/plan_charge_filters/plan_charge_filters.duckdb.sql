-- name: create
CREATE TABLE IF NOT EXISTS plan_charge_filters (
  plan_code VARCHAR,
  lago_id UUID NOT NULL,
  charge_code VARCHAR,
  invoice_display_name VARCHAR,
  properties__grouped_by JSON,
  properties__pricing_group_keys JSON,
  properties__amount DECIMAL(38,18),
  properties__free_units BIGINT,
  properties__package_size BIGINT,
  properties__rate DECIMAL(38,18),
  properties__fixed_amount DECIMAL(38,18),
  properties__free_units_per_events BIGINT,
  properties__free_units_per_total_aggregation DECIMAL(38,18),
  properties__per_transaction_max_amount DECIMAL(38,18),
  properties__per_transaction_min_amount DECIMAL(38,18),
  values JSON,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charge_filters__properties__graduated_ranges (
  _root_lago_id UUID NOT NULL,
  _properties__graduated_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,18),
  per_unit_amount DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charge_filters__properties__graduated_percentage_ranges (
  _root_lago_id UUID NOT NULL,
  _properties__graduated_percentage_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  rate DECIMAL(38,18),
  flat_amount DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charge_filters__properties__volume_ranges (
  _root_lago_id UUID NOT NULL,
  _properties__volume_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,18),
  per_unit_amount DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
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

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_plan_charge_filters AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM plan_charge_filters LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_plan_charge_filters AS
SELECT _n FROM stage_plan_charge_filters ANTI JOIN (SELECT max(_n) AS _n FROM stage_plan_charge_filters GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_plan_charge_filters;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_plan_charge_filters AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM plan_charge_filters AS t JOIN (SELECT _n, lago_id, _hash FROM stage_plan_charge_filters ANTI JOIN skipped_plan_charge_filters USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_plan_charge_filters SELECT _n FROM known_plan_charge_filters WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_plan_charge_filters WHERE same;

-- name: remember_keys
INSERT INTO seen_plan_charge_filters SELECT lago_id, _n, skipped._n IS NULL FROM stage_plan_charge_filters LEFT JOIN skipped_plan_charge_filters AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM plan_charge_filters WHERE rowid IN (SELECT place FROM known_plan_charge_filters WHERE NOT same);

-- name: merge
INSERT INTO plan_charge_filters BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_charge_filters ANTI JOIN skipped_plan_charge_filters USING (_n);

-- name: remove_children
DELETE FROM plan_charge_filters__properties__graduated_ranges AS c USING (SELECT lago_id FROM stage_plan_charge_filters ANTI JOIN skipped_plan_charge_filters USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charge_filters__properties__graduated_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _properties__graduated_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_charge_filters__properties__graduated_ranges ANTI JOIN skipped_plan_charge_filters USING (_n);

-- name: remove_children
DELETE FROM plan_charge_filters__properties__graduated_percentage_ranges AS c USING (SELECT lago_id FROM stage_plan_charge_filters ANTI JOIN skipped_plan_charge_filters USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charge_filters__properties__graduated_percentage_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _properties__graduated_percentage_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_charge_filters__properties__graduated_percentage_ranges ANTI JOIN skipped_plan_charge_filters USING (_n);

-- name: remove_children
DELETE FROM plan_charge_filters__properties__volume_ranges AS c USING (SELECT lago_id FROM stage_plan_charge_filters ANTI JOIN skipped_plan_charge_filters USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charge_filters__properties__volume_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _properties__volume_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_charge_filters__properties__volume_ranges ANTI JOIN skipped_plan_charge_filters USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_plan_charge_filters WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM plan_charge_filters AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_plan_charge_filters AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM plan_charge_filters AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_plan_charge_filters AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM plan_charge_filters AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_plan_charge_filters AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM plan_charge_filters WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE plan_charge_filters AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_plan_charge_filters AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE plan_charge_filters__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charge_filters AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charge_filters__properties__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charge_filters AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charge_filters__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charge_filters AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
