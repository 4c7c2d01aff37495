-- name: create
CREATE TABLE IF NOT EXISTS plans (
  lago_id UUID NOT NULL,
  name VARCHAR,
  invoice_display_name VARCHAR,
  created_at TIMESTAMPTZ,
  code VARCHAR,
  interval VARCHAR,
  description VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  trial_period DOUBLE,
  pay_in_advance BOOLEAN,
  bill_charges_monthly BOOLEAN,
  bill_fixed_charges_monthly BOOLEAN,
  minimum_commitment__lago_id UUID,
  minimum_commitment__plan_code VARCHAR,
  minimum_commitment__amount_cents BIGINT,
  minimum_commitment__invoice_display_name VARCHAR,
  minimum_commitment__interval VARCHAR,
  minimum_commitment__created_at TIMESTAMPTZ,
  minimum_commitment__updated_at TIMESTAMPTZ,
  metadata JSON,
  pending_deletion BOOLEAN,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__minimum_commitment__taxes (
  _root_lago_id UUID NOT NULL,
  _minimum_commitment__taxes_index BIGINT NOT NULL,
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

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  lago_id UUID,
  lago_billable_metric_id UUID,
  code VARCHAR,
  billable_metric_code VARCHAR,
  invoice_display_name VARCHAR,
  created_at TIMESTAMPTZ,
  charge_model VARCHAR,
  pay_in_advance BOOLEAN,
  invoiceable BOOLEAN,
  regroup_paid_fees VARCHAR,
  prorated BOOLEAN,
  min_amount_cents BIGINT,
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
  applied_pricing_unit__code VARCHAR,
  applied_pricing_unit__conversion_rate DECIMAL(38,18),
  accepts_target_wallet BOOLEAN,
  lago_parent_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__properties__graduated_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
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
CREATE TABLE IF NOT EXISTS plans__charges__properties__graduated_percentage_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
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
CREATE TABLE IF NOT EXISTS plans__charges__properties__volume_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
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
CREATE TABLE IF NOT EXISTS plans__charges__properties__presentation_group_keys (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _properties__presentation_group_keys_index BIGINT NOT NULL,
  value VARCHAR,
  options__display_in_invoice BOOLEAN,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__filters (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
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
  lago_id UUID,
  charge_code VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__filters__properties__graduated_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
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
CREATE TABLE IF NOT EXISTS plans__charges__filters__props__graduated_percentage_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
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
CREATE TABLE IF NOT EXISTS plans__charges__filters__properties__volume_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
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
CREATE TABLE IF NOT EXISTS plans__charges__taxes (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
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

-- name: create
CREATE TABLE IF NOT EXISTS plans__fixed_charges (
  _root_lago_id UUID NOT NULL,
  _fixed_charges_index BIGINT NOT NULL,
  lago_id UUID,
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
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__fixed_charges__properties__graduated_ranges (
  _root_lago_id UUID NOT NULL,
  _fixed_charges_index BIGINT NOT NULL,
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
CREATE TABLE IF NOT EXISTS plans__fixed_charges__properties__volume_ranges (
  _root_lago_id UUID NOT NULL,
  _fixed_charges_index BIGINT NOT NULL,
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
CREATE TABLE IF NOT EXISTS plans__fixed_charges__taxes (
  _root_lago_id UUID NOT NULL,
  _fixed_charges_index BIGINT NOT NULL,
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

-- name: create
CREATE TABLE IF NOT EXISTS plans__taxes (
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

-- name: create
CREATE TABLE IF NOT EXISTS plans__usage_thresholds (
  _root_lago_id UUID NOT NULL,
  _usage_thresholds_index BIGINT NOT NULL,
  lago_id UUID,
  threshold_display_name VARCHAR,
  amount_cents BIGINT,
  recurring BOOLEAN,
  created_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__entitlements (
  _root_lago_id UUID NOT NULL,
  _entitlements_index BIGINT NOT NULL,
  code VARCHAR,
  name VARCHAR,
  description VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__entitlements__privileges (
  _root_lago_id UUID NOT NULL,
  _entitlements_index BIGINT NOT NULL,
  _privileges_index BIGINT NOT NULL,
  code VARCHAR,
  name VARCHAR,
  value_type VARCHAR,
  config__select_options JSON,
  value JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE plans IS 'What can be subscribed to, with its price and interval.';
COMMENT ON COLUMN plans.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plans.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN plans.code IS 'Your short name of it.';
COMMENT ON COLUMN plans.interval IS 'How often the plan is billed. Values: weekly, monthly, quarterly, semiannual, yearly.';
COMMENT ON COLUMN plans.amount_cents IS 'Base price for an interval. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN plans.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN plans.trial_period IS 'Unit: days.';
COMMENT ON COLUMN plans.pay_in_advance IS 'Whether the base price is billed at the beginning of a period.';
COMMENT ON COLUMN plans.minimum_commitment__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plans.minimum_commitment__plan_code IS 'The plan, by its code. Refers to plans.code.';
COMMENT ON COLUMN plans.minimum_commitment__amount_cents IS 'Base price for an interval. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN plans.minimum_commitment__interval IS 'How often the plan is billed. Values: weekly, monthly, quarterly, semiannual, yearly.';
COMMENT ON COLUMN plans.minimum_commitment__created_at IS 'When Lago created the record.';
COMMENT ON COLUMN plans.minimum_commitment__updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON TABLE plans__minimum_commitment__taxes IS 'The taxes that are applied to it.';
COMMENT ON COLUMN plans__minimum_commitment__taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plans__minimum_commitment__taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN plans__minimum_commitment__taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN plans__minimum_commitment__taxes.created_at IS 'When Lago created the record.';
COMMENT ON TABLE plans__charges IS 'The usage-based prices of a plan.';
COMMENT ON COLUMN plans__charges.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plans__charges.lago_billable_metric_id IS 'The billable metric. Refers to billable_metrics.lago_id.';
COMMENT ON COLUMN plans__charges.code IS 'Your short name of it.';
COMMENT ON COLUMN plans__charges.billable_metric_code IS 'The billable metric, by its code. Refers to billable_metrics.code.';
COMMENT ON COLUMN plans__charges.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN plans__charges.charge_model IS 'How units become an amount. Values: dynamic, graduated, graduated_percentage, package, percentage, standard, volume.';
COMMENT ON COLUMN plans__charges.regroup_paid_fees IS 'Values: invoice.';
COMMENT ON COLUMN plans__charges.min_amount_cents IS 'What is billed for it at least. Unit: smallest currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges.properties__amount IS 'Price of a unit or package. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges.properties__free_units IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges.properties__package_size IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges.properties__rate IS 'Unit: percent.';
COMMENT ON COLUMN plans__charges.properties__fixed_amount IS 'Fixed price of each event. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges.properties__free_units_per_events IS 'Events at no charge. Unit: count.';
COMMENT ON COLUMN plans__charges.properties__free_units_per_total_aggregation IS 'Amount at no charge. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges.properties__per_transaction_max_amount IS 'What an event costs at most. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges.properties__per_transaction_min_amount IS 'What an event costs at least. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges.applied_pricing_unit__code IS 'Your short name of it.';
COMMENT ON COLUMN plans__charges.applied_pricing_unit__conversion_rate IS 'What one pricing unit is worth. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges.lago_parent_id IS 'The charge that this one is a copy of, where a subscription has prices of its own.';
COMMENT ON TABLE plans__charges__properties__graduated_ranges IS 'The price of each range of units: each unit costs what its range says.';
COMMENT ON COLUMN plans__charges__properties__graduated_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges__properties__graduated_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges__properties__graduated_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__properties__graduated_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plans__charges__properties__graduated_percentage_ranges IS 'The percentage of each range of amounts.';
COMMENT ON COLUMN plans__charges__properties__graduated_percentage_ranges.from_value IS 'Begin of the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__properties__graduated_percentage_ranges.to_value IS 'End of the range. Null for the last. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__properties__graduated_percentage_ranges.rate IS 'Unit: percent.';
COMMENT ON COLUMN plans__charges__properties__graduated_percentage_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plans__charges__properties__volume_ranges IS 'The price by volume: all units cost what the range of their sum says.';
COMMENT ON COLUMN plans__charges__properties__volume_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges__properties__volume_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges__properties__volume_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__properties__volume_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plans__charges__properties__presentation_group_keys IS 'Event properties by which invoices show the usage in groups.';
COMMENT ON TABLE plans__charges__filters IS 'Prices of a charge for some values of an event property.';
COMMENT ON COLUMN plans__charges__filters.properties__amount IS 'Price of a unit or package. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__filters.properties__free_units IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges__filters.properties__package_size IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges__filters.properties__rate IS 'Unit: percent.';
COMMENT ON COLUMN plans__charges__filters.properties__fixed_amount IS 'Fixed price of each event. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__filters.properties__free_units_per_events IS 'Events at no charge. Unit: count.';
COMMENT ON COLUMN plans__charges__filters.properties__free_units_per_total_aggregation IS 'Amount at no charge. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__filters.properties__per_transaction_max_amount IS 'What an event costs at most. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__filters.properties__per_transaction_min_amount IS 'What an event costs at least. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__filters.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plans__charges__filters.charge_code IS 'The charge, by its code.';
COMMENT ON TABLE plans__charges__filters__properties__graduated_ranges IS 'The price of each range of units: each unit costs what its range says.';
COMMENT ON COLUMN plans__charges__filters__properties__graduated_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges__filters__properties__graduated_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges__filters__properties__graduated_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__filters__properties__graduated_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plans__charges__filters__props__graduated_percentage_ranges IS 'The percentage of each range of amounts.';
COMMENT ON COLUMN plans__charges__filters__props__graduated_percentage_ranges.from_value IS 'Begin of the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__filters__props__graduated_percentage_ranges.to_value IS 'End of the range. Null for the last. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__filters__props__graduated_percentage_ranges.rate IS 'Unit: percent.';
COMMENT ON COLUMN plans__charges__filters__props__graduated_percentage_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plans__charges__filters__properties__volume_ranges IS 'The price by volume: all units cost what the range of their sum says.';
COMMENT ON COLUMN plans__charges__filters__properties__volume_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges__filters__properties__volume_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__charges__filters__properties__volume_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__charges__filters__properties__volume_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plans__charges__taxes IS 'The taxes that are applied to it.';
COMMENT ON COLUMN plans__charges__taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plans__charges__taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN plans__charges__taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN plans__charges__taxes.created_at IS 'When Lago created the record.';
COMMENT ON TABLE plans__fixed_charges IS 'Fixed recurring prices of a plan besides its base price.';
COMMENT ON COLUMN plans__fixed_charges.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plans__fixed_charges.lago_add_on_id IS 'The add-on. Refers to add_ons.lago_id.';
COMMENT ON COLUMN plans__fixed_charges.add_on_code IS 'The add-on, by its code. Refers to add_ons.code.';
COMMENT ON COLUMN plans__fixed_charges.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN plans__fixed_charges.code IS 'Your short name of it.';
COMMENT ON COLUMN plans__fixed_charges.charge_model IS 'How units become an amount. Values: standard, graduated, volume.';
COMMENT ON COLUMN plans__fixed_charges.properties__amount IS 'Price of a unit or package. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__fixed_charges.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__fixed_charges.lago_parent_id IS 'The charge that this one is a copy of, where a subscription has prices of its own.';
COMMENT ON TABLE plans__fixed_charges__properties__graduated_ranges IS 'The price of each range of units: each unit costs what its range says.';
COMMENT ON COLUMN plans__fixed_charges__properties__graduated_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__fixed_charges__properties__graduated_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__fixed_charges__properties__graduated_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__fixed_charges__properties__graduated_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plans__fixed_charges__properties__volume_ranges IS 'The price by volume: all units cost what the range of their sum says.';
COMMENT ON COLUMN plans__fixed_charges__properties__volume_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__fixed_charges__properties__volume_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN plans__fixed_charges__properties__volume_ranges.flat_amount IS 'Price of reaching the range. Unit: currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__fixed_charges__properties__volume_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of plans.amount_currency.';
COMMENT ON TABLE plans__fixed_charges__taxes IS 'The taxes that are applied to it.';
COMMENT ON COLUMN plans__fixed_charges__taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plans__fixed_charges__taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN plans__fixed_charges__taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN plans__fixed_charges__taxes.created_at IS 'When Lago created the record.';
COMMENT ON TABLE plans__taxes IS 'The taxes that are applied to it.';
COMMENT ON COLUMN plans__taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plans__taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN plans__taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN plans__taxes.created_at IS 'When Lago created the record.';
COMMENT ON TABLE plans__usage_thresholds IS 'Amounts of usage at which a plan bills at once.';
COMMENT ON COLUMN plans__usage_thresholds.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN plans__usage_thresholds.amount_cents IS 'Usage at which it is reached. Unit: smallest currency unit, of plans.amount_currency.';
COMMENT ON COLUMN plans__usage_thresholds.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN plans__usage_thresholds.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON TABLE plans__entitlements IS 'The features that it gives access to.';
COMMENT ON COLUMN plans__entitlements.code IS 'Your short name of it.';
COMMENT ON TABLE plans__entitlements__privileges IS 'What exactly a feature allows.';
COMMENT ON COLUMN plans__entitlements__privileges.code IS 'Your short name of it.';
COMMENT ON COLUMN plans__entitlements__privileges.value_type IS 'Values: integer, boolean, string, select.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_plans AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM plans LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_plans AS
SELECT _n FROM stage_plans ANTI JOIN (SELECT max(_n) AS _n FROM stage_plans GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_plans;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_plans AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM plans AS t JOIN (SELECT _n, lago_id, _hash FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_plans SELECT _n FROM known_plans WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_plans WHERE same;

-- name: remember_keys
INSERT INTO seen_plans SELECT lago_id, _n, skipped._n IS NULL FROM stage_plans LEFT JOIN skipped_plans AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM plans WHERE rowid IN (SELECT place FROM known_plans WHERE NOT same);

-- name: merge
INSERT INTO plans BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__minimum_commitment__taxes AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__minimum_commitment__taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _minimum_commitment__taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__minimum_commitment__taxes ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__charges AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _charges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__charges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__charges__properties__graduated_ranges AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__graduated_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _charges_index, "$3" AS _properties__graduated_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__charges__properties__graduated_ranges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__charges__properties__graduated_percentage_ranges AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__graduated_percentage_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _charges_index, "$3" AS _properties__graduated_percentage_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__charges__properties__graduated_percentage_ranges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__charges__properties__volume_ranges AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__volume_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _charges_index, "$3" AS _properties__volume_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__charges__properties__volume_ranges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__charges__properties__presentation_group_keys AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__presentation_group_keys BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _charges_index, "$3" AS _properties__presentation_group_keys_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__charges__properties__presentation_group_keys ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__charges__filters AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _charges_index, "$3" AS _filters_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__charges__filters ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__charges__filters__properties__graduated_ranges AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters__properties__graduated_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _charges_index, "$3" AS _filters_index, "$4" AS _properties__graduated_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__charges__filters__properties__graduated_ranges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__charges__filters__props__graduated_percentage_ranges AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters__props__graduated_percentage_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _charges_index, "$3" AS _filters_index, "$4" AS _properties__graduated_percentage_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__charges__filters__props__graduated_percentage_ranges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__charges__filters__properties__volume_ranges AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters__properties__volume_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _charges_index, "$3" AS _filters_index, "$4" AS _properties__volume_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__charges__filters__properties__volume_ranges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__charges__taxes AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _charges_index, "$3" AS _taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__charges__taxes ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__taxes AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__taxes ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__usage_thresholds AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__usage_thresholds BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _usage_thresholds_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__usage_thresholds ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__entitlements AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__entitlements BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _entitlements_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__entitlements ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
DELETE FROM plans__entitlements__privileges AS c USING (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__entitlements__privileges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _entitlements_index, "$3" AS _privileges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans__entitlements__privileges ANTI JOIN skipped_plans USING (_n);

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE plans__fixed_charges AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE plans__fixed_charges__properties__graduated_ranges AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE plans__fixed_charges__properties__volume_ranges AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE plans__fixed_charges__taxes AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_plans ANTI JOIN skipped_plans USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_plans WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM plans AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_plans AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM plans AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_plans AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM plans AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_plans AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM plans WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE plans AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_plans AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE plans__minimum_commitment__taxes AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__properties__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__properties__presentation_group_keys AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__filters AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__filters__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__filters__props__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__filters__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__taxes AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__fixed_charges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__fixed_charges__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__fixed_charges__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__fixed_charges__taxes AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__taxes AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__usage_thresholds AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__entitlements AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__entitlements__privileges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
