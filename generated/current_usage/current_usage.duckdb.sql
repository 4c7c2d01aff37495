-- name: create
CREATE TABLE IF NOT EXISTS current_usage (
  external_customer_id VARCHAR NOT NULL,
  external_subscription_id VARCHAR NOT NULL,
  snapshot_at TIMESTAMPTZ NOT NULL,
  from_datetime TIMESTAMPTZ,
  to_datetime TIMESTAMPTZ,
  issuing_date DATE,
  lago_invoice_id UUID,
  currency VARCHAR,
  amount_cents BIGINT,
  taxes_amount_cents BIGINT,
  total_amount_cents BIGINT,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_snapshot_at TIMESTAMPTZ NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  units DECIMAL(38,18),
  total_aggregated_units DECIMAL(38,18),
  events_count BIGINT,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  pricing_unit_details__amount_cents BIGINT,
  pricing_unit_details__short_name VARCHAR,
  pricing_unit_details__conversion_rate DECIMAL(38,18),
  charge__lago_id UUID,
  charge__charge_model VARCHAR,
  charge__invoice_display_name VARCHAR,
  charge__code VARCHAR,
  billable_metric__lago_id UUID,
  billable_metric__name VARCHAR,
  billable_metric__code VARCHAR,
  billable_metric__aggregation_type VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__filters (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_snapshot_at TIMESTAMPTZ NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  units DECIMAL(38,18),
  total_aggregated_units DECIMAL(38,18),
  amount_cents BIGINT,
  events_count BIGINT,
  invoice_display_name VARCHAR,
  pricing_unit_details__amount_cents BIGINT,
  pricing_unit_details__short_name VARCHAR,
  pricing_unit_details__conversion_rate DECIMAL(38,18),
  values JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__filters__presentation_breakdowns (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_snapshot_at TIMESTAMPTZ NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  _presentation_breakdowns_index BIGINT NOT NULL,
  presentation_by JSON,
  units DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__grouped_usage (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_snapshot_at TIMESTAMPTZ NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _grouped_usage_index BIGINT NOT NULL,
  amount_cents BIGINT,
  events_count BIGINT,
  units DECIMAL(38,18),
  total_aggregated_units DECIMAL(38,18),
  pricing_unit_details__amount_cents BIGINT,
  pricing_unit_details__short_name VARCHAR,
  pricing_unit_details__conversion_rate DECIMAL(38,18),
  grouped_by JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__grouped_usage__filters (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_snapshot_at TIMESTAMPTZ NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _grouped_usage_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  units DECIMAL(38,18),
  total_aggregated_units DECIMAL(38,18),
  amount_cents BIGINT,
  events_count BIGINT,
  invoice_display_name VARCHAR,
  pricing_unit_details__amount_cents BIGINT,
  pricing_unit_details__short_name VARCHAR,
  pricing_unit_details__conversion_rate DECIMAL(38,18),
  values JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges__grouped_usage__filters__pres_breakdowns (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_snapshot_at TIMESTAMPTZ NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _grouped_usage_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  _presentation_breakdowns_index BIGINT NOT NULL,
  presentation_by JSON,
  units DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__grouped_usage__pres_breakdowns (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_snapshot_at TIMESTAMPTZ NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _grouped_usage_index BIGINT NOT NULL,
  _presentation_breakdowns_index BIGINT NOT NULL,
  presentation_by JSON,
  units DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS current_usage__charges_usage__presentation_breakdowns (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_snapshot_at TIMESTAMPTZ NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _presentation_breakdowns_index BIGINT NOT NULL,
  presentation_by JSON,
  units DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
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

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_current_usage AS SELECT external_customer_id, external_subscription_id, snapshot_at, 0::BIGINT AS _n, false AS written FROM current_usage LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_current_usage AS
SELECT _n FROM stage_current_usage ANTI JOIN (SELECT max(_n) AS _n FROM stage_current_usage GROUP BY external_customer_id, external_subscription_id, snapshot_at) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_current_usage;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_current_usage AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM current_usage AS t JOIN (SELECT _n, external_customer_id, external_subscription_id, snapshot_at, _hash FROM stage_current_usage ANTI JOIN skipped_current_usage USING (_n)) AS s ON t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at;

-- name: compare
INSERT INTO skipped_current_usage SELECT _n FROM known_current_usage WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_current_usage WHERE same;

-- name: remember_keys
INSERT INTO seen_current_usage SELECT external_customer_id, external_subscription_id, snapshot_at, _n, skipped._n IS NULL FROM stage_current_usage LEFT JOIN skipped_current_usage AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM current_usage WHERE rowid IN (SELECT place FROM known_current_usage WHERE NOT same);

-- name: merge
INSERT INTO current_usage BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_current_usage ANTI JOIN skipped_current_usage USING (_n);

-- name: remove_children
DELETE FROM current_usage__charges_usage AS c USING (SELECT external_customer_id, external_subscription_id, snapshot_at FROM stage_current_usage ANTI JOIN skipped_current_usage USING (_n)) AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_external_customer_id, "$2" AS _root_external_subscription_id, "$3" AS _root_snapshot_at, "$4" AS _charges_usage_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_current_usage__charges_usage ANTI JOIN skipped_current_usage USING (_n);

-- name: remove_children
DELETE FROM current_usage__charges_usage__filters AS c USING (SELECT external_customer_id, external_subscription_id, snapshot_at FROM stage_current_usage ANTI JOIN skipped_current_usage USING (_n)) AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__filters BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_external_customer_id, "$2" AS _root_external_subscription_id, "$3" AS _root_snapshot_at, "$4" AS _charges_usage_index, "$5" AS _filters_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_current_usage__charges_usage__filters ANTI JOIN skipped_current_usage USING (_n);

-- name: remove_children
DELETE FROM current_usage__charges_usage__filters__presentation_breakdowns AS c USING (SELECT external_customer_id, external_subscription_id, snapshot_at FROM stage_current_usage ANTI JOIN skipped_current_usage USING (_n)) AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__filters__presentation_breakdowns BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_external_customer_id, "$2" AS _root_external_subscription_id, "$3" AS _root_snapshot_at, "$4" AS _charges_usage_index, "$5" AS _filters_index, "$6" AS _presentation_breakdowns_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_current_usage__charges_usage__filters__presentation_breakdowns ANTI JOIN skipped_current_usage USING (_n);

-- name: remove_children
DELETE FROM current_usage__charges_usage__grouped_usage AS c USING (SELECT external_customer_id, external_subscription_id, snapshot_at FROM stage_current_usage ANTI JOIN skipped_current_usage USING (_n)) AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__grouped_usage BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_external_customer_id, "$2" AS _root_external_subscription_id, "$3" AS _root_snapshot_at, "$4" AS _charges_usage_index, "$5" AS _grouped_usage_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_current_usage__charges_usage__grouped_usage ANTI JOIN skipped_current_usage USING (_n);

-- name: remove_children
DELETE FROM current_usage__charges_usage__grouped_usage__filters AS c USING (SELECT external_customer_id, external_subscription_id, snapshot_at FROM stage_current_usage ANTI JOIN skipped_current_usage USING (_n)) AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__grouped_usage__filters BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_external_customer_id, "$2" AS _root_external_subscription_id, "$3" AS _root_snapshot_at, "$4" AS _charges_usage_index, "$5" AS _grouped_usage_index, "$6" AS _filters_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_current_usage__charges_usage__grouped_usage__filters ANTI JOIN skipped_current_usage USING (_n);

-- name: remove_children
DELETE FROM current_usage__charges__grouped_usage__filters__pres_breakdowns AS c USING (SELECT external_customer_id, external_subscription_id, snapshot_at FROM stage_current_usage ANTI JOIN skipped_current_usage USING (_n)) AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges__grouped_usage__filters__pres_breakdowns BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_external_customer_id, "$2" AS _root_external_subscription_id, "$3" AS _root_snapshot_at, "$4" AS _charges_usage_index, "$5" AS _grouped_usage_index, "$6" AS _filters_index, "$7" AS _presentation_breakdowns_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_current_usage__charges__grouped_usage__filters__pres_breakdowns ANTI JOIN skipped_current_usage USING (_n);

-- name: remove_children
DELETE FROM current_usage__charges_usage__grouped_usage__pres_breakdowns AS c USING (SELECT external_customer_id, external_subscription_id, snapshot_at FROM stage_current_usage ANTI JOIN skipped_current_usage USING (_n)) AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__grouped_usage__pres_breakdowns BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_external_customer_id, "$2" AS _root_external_subscription_id, "$3" AS _root_snapshot_at, "$4" AS _charges_usage_index, "$5" AS _grouped_usage_index, "$6" AS _presentation_breakdowns_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_current_usage__charges_usage__grouped_usage__pres_breakdowns ANTI JOIN skipped_current_usage USING (_n);

-- name: remove_children
DELETE FROM current_usage__charges_usage__presentation_breakdowns AS c USING (SELECT external_customer_id, external_subscription_id, snapshot_at FROM stage_current_usage ANTI JOIN skipped_current_usage USING (_n)) AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_snapshot_at = s.snapshot_at;

-- name: children
INSERT INTO current_usage__charges_usage__presentation_breakdowns BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_external_customer_id, "$2" AS _root_external_subscription_id, "$3" AS _root_snapshot_at, "$4" AS _charges_usage_index, "$5" AS _presentation_breakdowns_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_current_usage__charges_usage__presentation_breakdowns ANTI JOIN skipped_current_usage USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_current_usage WHERE _n > $after::BIGINT GROUP BY external_customer_id, external_subscription_id, snapshot_at);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM current_usage AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_current_usage AS s WHERE t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM current_usage AS t WHERE json_array(external_customer_id, external_subscription_id, snapshot_at)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_current_usage AS s WHERE t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(external_customer_id, external_subscription_id, snapshot_at)::VARCHAR FROM current_usage AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_current_usage AS s WHERE t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM current_usage WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE current_usage AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_current_usage AS s WHERE t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.snapshot_at = s.snapshot_at);

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
