-- name: create
CREATE TABLE IF NOT EXISTS current_usage (
  external_customer_id text NOT NULL,
  external_subscription_id text NOT NULL,
  snapshot_at timestamptz NOT NULL,
  from_datetime timestamptz,
  to_datetime timestamptz,
  issuing_date date,
  lago_invoice_id uuid,
  currency text,
  amount_cents bigint,
  taxes_amount_cents bigint,
  total_amount_cents bigint,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (external_customer_id, external_subscription_id, snapshot_at)
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage (
  _root_external_customer_id text NOT NULL,
  _root_external_subscription_id text NOT NULL,
  _root_snapshot_at timestamptz NOT NULL,
  _charges_usage_index bigint NOT NULL,
  units numeric,
  total_aggregated_units numeric,
  events_count bigint,
  amount_cents bigint,
  amount_currency text,
  pricing_unit_details__amount_cents bigint,
  pricing_unit_details__short_name text,
  pricing_unit_details__conversion_rate numeric,
  charge__lago_id uuid,
  charge__charge_model text,
  charge__invoice_display_name text,
  charge__code text,
  billable_metric__lago_id uuid,
  billable_metric__name text,
  billable_metric__code text,
  billable_metric__aggregation_type text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at, _charges_usage_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__filters (
  _root_external_customer_id text NOT NULL,
  _root_external_subscription_id text NOT NULL,
  _root_snapshot_at timestamptz NOT NULL,
  _charges_usage_index bigint NOT NULL,
  _filters_index bigint NOT NULL,
  units numeric,
  total_aggregated_units numeric,
  amount_cents bigint,
  events_count bigint,
  invoice_display_name text,
  pricing_unit_details__amount_cents bigint,
  pricing_unit_details__short_name text,
  pricing_unit_details__conversion_rate numeric,
  values jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at, _charges_usage_index, _filters_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__filters__presentation_breakdowns (
  _root_external_customer_id text NOT NULL,
  _root_external_subscription_id text NOT NULL,
  _root_snapshot_at timestamptz NOT NULL,
  _charges_usage_index bigint NOT NULL,
  _filters_index bigint NOT NULL,
  _presentation_breakdowns_index bigint NOT NULL,
  presentation_by jsonb,
  units numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at, _charges_usage_index, _filters_index, _presentation_breakdowns_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__grouped_usage (
  _root_external_customer_id text NOT NULL,
  _root_external_subscription_id text NOT NULL,
  _root_snapshot_at timestamptz NOT NULL,
  _charges_usage_index bigint NOT NULL,
  _grouped_usage_index bigint NOT NULL,
  amount_cents bigint,
  events_count bigint,
  units numeric,
  total_aggregated_units numeric,
  pricing_unit_details__amount_cents bigint,
  pricing_unit_details__short_name text,
  pricing_unit_details__conversion_rate numeric,
  grouped_by jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at, _charges_usage_index, _grouped_usage_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__grouped_usage__filters (
  _root_external_customer_id text NOT NULL,
  _root_external_subscription_id text NOT NULL,
  _root_snapshot_at timestamptz NOT NULL,
  _charges_usage_index bigint NOT NULL,
  _grouped_usage_index bigint NOT NULL,
  _filters_index bigint NOT NULL,
  units numeric,
  total_aggregated_units numeric,
  amount_cents bigint,
  events_count bigint,
  invoice_display_name text,
  pricing_unit_details__amount_cents bigint,
  pricing_unit_details__short_name text,
  pricing_unit_details__conversion_rate numeric,
  values jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at, _charges_usage_index, _grouped_usage_index, _filters_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges__grouped_usage__filters__pres_breakdowns (
  _root_external_customer_id text NOT NULL,
  _root_external_subscription_id text NOT NULL,
  _root_snapshot_at timestamptz NOT NULL,
  _charges_usage_index bigint NOT NULL,
  _grouped_usage_index bigint NOT NULL,
  _filters_index bigint NOT NULL,
  _presentation_breakdowns_index bigint NOT NULL,
  presentation_by jsonb,
  units numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at, _charges_usage_index, _grouped_usage_index, _filters_index, _presentation_breakdowns_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__grouped_usage__pres_breakdowns (
  _root_external_customer_id text NOT NULL,
  _root_external_subscription_id text NOT NULL,
  _root_snapshot_at timestamptz NOT NULL,
  _charges_usage_index bigint NOT NULL,
  _grouped_usage_index bigint NOT NULL,
  _presentation_breakdowns_index bigint NOT NULL,
  presentation_by jsonb,
  units numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at, _charges_usage_index, _grouped_usage_index, _presentation_breakdowns_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__presentation_breakdowns (
  _root_external_customer_id text NOT NULL,
  _root_external_subscription_id text NOT NULL,
  _root_snapshot_at timestamptz NOT NULL,
  _charges_usage_index bigint NOT NULL,
  _presentation_breakdowns_index bigint NOT NULL,
  presentation_by jsonb,
  units numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at, _charges_usage_index, _presentation_breakdowns_index)
);

-- name: comment
COMMENT ON TABLE current_usage IS 'Usage of an active subscription in its running period, priced, at the time of the load.';
COMMENT ON COLUMN current_usage.external_customer_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN current_usage.external_subscription_id IS 'Your id of the subscription. Refers to subscriptions.external_id.';
COMMENT ON COLUMN current_usage.snapshot_at IS 'When the load asked for it.';
COMMENT ON COLUMN current_usage.from_datetime IS 'Begin of the period.';
COMMENT ON COLUMN current_usage.to_datetime IS 'End of the period.';
COMMENT ON COLUMN current_usage.issuing_date IS 'Date of the invoice, in the customer''s time zone.';
COMMENT ON COLUMN current_usage.lago_invoice_id IS 'The invoice. Refers to invoices.lago_id.';
COMMENT ON COLUMN current_usage.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN current_usage.amount_cents IS 'Usage before taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN current_usage.taxes_amount_cents IS 'Taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN current_usage.total_amount_cents IS 'Amount with taxes. Unit: smallest currency unit, of currency.';
COMMENT ON TABLE current_usage__charges_usage IS 'The same by charge.';
COMMENT ON COLUMN current_usage__charges_usage.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN current_usage__charges_usage.total_aggregated_units IS 'Units that were measured. Unit: units of the billable metric.';
COMMENT ON COLUMN current_usage__charges_usage.events_count IS 'Unit: count.';
COMMENT ON COLUMN current_usage__charges_usage.amount_cents IS 'Usage of the charge before taxes. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN current_usage__charges_usage.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN current_usage__charges_usage.pricing_unit_details__amount_cents IS 'Usage of the charge before taxes. Unit: hundredths of the pricing unit.';
COMMENT ON COLUMN current_usage__charges_usage.pricing_unit_details__conversion_rate IS 'What one pricing unit is worth. Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN current_usage__charges_usage.charge__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN current_usage__charges_usage.charge__charge_model IS 'How units become an amount. Values: standard, graduated, package, percentage, volume.';
COMMENT ON COLUMN current_usage__charges_usage.charge__code IS 'Your short name of it.';
COMMENT ON COLUMN current_usage__charges_usage.billable_metric__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN current_usage__charges_usage.billable_metric__code IS 'Your short name of it.';
COMMENT ON COLUMN current_usage__charges_usage.billable_metric__aggregation_type IS 'How events become units. Values: count_agg, sum_agg, max_agg, unique_count_agg, weighted_sum_agg, latest_agg.';
COMMENT ON TABLE current_usage__charges_usage__filters IS 'The same by filter of the charge.';
COMMENT ON COLUMN current_usage__charges_usage__filters.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN current_usage__charges_usage__filters.total_aggregated_units IS 'Units that were measured. Unit: units of the billable metric.';
COMMENT ON COLUMN current_usage__charges_usage__filters.amount_cents IS 'Usage of the charge before taxes. Unit: smallest currency unit, of current_usage.currency.';
COMMENT ON COLUMN current_usage__charges_usage__filters.events_count IS 'Unit: count.';
COMMENT ON COLUMN current_usage__charges_usage__filters.pricing_unit_details__amount_cents IS 'Usage of the charge before taxes. Unit: hundredths of the pricing unit.';
COMMENT ON COLUMN current_usage__charges_usage__filters.pricing_unit_details__conversion_rate IS 'What one pricing unit is worth. Unit: currency unit, of current_usage.currency.';
COMMENT ON TABLE current_usage__charges_usage__filters__presentation_breakdowns IS 'The same units by groups that are only shown.';
COMMENT ON COLUMN current_usage__charges_usage__filters__presentation_breakdowns.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON TABLE current_usage__charges_usage__grouped_usage IS 'The same by group of the charge.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage.amount_cents IS 'Usage of the charge before taxes. Unit: smallest currency unit, of current_usage.currency.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage.events_count IS 'Unit: count.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage.total_aggregated_units IS 'Units that were measured. Unit: units of the billable metric.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage.pricing_unit_details__amount_cents IS 'Usage of the charge before taxes. Unit: hundredths of the pricing unit.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage.pricing_unit_details__conversion_rate IS 'What one pricing unit is worth. Unit: currency unit, of current_usage.currency.';
COMMENT ON TABLE current_usage__charges_usage__grouped_usage__filters IS 'The same by filter of the charge.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage__filters.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage__filters.total_aggregated_units IS 'Units that were measured. Unit: units of the billable metric.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage__filters.amount_cents IS 'Usage of the charge before taxes. Unit: smallest currency unit, of current_usage.currency.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage__filters.events_count IS 'Unit: count.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage__filters.pricing_unit_details__amount_cents IS 'Usage of the charge before taxes. Unit: hundredths of the pricing unit.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage__filters.pricing_unit_details__conversion_rate IS 'What one pricing unit is worth. Unit: currency unit, of current_usage.currency.';
COMMENT ON TABLE current_usage__charges__grouped_usage__filters__pres_breakdowns IS 'The same units by groups that are only shown.';
COMMENT ON COLUMN current_usage__charges__grouped_usage__filters__pres_breakdowns.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON TABLE current_usage__charges_usage__grouped_usage__pres_breakdowns IS 'The same units by groups that are only shown.';
COMMENT ON COLUMN current_usage__charges_usage__grouped_usage__pres_breakdowns.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON TABLE current_usage__charges_usage__presentation_breakdowns IS 'The same units by groups that are only shown.';
COMMENT ON COLUMN current_usage__charges_usage__presentation_breakdowns.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';

-- name: index
CREATE INDEX IF NOT EXISTS current_usage_external_subscription_id_idx ON current_usage (external_subscription_id);
CREATE INDEX IF NOT EXISTS current_usage_lago_invoice_id_idx ON current_usage (lago_invoice_id);

-- name: stage
-- pg_temp.current_usage is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_current_usage (_n bigint) INHERITS (pg_temp.current_usage);

-- name: stage
CREATE TEMP TABLE stage_current_usage__charges_usage (_n bigint) INHERITS (pg_temp.current_usage__charges_usage);

-- name: stage
CREATE TEMP TABLE stage_current_usage__charges_usage__filters (_n bigint) INHERITS (pg_temp.current_usage__charges_usage__filters);

-- name: stage
CREATE TEMP TABLE stage_current_usage__charges_usage__filters__presentation_breakdowns (_n bigint) INHERITS (pg_temp.current_usage__charges_usage__filters__presentation_breakdowns);

-- name: stage
CREATE TEMP TABLE stage_current_usage__charges_usage__grouped_usage (_n bigint) INHERITS (pg_temp.current_usage__charges_usage__grouped_usage);

-- name: stage
CREATE TEMP TABLE stage_current_usage__charges_usage__grouped_usage__filters (_n bigint) INHERITS (pg_temp.current_usage__charges_usage__grouped_usage__filters);

-- name: stage
CREATE TEMP TABLE stage_current_usage__charges__grouped_usage__filters__pres_breakdowns (_n bigint) INHERITS (pg_temp.current_usage__charges__grouped_usage__filters__pres_breakdowns);

-- name: stage
CREATE TEMP TABLE stage_current_usage__charges_usage__grouped_usage__pres_breakdowns (_n bigint) INHERITS (pg_temp.current_usage__charges_usage__grouped_usage__pres_breakdowns);

-- name: stage
CREATE TEMP TABLE stage_current_usage__charges_usage__presentation_breakdowns (_n bigint) INHERITS (pg_temp.current_usage__charges_usage__presentation_breakdowns);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_current_usage AS SELECT external_customer_id, external_subscription_id, snapshot_at, _n, false AS written FROM stage_current_usage WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_current_usage AS SELECT external_customer_id, external_subscription_id, snapshot_at, _hash, _n FROM stage_current_usage WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_current_usage (external_customer_id, external_subscription_id, snapshot_at);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE current_usage (external_customer_id, external_subscription_id, snapshot_at);
ANALYZE current_usage__charges_usage (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at);
ANALYZE current_usage__charges_usage__filters (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at);
ANALYZE current_usage__charges_usage__filters__presentation_breakdowns (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at);
ANALYZE current_usage__charges_usage__grouped_usage (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at);
ANALYZE current_usage__charges_usage__grouped_usage__filters (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at);
ANALYZE current_usage__charges__grouped_usage__filters__pres_breakdowns (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at);
ANALYZE current_usage__charges_usage__grouped_usage__pres_breakdowns (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at);
ANALYZE current_usage__charges_usage__presentation_breakdowns (_root_external_customer_id, _root_external_subscription_id, _root_snapshot_at);

-- name: remember_all
TRUNCATE seen_current_usage;
INSERT INTO seen_current_usage SELECT external_customer_id, external_subscription_id, snapshot_at, -1, true FROM current_usage;

-- name: find_duplicates
SELECT FROM stage_current_usage GROUP BY external_customer_id, external_subscription_id, snapshot_at HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_current_usage AS s
  USING (SELECT external_customer_id, external_subscription_id, snapshot_at, max(_n) AS last FROM stage_current_usage GROUP BY external_customer_id, external_subscription_id, snapshot_at HAVING count(*) > 1) AS d
  WHERE s.external_customer_id = d.external_customer_id AND s.external_subscription_id = d.external_subscription_id AND s.snapshot_at = d.snapshot_at AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_current_usage__charges_usage AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_current_usage__charges_usage__filters AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_current_usage__charges_usage__filters__presentation_breakdowns AS c USING gone WHERE c._n = gone._n
), gone_4 AS (
  DELETE FROM stage_current_usage__charges_usage__grouped_usage AS c USING gone WHERE c._n = gone._n
), gone_5 AS (
  DELETE FROM stage_current_usage__charges_usage__grouped_usage__filters AS c USING gone WHERE c._n = gone._n
), gone_6 AS (
  DELETE FROM stage_current_usage__charges__grouped_usage__filters__pres_breakdowns AS c USING gone WHERE c._n = gone._n
), gone_7 AS (
  DELETE FROM stage_current_usage__charges_usage__grouped_usage__pres_breakdowns AS c USING gone WHERE c._n = gone._n
), gone_8 AS (
  DELETE FROM stage_current_usage__charges_usage__presentation_breakdowns AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_current_usage AS s JOIN current_usage AS t ON t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_current_usage AS d WHERE s.external_customer_id = d.external_customer_id AND s.external_subscription_id = d.external_subscription_id AND s.snapshot_at = d.snapshot_at) AND NOT EXISTS (SELECT FROM arrived_current_usage AS d WHERE s.external_customer_id = d.external_customer_id AND s.external_subscription_id = d.external_subscription_id AND s.snapshot_at = d.snapshot_at AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_current_usage SELECT external_customer_id, external_subscription_id, snapshot_at, _n, found IS NULL FROM arrived_current_usage LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_current_usage;

-- name: merge
WITH written AS (
  INSERT INTO current_usage (
    external_customer_id,
    external_subscription_id,
    snapshot_at,
    from_datetime,
    to_datetime,
    issuing_date,
    lago_invoice_id,
    currency,
    amount_cents,
    taxes_amount_cents,
    total_amount_cents,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.current_usage
  ON CONFLICT (external_customer_id, external_subscription_id, snapshot_at) DO UPDATE SET
    from_datetime = EXCLUDED.from_datetime,
    to_datetime = EXCLUDED.to_datetime,
    issuing_date = EXCLUDED.issuing_date,
    lago_invoice_id = EXCLUDED.lago_invoice_id,
    currency = EXCLUDED.currency,
    amount_cents = EXCLUDED.amount_cents,
    taxes_amount_cents = EXCLUDED.taxes_amount_cents,
    total_amount_cents = EXCLUDED.total_amount_cents,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM current_usage__charges_usage AS c USING stage_current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage (
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_snapshot_at,
  _charges_usage_index,
  units,
  total_aggregated_units,
  events_count,
  amount_cents,
  amount_currency,
  pricing_unit_details__amount_cents,
  pricing_unit_details__short_name,
  pricing_unit_details__conversion_rate,
  charge__lago_id,
  charge__charge_model,
  charge__invoice_display_name,
  charge__code,
  billable_metric__lago_id,
  billable_metric__name,
  billable_metric__code,
  billable_metric__aggregation_type,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.current_usage__charges_usage;

-- name: remove_children
DELETE FROM current_usage__charges_usage__filters AS c USING stage_current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__filters (
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_snapshot_at,
  _charges_usage_index,
  _filters_index,
  units,
  total_aggregated_units,
  amount_cents,
  events_count,
  invoice_display_name,
  pricing_unit_details__amount_cents,
  pricing_unit_details__short_name,
  pricing_unit_details__conversion_rate,
  values,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.current_usage__charges_usage__filters;

-- name: remove_children
DELETE FROM current_usage__charges_usage__filters__presentation_breakdowns AS c USING stage_current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__filters__presentation_breakdowns (
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_snapshot_at,
  _charges_usage_index,
  _filters_index,
  _presentation_breakdowns_index,
  presentation_by,
  units,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.current_usage__charges_usage__filters__presentation_breakdowns;

-- name: remove_children
DELETE FROM current_usage__charges_usage__grouped_usage AS c USING stage_current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__grouped_usage (
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_snapshot_at,
  _charges_usage_index,
  _grouped_usage_index,
  amount_cents,
  events_count,
  units,
  total_aggregated_units,
  pricing_unit_details__amount_cents,
  pricing_unit_details__short_name,
  pricing_unit_details__conversion_rate,
  grouped_by,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.current_usage__charges_usage__grouped_usage;

-- name: remove_children
DELETE FROM current_usage__charges_usage__grouped_usage__filters AS c USING stage_current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__grouped_usage__filters (
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_snapshot_at,
  _charges_usage_index,
  _grouped_usage_index,
  _filters_index,
  units,
  total_aggregated_units,
  amount_cents,
  events_count,
  invoice_display_name,
  pricing_unit_details__amount_cents,
  pricing_unit_details__short_name,
  pricing_unit_details__conversion_rate,
  values,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.current_usage__charges_usage__grouped_usage__filters;

-- name: remove_children
DELETE FROM current_usage__charges__grouped_usage__filters__pres_breakdowns AS c USING stage_current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges__grouped_usage__filters__pres_breakdowns (
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_snapshot_at,
  _charges_usage_index,
  _grouped_usage_index,
  _filters_index,
  _presentation_breakdowns_index,
  presentation_by,
  units,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.current_usage__charges__grouped_usage__filters__pres_breakdowns;

-- name: remove_children
DELETE FROM current_usage__charges_usage__grouped_usage__pres_breakdowns AS c USING stage_current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__grouped_usage__pres_breakdowns (
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_snapshot_at,
  _charges_usage_index,
  _grouped_usage_index,
  _presentation_breakdowns_index,
  presentation_by,
  units,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.current_usage__charges_usage__grouped_usage__pres_breakdowns;

-- name: remove_children
DELETE FROM current_usage__charges_usage__presentation_breakdowns AS c USING stage_current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__presentation_breakdowns (
  _root_external_customer_id,
  _root_external_subscription_id,
  _root_snapshot_at,
  _charges_usage_index,
  _presentation_breakdowns_index,
  presentation_by,
  units,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.current_usage__charges_usage__presentation_breakdowns;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_current_usage WHERE _n > $1::bigint GROUP BY external_customer_id, external_subscription_id, snapshot_at) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM current_usage AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_current_usage AS s WHERE t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM current_usage AS t WHERE json_build_array(external_customer_id, external_subscription_id, snapshot_at)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_current_usage AS s WHERE t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(external_customer_id, external_subscription_id, snapshot_at)::text FROM current_usage AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_current_usage AS s WHERE t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM current_usage WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE current_usage AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_current_usage AS s WHERE t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: sweep_children
UPDATE current_usage__charges_usage AS c SET _deleted_at = s._deleted_at FROM current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE current_usage__charges_usage__filters AS c SET _deleted_at = s._deleted_at FROM current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE current_usage__charges_usage__filters__presentation_breakdowns AS c SET _deleted_at = s._deleted_at FROM current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE current_usage__charges_usage__grouped_usage AS c SET _deleted_at = s._deleted_at FROM current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE current_usage__charges_usage__grouped_usage__filters AS c SET _deleted_at = s._deleted_at FROM current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE current_usage__charges__grouped_usage__filters__pres_breakdowns AS c SET _deleted_at = s._deleted_at FROM current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE current_usage__charges_usage__grouped_usage__pres_breakdowns AS c SET _deleted_at = s._deleted_at FROM current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE current_usage__charges_usage__presentation_breakdowns AS c SET _deleted_at = s._deleted_at FROM current_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
