-- name: create
CREATE TABLE IF NOT EXISTS fees (
  lago_id UUID NOT NULL,
  lago_charge_id UUID,
  lago_charge_filter_id UUID,
  lago_fixed_charge_id UUID,
  lago_invoice_id UUID,
  lago_true_up_fee_id UUID,
  lago_true_up_parent_fee_id UUID,
  lago_subscription_id UUID,
  lago_customer_id UUID,
  external_customer_id VARCHAR,
  external_subscription_id VARCHAR,
  amount_cents BIGINT,
  precise_amount DECIMAL(38,18),
  precise_total_amount DECIMAL(38,18),
  amount_currency VARCHAR,
  taxes_amount_cents BIGINT,
  taxes_precise_amount DECIMAL(38,18),
  taxes_rate DOUBLE,
  units DECIMAL(38,18),
  precise_unit_amount DECIMAL(38,18),
  total_aggregated_units DECIMAL(38,18),
  total_amount_cents BIGINT,
  total_amount_currency VARCHAR,
  events_count BIGINT,
  pay_in_advance BOOLEAN,
  invoiceable BOOLEAN,
  from_date TIMESTAMPTZ,
  to_date TIMESTAMPTZ,
  payment_status VARCHAR,
  created_at TIMESTAMPTZ,
  succeeded_at TIMESTAMPTZ,
  failed_at TIMESTAMPTZ,
  refunded_at TIMESTAMPTZ,
  event_transaction_id VARCHAR,
  description VARCHAR,
  precise_coupons_amount_cents DECIMAL(38,18),
  sub_total_excluding_taxes_amount_cents BIGINT,
  sub_total_excluding_taxes_precise_amount_cents DECIMAL(38,18),
  amount_details__plan_amount_cents BIGINT,
  amount_details__free_units DECIMAL(38,18),
  amount_details__paid_units DECIMAL(38,18),
  amount_details__per_package_size BIGINT,
  amount_details__per_package_unit_amount DECIMAL(38,18),
  amount_details__per_unit_total_amount DECIMAL(38,18),
  amount_details__units DECIMAL(38,18),
  amount_details__free_events DECIMAL(38,18),
  amount_details__rate DECIMAL(38,18),
  amount_details__paid_events DECIMAL(38,18),
  amount_details__fixed_fee_unit_amount DECIMAL(38,18),
  amount_details__fixed_fee_total_amount DECIMAL(38,18),
  amount_details__min_max_adjustment_total_amount DECIMAL(38,18),
  amount_details__per_unit_amount DECIMAL(38,18),
  amount_details__flat_unit_amount DECIMAL(38,18),
  self_billed BOOLEAN,
  item__type VARCHAR,
  item__code VARCHAR,
  item__name VARCHAR,
  item__description VARCHAR,
  item__invoice_display_name VARCHAR,
  item__filter_invoice_display_name VARCHAR,
  item__filters JSON,
  item__lago_item_id UUID,
  item__item_type VARCHAR,
  item__grouped_by JSON,
  pricing_unit_details__lago_pricing_unit_id UUID,
  pricing_unit_details__pricing_unit_code VARCHAR,
  pricing_unit_details__short_name VARCHAR,
  pricing_unit_details__amount_cents BIGINT,
  pricing_unit_details__precise_amount_cents DECIMAL(38,18),
  pricing_unit_details__unit_amount_cents BIGINT,
  pricing_unit_details__precise_unit_amount DECIMAL(38,18),
  pricing_unit_details__conversion_rate DECIMAL(38,18),
  lago_original_fee_id UUID,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS fees__amount_details__graduated_ranges (
  _root_lago_id UUID NOT NULL,
  _amount_details__graduated_ranges_index BIGINT NOT NULL,
  units DECIMAL(38,18),
  from_value BIGINT,
  to_value BIGINT,
  flat_unit_amount DECIMAL(38,18),
  per_unit_amount DECIMAL(38,18),
  per_unit_total_amount DECIMAL(38,18),
  total_with_flat_amount DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS fees__amount_details__graduated_percentage_ranges (
  _root_lago_id UUID NOT NULL,
  _amount_details__graduated_percentage_ranges_index BIGINT NOT NULL,
  units DECIMAL(38,18),
  from_value BIGINT,
  to_value BIGINT,
  flat_unit_amount DECIMAL(38,18),
  rate DECIMAL(38,18),
  per_unit_total_amount DECIMAL(38,18),
  total_with_flat_amount DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS fees__applied_taxes (
  _root_lago_id UUID NOT NULL,
  _applied_taxes_index BIGINT NOT NULL,
  lago_id UUID,
  lago_tax_id UUID,
  tax_name VARCHAR,
  tax_code VARCHAR,
  tax_rate DOUBLE,
  tax_description VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  created_at TIMESTAMPTZ,
  lago_fee_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS fees__presentation_breakdowns (
  _root_lago_id UUID NOT NULL,
  _presentation_breakdowns_index BIGINT NOT NULL,
  presentation_by JSON,
  units DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: comment
COMMENT ON TABLE fees IS 'The lines of all invoices, and fees that are on no invoice yet. The table to sum up revenue from.';
COMMENT ON COLUMN fees.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN fees.lago_charge_id IS 'The charge.';
COMMENT ON COLUMN fees.lago_charge_filter_id IS 'The filter of the charge.';
COMMENT ON COLUMN fees.lago_fixed_charge_id IS 'The fixed charge.';
COMMENT ON COLUMN fees.lago_invoice_id IS 'The invoice. Null while a fee is on none, as those paid in advance can be. Refers to invoices.lago_id.';
COMMENT ON COLUMN fees.lago_true_up_fee_id IS 'The fee that fills this one up to the charge''s minimum.';
COMMENT ON COLUMN fees.lago_true_up_parent_fee_id IS 'The fee that this one fills up to the charge''s minimum.';
COMMENT ON COLUMN fees.lago_subscription_id IS 'The subscription. Refers to subscriptions.lago_id.';
COMMENT ON COLUMN fees.lago_customer_id IS 'The customer, through the subscription: null for fees of add-ons and credits. Their invoice has it. Refers to customers.lago_id.';
COMMENT ON COLUMN fees.external_customer_id IS 'Your id of the customer, through the subscription: null for fees of add-ons and credits. Refers to customers.external_id.';
COMMENT ON COLUMN fees.external_subscription_id IS 'Your id of the subscription. Refers to subscriptions.external_id.';
COMMENT ON COLUMN fees.amount_cents IS 'Amount before coupons and taxes, rounded. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN fees.precise_amount IS 'Amount before coupons and taxes, exact. Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN fees.precise_total_amount IS 'Amount with taxes, exact. Unit: currency unit, of total_amount_currency.';
COMMENT ON COLUMN fees.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN fees.taxes_amount_cents IS 'Taxes of the fee. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN fees.taxes_precise_amount IS 'Taxes, exact. Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN fees.taxes_rate IS 'Unit: percent.';
COMMENT ON COLUMN fees.units IS 'Units that were charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN fees.precise_unit_amount IS 'Average price of a unit. Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN fees.total_aggregated_units IS 'Units that were measured. Unit: units of the billable metric.';
COMMENT ON COLUMN fees.total_amount_cents IS 'Amount with taxes. Unit: smallest currency unit, of total_amount_currency.';
COMMENT ON COLUMN fees.total_amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN fees.events_count IS 'Unit: count.';
COMMENT ON COLUMN fees.pay_in_advance IS 'Whether it was charged when the usage came, not at the end of the period.';
COMMENT ON COLUMN fees.invoiceable IS 'Whether it is put on an invoice.';
COMMENT ON COLUMN fees.from_date IS 'Begin of the period that is charged for.';
COMMENT ON COLUMN fees.to_date IS 'End of the period that is charged for.';
COMMENT ON COLUMN fees.payment_status IS 'Whether it was paid, by its invoice or in advance. Values: pending, succeeded, failed, refunded.';
COMMENT ON COLUMN fees.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN fees.succeeded_at IS 'When it was paid.';
COMMENT ON COLUMN fees.failed_at IS 'When paying it failed.';
COMMENT ON COLUMN fees.refunded_at IS 'When the money was sent back.';
COMMENT ON COLUMN fees.event_transaction_id IS 'The event, by your id, of a fee that is charged in advance.';
COMMENT ON COLUMN fees.precise_coupons_amount_cents IS 'The fee''s part of the coupons. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN fees.sub_total_excluding_taxes_amount_cents IS 'Amount less coupons, before taxes. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN fees.sub_total_excluding_taxes_precise_amount_cents IS 'Amount less coupons, before taxes, exact. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN fees.amount_details__plan_amount_cents IS 'Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN fees.amount_details__free_units IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN fees.amount_details__paid_units IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN fees.amount_details__per_package_size IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN fees.amount_details__per_package_unit_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN fees.amount_details__per_unit_total_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN fees.amount_details__units IS 'Units that were charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN fees.amount_details__free_events IS 'Unit: count.';
COMMENT ON COLUMN fees.amount_details__rate IS 'Unit: percent.';
COMMENT ON COLUMN fees.amount_details__paid_events IS 'Unit: count.';
COMMENT ON COLUMN fees.amount_details__fixed_fee_unit_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN fees.amount_details__fixed_fee_total_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN fees.amount_details__min_max_adjustment_total_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN fees.amount_details__per_unit_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN fees.amount_details__flat_unit_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN fees.item__type IS 'What is charged for. A credit is the purchase of prepaid credits. Values: charge, fixed_charge, add_on, subscription, credit, commitment.';
COMMENT ON COLUMN fees.item__code IS 'Your short name of it.';
COMMENT ON COLUMN fees.item__lago_item_id IS 'What is charged for; the item''s type says of which table.';
COMMENT ON COLUMN fees.item__item_type IS 'Values: AddOn, BillableMetric, Subscription, WalletTransaction.';
COMMENT ON COLUMN fees.pricing_unit_details__pricing_unit_code IS 'The pricing unit, by its code.';
COMMENT ON COLUMN fees.pricing_unit_details__amount_cents IS 'Amount before coupons and taxes, rounded. Unit: hundredths of the pricing unit.';
COMMENT ON COLUMN fees.pricing_unit_details__precise_amount_cents IS 'The amount, exact. Unit: hundredths of the pricing unit.';
COMMENT ON COLUMN fees.pricing_unit_details__unit_amount_cents IS 'Unit: hundredths of the pricing unit.';
COMMENT ON COLUMN fees.pricing_unit_details__precise_unit_amount IS 'Average price of a unit. Unit: pricing unit.';
COMMENT ON COLUMN fees.pricing_unit_details__conversion_rate IS 'What one pricing unit is worth. Unit: currency unit, of amount_currency.';
COMMENT ON TABLE fees__amount_details__graduated_ranges IS 'How a fee came about: units and amount of each range.';
COMMENT ON COLUMN fees__amount_details__graduated_ranges.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN fees__amount_details__graduated_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN fees__amount_details__graduated_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN fees__amount_details__graduated_ranges.flat_unit_amount IS 'Price of reaching the range. Unit: currency unit, of fees.amount_currency.';
COMMENT ON COLUMN fees__amount_details__graduated_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of fees.amount_currency.';
COMMENT ON COLUMN fees__amount_details__graduated_ranges.per_unit_total_amount IS 'Amount of the units of the range. Unit: currency unit, of fees.amount_currency.';
COMMENT ON COLUMN fees__amount_details__graduated_ranges.total_with_flat_amount IS 'Amount of the range. Unit: currency unit, of fees.amount_currency.';
COMMENT ON TABLE fees__amount_details__graduated_percentage_ranges IS 'How a fee came about: units and amount of each range.';
COMMENT ON COLUMN fees__amount_details__graduated_percentage_ranges.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN fees__amount_details__graduated_percentage_ranges.from_value IS 'Begin of the range. Unit: currency unit, of fees.amount_currency.';
COMMENT ON COLUMN fees__amount_details__graduated_percentage_ranges.to_value IS 'End of the range. Null for the last. Unit: currency unit, of fees.amount_currency.';
COMMENT ON COLUMN fees__amount_details__graduated_percentage_ranges.flat_unit_amount IS 'Price of reaching the range. Unit: currency unit, of fees.amount_currency.';
COMMENT ON COLUMN fees__amount_details__graduated_percentage_ranges.rate IS 'Unit: percent.';
COMMENT ON COLUMN fees__amount_details__graduated_percentage_ranges.per_unit_total_amount IS 'Amount of the units of the range. Unit: currency unit, of fees.amount_currency.';
COMMENT ON COLUMN fees__amount_details__graduated_percentage_ranges.total_with_flat_amount IS 'Amount of the range. Unit: currency unit, of fees.amount_currency.';
COMMENT ON TABLE fees__applied_taxes IS 'Taxes of a fee.';
COMMENT ON COLUMN fees__applied_taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN fees__applied_taxes.lago_tax_id IS 'The tax. Refers to taxes.lago_id.';
COMMENT ON COLUMN fees__applied_taxes.tax_code IS 'The tax, by its code. Refers to taxes.code.';
COMMENT ON COLUMN fees__applied_taxes.tax_rate IS 'Unit: percent.';
COMMENT ON COLUMN fees__applied_taxes.amount_cents IS 'The tax. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN fees__applied_taxes.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN fees__applied_taxes.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN fees__applied_taxes.lago_fee_id IS 'The fee. Refers to fees.lago_id.';
COMMENT ON TABLE fees__presentation_breakdowns IS 'The same units by groups that are only shown.';
COMMENT ON COLUMN fees__presentation_breakdowns.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_fees AS SELECT lago_id, created_at, 0::BIGINT AS _n, false AS written FROM fees LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_fees AS
SELECT _n FROM stage_fees ANTI JOIN (SELECT max(_n) AS _n FROM stage_fees GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_fees;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_fees AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM fees AS t JOIN (SELECT _n, lago_id, _hash FROM stage_fees ANTI JOIN skipped_fees USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_fees SELECT _n FROM known_fees WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_fees WHERE same;

-- name: remember_keys
INSERT INTO seen_fees SELECT lago_id, created_at, _n, skipped._n IS NULL FROM stage_fees LEFT JOIN skipped_fees AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM fees WHERE rowid IN (SELECT place FROM known_fees WHERE NOT same);

-- name: merge
INSERT INTO fees BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_fees ANTI JOIN skipped_fees USING (_n);

-- name: remove_children
DELETE FROM fees__amount_details__graduated_ranges AS c USING (SELECT lago_id FROM stage_fees ANTI JOIN skipped_fees USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__amount_details__graduated_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _amount_details__graduated_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_fees__amount_details__graduated_ranges ANTI JOIN skipped_fees USING (_n);

-- name: remove_children
DELETE FROM fees__amount_details__graduated_percentage_ranges AS c USING (SELECT lago_id FROM stage_fees ANTI JOIN skipped_fees USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__amount_details__graduated_percentage_ranges BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _amount_details__graduated_percentage_ranges_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_fees__amount_details__graduated_percentage_ranges ANTI JOIN skipped_fees USING (_n);

-- name: remove_children
DELETE FROM fees__applied_taxes AS c USING (SELECT lago_id FROM stage_fees ANTI JOIN skipped_fees USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__applied_taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _applied_taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_fees__applied_taxes ANTI JOIN skipped_fees USING (_n);

-- name: remove_children
DELETE FROM fees__presentation_breakdowns AS c USING (SELECT lago_id FROM stage_fees ANTI JOIN skipped_fees USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__presentation_breakdowns BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _presentation_breakdowns_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_fees__presentation_breakdowns ANTI JOIN skipped_fees USING (_n);

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_fees WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT strftime(max(created_at), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM seen_fees WHERE created_at <= $loaded_at::TIMESTAMPTZ;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM fees AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_fees AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM fees AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_fees AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM fees AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_fees AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM fees WHERE _deleted_at IS NULL AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: list_gone
-- A missing row may still exist: its time may have changed, or a filter may hide it. Each one is requested by itself.
SELECT to_json(list(lago_id::VARCHAR))::VARCHAR AS asked FROM fees AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_fees AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE fees AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_fees AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: sweep_children
UPDATE fees__amount_details__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE fees__amount_details__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE fees__applied_taxes AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE fees__presentation_breakdowns AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
