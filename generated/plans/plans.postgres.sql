-- name: create
CREATE TABLE IF NOT EXISTS plans (
  lago_id uuid NOT NULL,
  name text,
  invoice_display_name text,
  created_at timestamptz,
  code text,
  interval text,
  description text,
  amount_cents bigint,
  amount_currency text,
  trial_period double precision,
  pay_in_advance boolean,
  bill_charges_monthly boolean,
  bill_fixed_charges_monthly boolean,
  minimum_commitment__lago_id uuid,
  minimum_commitment__plan_code text,
  minimum_commitment__amount_cents bigint,
  minimum_commitment__invoice_display_name text,
  minimum_commitment__interval text,
  minimum_commitment__created_at timestamptz,
  minimum_commitment__updated_at timestamptz,
  metadata jsonb,
  pending_deletion boolean,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__minimum_commitment__taxes (
  _root_lago_id uuid NOT NULL,
  _minimum_commitment__taxes_index bigint NOT NULL,
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
  PRIMARY KEY (_root_lago_id, _minimum_commitment__taxes_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges (
  _root_lago_id uuid NOT NULL,
  _charges_index bigint NOT NULL,
  lago_id uuid,
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
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _charges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__properties__graduated_ranges (
  _root_lago_id uuid NOT NULL,
  _charges_index bigint NOT NULL,
  _properties__graduated_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  flat_amount numeric,
  per_unit_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _charges_index, _properties__graduated_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__properties__graduated_percentage_ranges (
  _root_lago_id uuid NOT NULL,
  _charges_index bigint NOT NULL,
  _properties__graduated_percentage_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  rate numeric,
  flat_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _charges_index, _properties__graduated_percentage_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__properties__volume_ranges (
  _root_lago_id uuid NOT NULL,
  _charges_index bigint NOT NULL,
  _properties__volume_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  flat_amount numeric,
  per_unit_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _charges_index, _properties__volume_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__properties__presentation_group_keys (
  _root_lago_id uuid NOT NULL,
  _charges_index bigint NOT NULL,
  _properties__presentation_group_keys_index bigint NOT NULL,
  value text,
  options__display_in_invoice boolean,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _charges_index, _properties__presentation_group_keys_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__filters (
  _root_lago_id uuid NOT NULL,
  _charges_index bigint NOT NULL,
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
  PRIMARY KEY (_root_lago_id, _charges_index, _filters_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__filters__properties__graduated_ranges (
  _root_lago_id uuid NOT NULL,
  _charges_index bigint NOT NULL,
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
  PRIMARY KEY (_root_lago_id, _charges_index, _filters_index, _properties__graduated_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__filters__props__graduated_percentage_ranges (
  _root_lago_id uuid NOT NULL,
  _charges_index bigint NOT NULL,
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
  PRIMARY KEY (_root_lago_id, _charges_index, _filters_index, _properties__graduated_percentage_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__filters__properties__volume_ranges (
  _root_lago_id uuid NOT NULL,
  _charges_index bigint NOT NULL,
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
  PRIMARY KEY (_root_lago_id, _charges_index, _filters_index, _properties__volume_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__taxes (
  _root_lago_id uuid NOT NULL,
  _charges_index bigint NOT NULL,
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
  PRIMARY KEY (_root_lago_id, _charges_index, _taxes_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__fixed_charges (
  _root_lago_id uuid NOT NULL,
  _fixed_charges_index bigint NOT NULL,
  lago_id uuid,
  lago_add_on_id uuid,
  invoice_display_name text,
  add_on_code text,
  created_at timestamptz,
  code text,
  charge_model text,
  pay_in_advance boolean,
  prorated boolean,
  properties__amount numeric,
  units numeric,
  lago_parent_id uuid,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _fixed_charges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__fixed_charges__properties__graduated_ranges (
  _root_lago_id uuid NOT NULL,
  _fixed_charges_index bigint NOT NULL,
  _properties__graduated_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  flat_amount numeric,
  per_unit_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _fixed_charges_index, _properties__graduated_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__fixed_charges__properties__volume_ranges (
  _root_lago_id uuid NOT NULL,
  _fixed_charges_index bigint NOT NULL,
  _properties__volume_ranges_index bigint NOT NULL,
  from_value bigint,
  to_value bigint,
  flat_amount numeric,
  per_unit_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _fixed_charges_index, _properties__volume_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__fixed_charges__taxes (
  _root_lago_id uuid NOT NULL,
  _fixed_charges_index bigint NOT NULL,
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
  PRIMARY KEY (_root_lago_id, _fixed_charges_index, _taxes_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__taxes (
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

-- name: create
CREATE TABLE IF NOT EXISTS plans__usage_thresholds (
  _root_lago_id uuid NOT NULL,
  _usage_thresholds_index bigint NOT NULL,
  lago_id uuid,
  threshold_display_name text,
  amount_cents bigint,
  recurring boolean,
  created_at timestamptz,
  updated_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _usage_thresholds_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__entitlements (
  _root_lago_id uuid NOT NULL,
  _entitlements_index bigint NOT NULL,
  code text,
  name text,
  description text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _entitlements_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__entitlements__privileges (
  _root_lago_id uuid NOT NULL,
  _entitlements_index bigint NOT NULL,
  _privileges_index bigint NOT NULL,
  code text,
  name text,
  value_type text,
  config__select_options jsonb,
  value jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _entitlements_index, _privileges_index)
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

-- name: index
CREATE INDEX IF NOT EXISTS plans_minimum_commitment__plan_code_idx ON plans (minimum_commitment__plan_code);
CREATE INDEX IF NOT EXISTS plans__charges_lago_billable_metric_id_idx ON plans__charges (lago_billable_metric_id);
CREATE INDEX IF NOT EXISTS plans__fixed_charges_lago_add_on_id_idx ON plans__fixed_charges (lago_add_on_id);

-- name: stage
-- pg_temp.plans is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_plans (_n bigint) INHERITS (pg_temp.plans);

-- name: stage
CREATE TEMP TABLE stage_plans__minimum_commitment__taxes (_n bigint) INHERITS (pg_temp.plans__minimum_commitment__taxes);

-- name: stage
CREATE TEMP TABLE stage_plans__charges (_n bigint) INHERITS (pg_temp.plans__charges);

-- name: stage
CREATE TEMP TABLE stage_plans__charges__properties__graduated_ranges (_n bigint) INHERITS (pg_temp.plans__charges__properties__graduated_ranges);

-- name: stage
CREATE TEMP TABLE stage_plans__charges__properties__graduated_percentage_ranges (_n bigint) INHERITS (pg_temp.plans__charges__properties__graduated_percentage_ranges);

-- name: stage
CREATE TEMP TABLE stage_plans__charges__properties__volume_ranges (_n bigint) INHERITS (pg_temp.plans__charges__properties__volume_ranges);

-- name: stage
CREATE TEMP TABLE stage_plans__charges__properties__presentation_group_keys (_n bigint) INHERITS (pg_temp.plans__charges__properties__presentation_group_keys);

-- name: stage
CREATE TEMP TABLE stage_plans__charges__filters (_n bigint) INHERITS (pg_temp.plans__charges__filters);

-- name: stage
CREATE TEMP TABLE stage_plans__charges__filters__properties__graduated_ranges (_n bigint) INHERITS (pg_temp.plans__charges__filters__properties__graduated_ranges);

-- name: stage
CREATE TEMP TABLE stage_plans__charges__filters__props__graduated_percentage_ranges (_n bigint) INHERITS (pg_temp.plans__charges__filters__props__graduated_percentage_ranges);

-- name: stage
CREATE TEMP TABLE stage_plans__charges__filters__properties__volume_ranges (_n bigint) INHERITS (pg_temp.plans__charges__filters__properties__volume_ranges);

-- name: stage
CREATE TEMP TABLE stage_plans__charges__taxes (_n bigint) INHERITS (pg_temp.plans__charges__taxes);

-- name: stage
CREATE TEMP TABLE stage_plans__taxes (_n bigint) INHERITS (pg_temp.plans__taxes);

-- name: stage
CREATE TEMP TABLE stage_plans__usage_thresholds (_n bigint) INHERITS (pg_temp.plans__usage_thresholds);

-- name: stage
CREATE TEMP TABLE stage_plans__entitlements (_n bigint) INHERITS (pg_temp.plans__entitlements);

-- name: stage
CREATE TEMP TABLE stage_plans__entitlements__privileges (_n bigint) INHERITS (pg_temp.plans__entitlements__privileges);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_plans AS SELECT lago_id, _n, false AS written FROM stage_plans WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_plans AS SELECT lago_id, _hash, _n FROM stage_plans WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_plans (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE plans (lago_id);
ANALYZE plans__minimum_commitment__taxes (_root_lago_id);
ANALYZE plans__charges (_root_lago_id);
ANALYZE plans__charges__properties__graduated_ranges (_root_lago_id);
ANALYZE plans__charges__properties__graduated_percentage_ranges (_root_lago_id);
ANALYZE plans__charges__properties__volume_ranges (_root_lago_id);
ANALYZE plans__charges__properties__presentation_group_keys (_root_lago_id);
ANALYZE plans__charges__filters (_root_lago_id);
ANALYZE plans__charges__filters__properties__graduated_ranges (_root_lago_id);
ANALYZE plans__charges__filters__props__graduated_percentage_ranges (_root_lago_id);
ANALYZE plans__charges__filters__properties__volume_ranges (_root_lago_id);
ANALYZE plans__charges__taxes (_root_lago_id);
ANALYZE plans__fixed_charges (_root_lago_id);
ANALYZE plans__fixed_charges__properties__graduated_ranges (_root_lago_id);
ANALYZE plans__fixed_charges__properties__volume_ranges (_root_lago_id);
ANALYZE plans__fixed_charges__taxes (_root_lago_id);
ANALYZE plans__taxes (_root_lago_id);
ANALYZE plans__usage_thresholds (_root_lago_id);
ANALYZE plans__entitlements (_root_lago_id);
ANALYZE plans__entitlements__privileges (_root_lago_id);

-- name: remember_all
TRUNCATE seen_plans;
INSERT INTO seen_plans SELECT lago_id, -1, true FROM plans;

-- name: find_duplicates
SELECT FROM stage_plans GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_plans AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_plans GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_plans__minimum_commitment__taxes AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_plans__charges AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_plans__charges__properties__graduated_ranges AS c USING gone WHERE c._n = gone._n
), gone_4 AS (
  DELETE FROM stage_plans__charges__properties__graduated_percentage_ranges AS c USING gone WHERE c._n = gone._n
), gone_5 AS (
  DELETE FROM stage_plans__charges__properties__volume_ranges AS c USING gone WHERE c._n = gone._n
), gone_6 AS (
  DELETE FROM stage_plans__charges__properties__presentation_group_keys AS c USING gone WHERE c._n = gone._n
), gone_7 AS (
  DELETE FROM stage_plans__charges__filters AS c USING gone WHERE c._n = gone._n
), gone_8 AS (
  DELETE FROM stage_plans__charges__filters__properties__graduated_ranges AS c USING gone WHERE c._n = gone._n
), gone_9 AS (
  DELETE FROM stage_plans__charges__filters__props__graduated_percentage_ranges AS c USING gone WHERE c._n = gone._n
), gone_10 AS (
  DELETE FROM stage_plans__charges__filters__properties__volume_ranges AS c USING gone WHERE c._n = gone._n
), gone_11 AS (
  DELETE FROM stage_plans__charges__taxes AS c USING gone WHERE c._n = gone._n
), gone_12 AS (
  DELETE FROM stage_plans__taxes AS c USING gone WHERE c._n = gone._n
), gone_13 AS (
  DELETE FROM stage_plans__usage_thresholds AS c USING gone WHERE c._n = gone._n
), gone_14 AS (
  DELETE FROM stage_plans__entitlements AS c USING gone WHERE c._n = gone._n
), gone_15 AS (
  DELETE FROM stage_plans__entitlements__privileges AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_plans AS s JOIN plans AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_plans AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_plans AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_plans SELECT lago_id, _n, found IS NULL FROM arrived_plans LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_plans;

-- name: merge
WITH written AS (
  INSERT INTO plans (
    lago_id,
    name,
    invoice_display_name,
    created_at,
    code,
    interval,
    description,
    amount_cents,
    amount_currency,
    trial_period,
    pay_in_advance,
    bill_charges_monthly,
    bill_fixed_charges_monthly,
    minimum_commitment__lago_id,
    minimum_commitment__plan_code,
    minimum_commitment__amount_cents,
    minimum_commitment__invoice_display_name,
    minimum_commitment__interval,
    minimum_commitment__created_at,
    minimum_commitment__updated_at,
    metadata,
    pending_deletion,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.plans
  ON CONFLICT (lago_id) DO UPDATE SET
    name = EXCLUDED.name,
    invoice_display_name = EXCLUDED.invoice_display_name,
    created_at = EXCLUDED.created_at,
    code = EXCLUDED.code,
    interval = EXCLUDED.interval,
    description = EXCLUDED.description,
    amount_cents = EXCLUDED.amount_cents,
    amount_currency = EXCLUDED.amount_currency,
    trial_period = EXCLUDED.trial_period,
    pay_in_advance = EXCLUDED.pay_in_advance,
    bill_charges_monthly = EXCLUDED.bill_charges_monthly,
    bill_fixed_charges_monthly = EXCLUDED.bill_fixed_charges_monthly,
    minimum_commitment__lago_id = EXCLUDED.minimum_commitment__lago_id,
    minimum_commitment__plan_code = EXCLUDED.minimum_commitment__plan_code,
    minimum_commitment__amount_cents = EXCLUDED.minimum_commitment__amount_cents,
    minimum_commitment__invoice_display_name = EXCLUDED.minimum_commitment__invoice_display_name,
    minimum_commitment__interval = EXCLUDED.minimum_commitment__interval,
    minimum_commitment__created_at = EXCLUDED.minimum_commitment__created_at,
    minimum_commitment__updated_at = EXCLUDED.minimum_commitment__updated_at,
    metadata = EXCLUDED.metadata,
    pending_deletion = EXCLUDED.pending_deletion,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM plans__minimum_commitment__taxes AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__minimum_commitment__taxes (
  _root_lago_id,
  _minimum_commitment__taxes_index,
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
SELECT * FROM pg_temp.plans__minimum_commitment__taxes;

-- name: remove_children
DELETE FROM plans__charges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges (
  _root_lago_id,
  _charges_index,
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
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plans__charges;

-- name: remove_children
DELETE FROM plans__charges__properties__graduated_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__graduated_ranges (
  _root_lago_id,
  _charges_index,
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
SELECT * FROM pg_temp.plans__charges__properties__graduated_ranges;

-- name: remove_children
DELETE FROM plans__charges__properties__graduated_percentage_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__graduated_percentage_ranges (
  _root_lago_id,
  _charges_index,
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
SELECT * FROM pg_temp.plans__charges__properties__graduated_percentage_ranges;

-- name: remove_children
DELETE FROM plans__charges__properties__volume_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__volume_ranges (
  _root_lago_id,
  _charges_index,
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
SELECT * FROM pg_temp.plans__charges__properties__volume_ranges;

-- name: remove_children
DELETE FROM plans__charges__properties__presentation_group_keys AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__presentation_group_keys (
  _root_lago_id,
  _charges_index,
  _properties__presentation_group_keys_index,
  value,
  options__display_in_invoice,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plans__charges__properties__presentation_group_keys;

-- name: remove_children
DELETE FROM plans__charges__filters AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters (
  _root_lago_id,
  _charges_index,
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
SELECT * FROM pg_temp.plans__charges__filters;

-- name: remove_children
DELETE FROM plans__charges__filters__properties__graduated_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters__properties__graduated_ranges (
  _root_lago_id,
  _charges_index,
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
SELECT * FROM pg_temp.plans__charges__filters__properties__graduated_ranges;

-- name: remove_children
DELETE FROM plans__charges__filters__props__graduated_percentage_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters__props__graduated_percentage_ranges (
  _root_lago_id,
  _charges_index,
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
SELECT * FROM pg_temp.plans__charges__filters__props__graduated_percentage_ranges;

-- name: remove_children
DELETE FROM plans__charges__filters__properties__volume_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters__properties__volume_ranges (
  _root_lago_id,
  _charges_index,
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
SELECT * FROM pg_temp.plans__charges__filters__properties__volume_ranges;

-- name: remove_children
DELETE FROM plans__charges__taxes AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__taxes (
  _root_lago_id,
  _charges_index,
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
SELECT * FROM pg_temp.plans__charges__taxes;

-- name: remove_children
DELETE FROM plans__taxes AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__taxes (
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
SELECT * FROM pg_temp.plans__taxes;

-- name: remove_children
DELETE FROM plans__usage_thresholds AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__usage_thresholds (
  _root_lago_id,
  _usage_thresholds_index,
  lago_id,
  threshold_display_name,
  amount_cents,
  recurring,
  created_at,
  updated_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plans__usage_thresholds;

-- name: remove_children
DELETE FROM plans__entitlements AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__entitlements (
  _root_lago_id,
  _entitlements_index,
  code,
  name,
  description,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plans__entitlements;

-- name: remove_children
DELETE FROM plans__entitlements__privileges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__entitlements__privileges (
  _root_lago_id,
  _entitlements_index,
  _privileges_index,
  code,
  name,
  value_type,
  config__select_options,
  value,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.plans__entitlements__privileges;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE plans__fixed_charges AS c SET _deleted_at = NULL FROM stage_plans AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE plans__fixed_charges__properties__graduated_ranges AS c SET _deleted_at = NULL FROM stage_plans AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE plans__fixed_charges__properties__volume_ranges AS c SET _deleted_at = NULL FROM stage_plans AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE plans__fixed_charges__taxes AS c SET _deleted_at = NULL FROM stage_plans AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_plans WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM plans AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plans AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM plans AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plans AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM plans AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plans AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM plans WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE plans AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_plans AS s WHERE t.lago_id = s.lago_id);

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
