-- name: create
CREATE TABLE IF NOT EXISTS plan_fixed_charges (
  plan_code VARCHAR,
  lago_id UUID NOT NULL,
  lago_add_on_id UUID,
  invoice_display_name VARCHAR,
  add_on_code VARCHAR,
  created_at TIMESTAMPTZ,
  code VARCHAR,
  charge_model VARCHAR,
  pay_in_advance BOOLEAN,
  prorated BOOLEAN,
  properties__amount DECIMAL(38,18),
  units DECIMAL(38,18),
  lago_parent_id UUID,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_fixed_charges__properties__graduated_ranges (
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
CREATE TABLE IF NOT EXISTS plan_fixed_charges__properties__volume_ranges (
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

-- name: create
CREATE TABLE IF NOT EXISTS plan_fixed_charges__taxes (
  _root_lago_id UUID NOT NULL,
  _taxes_index BIGINT NOT NULL,
  lago_id UUID,
  name VARCHAR,
  code VARCHAR,
  description VARCHAR,
  rate DOUBLE,
  applied_to_organization BOOLEAN,
  created_at TIMESTAMPTZ,
  applied_to_billing_entities_codes JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE plan_fixed_charges IS 'Fixed recurring prices of a plan besides its base price.';
COMMENT ON COLUMN plan_fixed_charges.plan_code IS 'The plan, by its code. Refers to plans.code.';
COMMENT ON COLUMN plan_fixed_charges.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plan_fixed_charges.lago_add_on_id IS 'The add-on. Refers to add_ons.lago_id.';
COMMENT ON COLUMN plan_fixed_charges.add_on_code IS 'The add-on, by its code. Refers to add_ons.code.';
COMMENT ON COLUMN plan_fixed_charges.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN plan_fixed_charges.code IS 'Your short name of it.';
COMMENT ON COLUMN plan_fixed_charges.charge_model IS 'How units become an amount. Values: standard, graduated, volume.';
COMMENT ON COLUMN plan_fixed_charges.properties__amount IS 'Price of a unit or package. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_fixed_charges.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_fixed_charges.lago_parent_id IS 'The charge that this one is a copy of, where a subscription has prices of its own.';
COMMENT ON TABLE plan_fixed_charges__properties__graduated_ranges IS 'The price of each range of units: each unit costs what its range says.';
COMMENT ON COLUMN plan_fixed_charges__properties__graduated_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_fixed_charges__properties__graduated_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_fixed_charges__properties__graduated_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_fixed_charges__properties__graduated_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_fixed_charges__properties__volume_ranges IS 'The price by volume: all units cost what the range of their sum says.';
COMMENT ON COLUMN plan_fixed_charges__properties__volume_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_fixed_charges__properties__volume_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_fixed_charges__properties__volume_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_fixed_charges__properties__volume_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_fixed_charges__taxes IS 'The taxes that are applied to it.';
COMMENT ON COLUMN plan_fixed_charges__taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plan_fixed_charges__taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN plan_fixed_charges__taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN plan_fixed_charges__taxes.created_at IS 'When Lago created the record.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_plan_fixed_charges AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM plan_fixed_charges LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_plan_fixed_charges AS
SELECT _n FROM stage_plan_fixed_charges ANTI JOIN (SELECT max(_n) AS _n FROM stage_plan_fixed_charges GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_plan_fixed_charges;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_plan_fixed_charges AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM plan_fixed_charges AS t JOIN (SELECT _n, lago_id, _hash FROM stage_plan_fixed_charges ANTI JOIN skipped_plan_fixed_charges USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_plan_fixed_charges SELECT _n FROM known_plan_fixed_charges WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_plan_fixed_charges WHERE same;

-- name: remember_keys
INSERT INTO seen_plan_fixed_charges SELECT lago_id, _n, skipped._n IS NULL FROM stage_plan_fixed_charges LEFT JOIN skipped_plan_fixed_charges AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM plan_fixed_charges WHERE rowid IN (SELECT place FROM known_plan_fixed_charges WHERE NOT same);

-- name: merge
INSERT INTO plan_fixed_charges BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_fixed_charges ANTI JOIN skipped_plan_fixed_charges USING (_n);

-- name: remove_children
DELETE FROM plan_fixed_charges__properties__graduated_ranges AS c USING (SELECT lago_id FROM stage_plan_fixed_charges ANTI JOIN skipped_plan_fixed_charges USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_fixed_charges__properties__graduated_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _properties__graduated_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_fixed_charges__properties__graduated_ranges ANTI JOIN skipped_plan_fixed_charges USING (_n);

-- name: remove_children
DELETE FROM plan_fixed_charges__properties__volume_ranges AS c USING (SELECT lago_id FROM stage_plan_fixed_charges ANTI JOIN skipped_plan_fixed_charges USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_fixed_charges__properties__volume_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _properties__volume_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_fixed_charges__properties__volume_ranges ANTI JOIN skipped_plan_fixed_charges USING (_n);

-- name: remove_children
DELETE FROM plan_fixed_charges__taxes AS c USING (SELECT lago_id FROM stage_plan_fixed_charges ANTI JOIN skipped_plan_fixed_charges USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_fixed_charges__taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plan_fixed_charges__taxes ANTI JOIN skipped_plan_fixed_charges USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_plan_fixed_charges WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM plan_fixed_charges AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_plan_fixed_charges AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM plan_fixed_charges AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_plan_fixed_charges AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM plan_fixed_charges AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_plan_fixed_charges AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM plan_fixed_charges WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE plan_fixed_charges AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_plan_fixed_charges AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE plan_fixed_charges__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plan_fixed_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_fixed_charges__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plan_fixed_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_fixed_charges__taxes AS c SET _deleted_at = s._deleted_at FROM plan_fixed_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
