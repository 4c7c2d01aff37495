-- name: create
CREATE TABLE IF NOT EXISTS plan_charges (
  plan_code text,
  lago_id uuid NOT NULL,
  lago_billable_metric_id uuid,
  code text,
  billable_metric_code text,
  invoice_display_name text,
  created_at timestamptz,
  charge_model text,
  pay_in_advance boolean,
  invoiceable boolean,
  regroup_paid_fees text,
  prorated boolean,
  min_amount_cents bigint,
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
  applied_pricing_unit__code text,
  applied_pricing_unit__conversion_rate numeric,
  accepts_target_wallet boolean,
  lago_parent_id uuid,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charges__properties__graduated_ranges (
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
CREATE TABLE IF NOT EXISTS plan_charges__properties__graduated_percentage_ranges (
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
CREATE TABLE IF NOT EXISTS plan_charges__properties__volume_ranges (
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

-- name: create
CREATE TABLE IF NOT EXISTS plan_charges__properties__presentation_group_keys (
  _root_lago_id uuid NOT NULL,
  _properties__presentation_group_keys_index bigint NOT NULL,
  value text,
  options__display_in_invoice boolean,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _properties__presentation_group_keys_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charges__filters (
  _root_lago_id uuid NOT NULL,
  _filters_index bigint NOT NULL,
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
  lago_id uuid,
  charge_code text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _filters_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charges__filters__properties__graduated_ranges (
  _root_lago_id uuid NOT NULL,
  _filters_index bigint NOT NULL,
  _properties__graduated_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  flat_amount numeric,
  per_unit_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _filters_index, _properties__graduated_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charges__filters__properties__graduated_percentage_ranges (
  _root_lago_id uuid NOT NULL,
  _filters_index bigint NOT NULL,
  _properties__graduated_percentage_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  rate numeric,
  flat_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _filters_index, _properties__graduated_percentage_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charges__filters__properties__volume_ranges (
  _root_lago_id uuid NOT NULL,
  _filters_index bigint NOT NULL,
  _properties__volume_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  flat_amount numeric,
  per_unit_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _filters_index, _properties__volume_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plan_charges__taxes (
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
COMMENT ON TABLE plan_charges IS 'The usage-based prices of a plan.';
COMMENT ON COLUMN plan_charges.plan_code IS 'The plan, by its code. Refers to plans.code.';
COMMENT ON COLUMN plan_charges.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plan_charges.lago_billable_metric_id IS 'The billable metric. Refers to billable_metrics.lago_id.';
COMMENT ON COLUMN plan_charges.code IS 'Your short name of it.';
COMMENT ON COLUMN plan_charges.billable_metric_code IS 'The billable metric, by its code. Refers to billable_metrics.code.';
COMMENT ON COLUMN plan_charges.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN plan_charges.charge_model IS 'How units become an amount. Values: dynamic, graduated, graduated_percentage, package, percentage, standard, volume.';
COMMENT ON COLUMN plan_charges.regroup_paid_fees IS 'Values: invoice.';
COMMENT ON COLUMN plan_charges.min_amount_cents IS 'What is billed for it at least. Unit: smallest currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges.properties__amount IS 'Price of a unit or package. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges.properties__free_units IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges.properties__package_size IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges.properties__rate IS 'Unit: percent.';
COMMENT ON COLUMN plan_charges.properties__fixed_amount IS 'Fixed price of each event. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges.properties__free_units_per_events IS 'Events at no charge. Unit: count.';
COMMENT ON COLUMN plan_charges.properties__free_units_per_total_aggregation IS 'Amount at no charge. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges.properties__per_transaction_max_amount IS 'What an event costs at most. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges.properties__per_transaction_min_amount IS 'What an event costs at least. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges.applied_pricing_unit__code IS 'Your short name of it.';
COMMENT ON COLUMN plan_charges.applied_pricing_unit__conversion_rate IS 'What one pricing unit is worth. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges.lago_parent_id IS 'The charge that this one is a copy of, where a subscription has prices of its own.';
COMMENT ON TABLE plan_charges__properties__graduated_ranges IS 'The price of each range of units: each unit costs what its range says.';
COMMENT ON COLUMN plan_charges__properties__graduated_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges__properties__graduated_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges__properties__graduated_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__properties__graduated_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_charges__properties__graduated_percentage_ranges IS 'The percentage of each range of amounts.';
COMMENT ON COLUMN plan_charges__properties__graduated_percentage_ranges.from_value IS 'Begin of the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__properties__graduated_percentage_ranges.to_value IS 'End of the range. Null for the last. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__properties__graduated_percentage_ranges.rate IS 'Unit: percent.';
COMMENT ON COLUMN plan_charges__properties__graduated_percentage_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_charges__properties__volume_ranges IS 'The price by volume: all units cost what the range of their sum says.';
COMMENT ON COLUMN plan_charges__properties__volume_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges__properties__volume_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges__properties__volume_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__properties__volume_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_charges__properties__presentation_group_keys IS 'Event properties by which invoices show the usage in groups.';
COMMENT ON TABLE plan_charges__filters IS 'Prices of a charge for some values of an event property.';
COMMENT ON COLUMN plan_charges__filters.properties__amount IS 'Price of a unit or package. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__filters.properties__free_units IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges__filters.properties__package_size IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges__filters.properties__rate IS 'Unit: percent.';
COMMENT ON COLUMN plan_charges__filters.properties__fixed_amount IS 'Fixed price of each event. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__filters.properties__free_units_per_events IS 'Events at no charge. Unit: count.';
COMMENT ON COLUMN plan_charges__filters.properties__free_units_per_total_aggregation IS 'Amount at no charge. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__filters.properties__per_transaction_max_amount IS 'What an event costs at most. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__filters.properties__per_transaction_min_amount IS 'What an event costs at least. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__filters.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plan_charges__filters.charge_code IS 'The charge, by its code.';
COMMENT ON TABLE plan_charges__filters__properties__graduated_ranges IS 'The price of each range of units: each unit costs what its range says.';
COMMENT ON COLUMN plan_charges__filters__properties__graduated_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges__filters__properties__graduated_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges__filters__properties__graduated_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__filters__properties__graduated_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_charges__filters__properties__graduated_percentage_ranges IS 'The percentage of each range of amounts.';
COMMENT ON COLUMN plan_charges__filters__properties__graduated_percentage_ranges.from_value IS 'Begin of the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__filters__properties__graduated_percentage_ranges.to_value IS 'End of the range. Null for the last. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__filters__properties__graduated_percentage_ranges.rate IS 'Unit: percent.';
COMMENT ON COLUMN plan_charges__filters__properties__graduated_percentage_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_charges__filters__properties__volume_ranges IS 'The price by volume: all units cost what the range of their sum says.';
COMMENT ON COLUMN plan_charges__filters__properties__volume_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges__filters__properties__volume_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plan_charges__filters__properties__volume_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plan_charges__filters__properties__volume_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plan_charges__taxes IS 'The taxes that are applied to it.';
COMMENT ON COLUMN plan_charges__taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plan_charges__taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN plan_charges__taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN plan_charges__taxes.created_at IS 'When Lago created the record.';

-- name: index
CREATE INDEX IF NOT EXISTS plan_charges_plan_code_idx ON plan_charges (plan_code);
CREATE INDEX IF NOT EXISTS plan_charges_lago_billable_metric_id_idx ON plan_charges (lago_billable_metric_id);

-- name: stage
-- pg_temp.plan_charges is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_plan_charges (_n bigint) INHERITS (pg_temp.plan_charges);

-- name: stage
CREATE TEMP TABLE stage_plan_charges__properties__graduated_ranges (_n bigint) INHERITS (pg_temp.plan_charges__properties__graduated_ranges);

-- name: stage
CREATE TEMP TABLE stage_plan_charges__properties__graduated_percentage_ranges (_n bigint) INHERITS (pg_temp.plan_charges__properties__graduated_percentage_ranges);

-- name: stage
CREATE TEMP TABLE stage_plan_charges__properties__volume_ranges (_n bigint) INHERITS (pg_temp.plan_charges__properties__volume_ranges);

-- name: stage
CREATE TEMP TABLE stage_plan_charges__properties__presentation_group_keys (_n bigint) INHERITS (pg_temp.plan_charges__properties__presentation_group_keys);

-- name: stage
CREATE TEMP TABLE stage_plan_charges__filters (_n bigint) INHERITS (pg_temp.plan_charges__filters);

-- name: stage
CREATE TEMP TABLE stage_plan_charges__filters__properties__graduated_ranges (_n bigint) INHERITS (pg_temp.plan_charges__filters__properties__graduated_ranges);

-- name: stage
CREATE TEMP TABLE stage_plan_charges__filters__properties__graduated_percentage_ranges (_n bigint) INHERITS (pg_temp.plan_charges__filters__properties__graduated_percentage_ranges);

-- name: stage
CREATE TEMP TABLE stage_plan_charges__filters__properties__volume_ranges (_n bigint) INHERITS (pg_temp.plan_charges__filters__properties__volume_ranges);

-- name: stage
CREATE TEMP TABLE stage_plan_charges__taxes (_n bigint) INHERITS (pg_temp.plan_charges__taxes);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_plan_charges AS SELECT lago_id, _n, false AS written FROM stage_plan_charges WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_plan_charges AS SELECT lago_id, _hash, _n FROM stage_plan_charges WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_plan_charges (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE plan_charges (lago_id);
ANALYZE plan_charges__properties__graduated_ranges (_root_lago_id);
ANALYZE plan_charges__properties__graduated_percentage_ranges (_root_lago_id);
ANALYZE plan_charges__properties__volume_ranges (_root_lago_id);
ANALYZE plan_charges__properties__presentation_group_keys (_root_lago_id);
ANALYZE plan_charges__filters (_root_lago_id);
ANALYZE plan_charges__filters__properties__graduated_ranges (_root_lago_id);
ANALYZE plan_charges__filters__properties__graduated_percentage_ranges (_root_lago_id);
ANALYZE plan_charges__filters__properties__volume_ranges (_root_lago_id);
ANALYZE plan_charges__taxes (_root_lago_id);

-- name: remember_all
TRUNCATE seen_plan_charges;
INSERT INTO seen_plan_charges SELECT lago_id, -1, true FROM plan_charges;

-- name: find_duplicates
SELECT FROM stage_plan_charges GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_plan_charges AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_plan_charges GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_plan_charges__properties__graduated_ranges AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_plan_charges__properties__graduated_percentage_ranges AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_plan_charges__properties__volume_ranges AS c USING gone WHERE c._n = gone._n
), gone_4 AS (
  DELETE FROM stage_plan_charges__properties__presentation_group_keys AS c USING gone WHERE c._n = gone._n
), gone_5 AS (
  DELETE FROM stage_plan_charges__filters AS c USING gone WHERE c._n = gone._n
), gone_6 AS (
  DELETE FROM stage_plan_charges__filters__properties__graduated_ranges AS c USING gone WHERE c._n = gone._n
), gone_7 AS (
  DELETE FROM stage_plan_charges__filters__properties__graduated_percentage_ranges AS c USING gone WHERE c._n = gone._n
), gone_8 AS (
  DELETE FROM stage_plan_charges__filters__properties__volume_ranges AS c USING gone WHERE c._n = gone._n
), gone_9 AS (
  DELETE FROM stage_plan_charges__taxes AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_plan_charges AS s JOIN plan_charges AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_plan_charges AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_plan_charges AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_plan_charges SELECT lago_id, _n, found IS NULL FROM arrived_plan_charges LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_plan_charges;

-- name: merge
WITH written AS (
  INSERT INTO plan_charges (
    plan_code,
    lago_id,
    lago_billable_metric_id,
    code,
    billable_metric_code,
    invoice_display_name,
    created_at,
    charge_model,
    pay_in_advance,
    invoiceable,
    regroup_paid_fees,
    prorated,
    min_amount_cents,
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
    applied_pricing_unit__code,
    applied_pricing_unit__conversion_rate,
    accepts_target_wallet,
    lago_parent_id,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.plan_charges
  ON CONFLICT (lago_id) DO UPDATE SET
    plan_code = EXCLUDED.plan_code,
    lago_billable_metric_id = EXCLUDED.lago_billable_metric_id,
    code = EXCLUDED.code,
    billable_metric_code = EXCLUDED.billable_metric_code,
    invoice_display_name = EXCLUDED.invoice_display_name,
    created_at = EXCLUDED.created_at,
    charge_model = EXCLUDED.charge_model,
    pay_in_advance = EXCLUDED.pay_in_advance,
    invoiceable = EXCLUDED.invoiceable,
    regroup_paid_fees = EXCLUDED.regroup_paid_fees,
    prorated = EXCLUDED.prorated,
    min_amount_cents = EXCLUDED.min_amount_cents,
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
    applied_pricing_unit__code = EXCLUDED.applied_pricing_unit__code,
    applied_pricing_unit__conversion_rate = EXCLUDED.applied_pricing_unit__conversion_rate,
    accepts_target_wallet = EXCLUDED.accepts_target_wallet,
    lago_parent_id = EXCLUDED.lago_parent_id,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM plan_charges__properties__graduated_ranges AS c USING stage_plan_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charges__properties__graduated_ranges (
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
SELECT * FROM pg_temp.plan_charges__properties__graduated_ranges;

-- name: remove_children
DELETE FROM plan_charges__properties__graduated_percentage_ranges AS c USING stage_plan_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charges__properties__graduated_percentage_ranges (
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
SELECT * FROM pg_temp.plan_charges__properties__graduated_percentage_ranges;

-- name: remove_children
DELETE FROM plan_charges__properties__volume_ranges AS c USING stage_plan_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charges__properties__volume_ranges (
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
SELECT * FROM pg_temp.plan_charges__properties__volume_ranges;

-- name: remove_children
DELETE FROM plan_charges__properties__presentation_group_keys AS c USING stage_plan_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charges__properties__presentation_group_keys (
  _root_lago_id,
  _properties__presentation_group_keys_index,
  value,
  options__display_in_invoice,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plan_charges__properties__presentation_group_keys;

-- name: remove_children
DELETE FROM plan_charges__filters AS c USING stage_plan_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charges__filters (
  _root_lago_id,
  _filters_index,
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
  lago_id,
  charge_code,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plan_charges__filters;

-- name: remove_children
DELETE FROM plan_charges__filters__properties__graduated_ranges AS c USING stage_plan_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charges__filters__properties__graduated_ranges (
  _root_lago_id,
  _filters_index,
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
SELECT * FROM pg_temp.plan_charges__filters__properties__graduated_ranges;

-- name: remove_children
DELETE FROM plan_charges__filters__properties__graduated_percentage_ranges AS c USING stage_plan_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charges__filters__properties__graduated_percentage_ranges (
  _root_lago_id,
  _filters_index,
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
SELECT * FROM pg_temp.plan_charges__filters__properties__graduated_percentage_ranges;

-- name: remove_children
DELETE FROM plan_charges__filters__properties__volume_ranges AS c USING stage_plan_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charges__filters__properties__volume_ranges (
  _root_lago_id,
  _filters_index,
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
SELECT * FROM pg_temp.plan_charges__filters__properties__volume_ranges;

-- name: remove_children
DELETE FROM plan_charges__taxes AS c USING stage_plan_charges AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plan_charges__taxes (
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
SELECT * FROM pg_temp.plan_charges__taxes;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_plan_charges WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM plan_charges AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_charges AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM plan_charges AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_charges AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM plan_charges AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_charges AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM plan_charges WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE plan_charges AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plan_charges AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE plan_charges__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charges__properties__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charges__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charges__properties__presentation_group_keys AS c SET _deleted_at = s._deleted_at FROM plan_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charges__filters AS c SET _deleted_at = s._deleted_at FROM plan_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charges__filters__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charges__filters__properties__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charges__filters__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plan_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plan_charges__taxes AS c SET _deleted_at = s._deleted_at FROM plan_charges AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
