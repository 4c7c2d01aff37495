-- name: create
CREATE TABLE IF NOT EXISTS fees (
  lago_id uuid NOT NULL,
  lago_charge_id uuid,
  lago_charge_filter_id uuid,
  lago_fixed_charge_id uuid,
  lago_invoice_id uuid,
  lago_true_up_fee_id uuid,
  lago_true_up_parent_fee_id uuid,
  lago_subscription_id uuid,
  lago_customer_id uuid,
  external_customer_id text,
  external_subscription_id text,
  amount_cents bigint,
  precise_amount numeric,
  precise_total_amount numeric,
  amount_currency text,
  taxes_amount_cents bigint,
  taxes_precise_amount numeric,
  taxes_rate double precision,
  units numeric,
  precise_unit_amount numeric,
  total_aggregated_units numeric,
  total_amount_cents bigint,
  total_amount_currency text,
  events_count bigint,
  pay_in_advance boolean,
  invoiceable boolean,
  from_date timestamptz,
  to_date timestamptz,
  payment_status text,
  created_at timestamptz,
  succeeded_at timestamptz,
  failed_at timestamptz,
  refunded_at timestamptz,
  event_transaction_id text,
  description text,
  precise_coupons_amount_cents numeric,
  sub_total_excluding_taxes_amount_cents bigint,
  sub_total_excluding_taxes_precise_amount_cents numeric,
  amount_details__plan_amount_cents bigint,
  amount_details__free_units numeric,
  amount_details__paid_units numeric,
  amount_details__per_package_size bigint,
  amount_details__per_package_unit_amount numeric,
  amount_details__per_unit_total_amount numeric,
  amount_details__units numeric,
  amount_details__free_events numeric,
  amount_details__rate numeric,
  amount_details__paid_events numeric,
  amount_details__fixed_fee_unit_amount numeric,
  amount_details__fixed_fee_total_amount numeric,
  amount_details__min_max_adjustment_total_amount numeric,
  amount_details__per_unit_amount numeric,
  amount_details__flat_unit_amount numeric,
  self_billed boolean,
  item__type text,
  item__code text,
  item__name text,
  item__description text,
  item__invoice_display_name text,
  item__filter_invoice_display_name text,
  item__filters jsonb,
  item__lago_item_id uuid,
  item__item_type text,
  item__grouped_by jsonb,
  pricing_unit_details__lago_pricing_unit_id uuid,
  pricing_unit_details__pricing_unit_code text,
  pricing_unit_details__short_name text,
  pricing_unit_details__amount_cents bigint,
  pricing_unit_details__precise_amount_cents numeric,
  pricing_unit_details__unit_amount_cents bigint,
  pricing_unit_details__precise_unit_amount numeric,
  pricing_unit_details__conversion_rate numeric,
  lago_original_fee_id uuid,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS fees__amount_details__graduated_ranges (
  _root_lago_id uuid NOT NULL,
  _amount_details__graduated_ranges_index bigint NOT NULL,
  units numeric,
  from_value bigint,
  to_value bigint,
  flat_unit_amount numeric,
  per_unit_amount numeric,
  per_unit_total_amount numeric,
  total_with_flat_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _amount_details__graduated_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS fees__amount_details__graduated_percentage_ranges (
  _root_lago_id uuid NOT NULL,
  _amount_details__graduated_percentage_ranges_index bigint NOT NULL,
  units numeric,
  from_value bigint,
  to_value bigint,
  flat_unit_amount numeric,
  rate numeric,
  per_unit_total_amount numeric,
  total_with_flat_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _amount_details__graduated_percentage_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS fees__applied_taxes (
  _root_lago_id uuid NOT NULL,
  _applied_taxes_index bigint NOT NULL,
  lago_id uuid,
  lago_tax_id uuid,
  tax_name text,
  tax_code text,
  tax_rate double precision,
  tax_description text,
  amount_cents bigint,
  amount_currency text,
  created_at timestamptz,
  lago_fee_id uuid,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applied_taxes_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS fees__presentation_breakdowns (
  _root_lago_id uuid NOT NULL,
  _presentation_breakdowns_index bigint NOT NULL,
  presentation_by jsonb,
  units numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _presentation_breakdowns_index)
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

-- name: index
CREATE INDEX IF NOT EXISTS fees_lago_invoice_id_idx ON fees (lago_invoice_id);
CREATE INDEX IF NOT EXISTS fees_lago_subscription_id_idx ON fees (lago_subscription_id);
CREATE INDEX IF NOT EXISTS fees_lago_customer_id_idx ON fees (lago_customer_id);
CREATE INDEX IF NOT EXISTS fees_created_at_idx ON fees (created_at);
CREATE INDEX IF NOT EXISTS fees_succeeded_at_idx ON fees (succeeded_at);
CREATE INDEX IF NOT EXISTS fees_failed_at_idx ON fees (failed_at);
CREATE INDEX IF NOT EXISTS fees_refunded_at_idx ON fees (refunded_at);
CREATE INDEX IF NOT EXISTS fees__applied_taxes_lago_tax_id_idx ON fees__applied_taxes (lago_tax_id);
CREATE INDEX IF NOT EXISTS fees__applied_taxes_lago_fee_id_idx ON fees__applied_taxes (lago_fee_id);

-- name: stage
-- pg_temp.fees is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_fees (_n bigint) INHERITS (pg_temp.fees);

-- name: stage
CREATE TEMP TABLE stage_fees__amount_details__graduated_ranges (_n bigint) INHERITS (pg_temp.fees__amount_details__graduated_ranges);

-- name: stage
CREATE TEMP TABLE stage_fees__amount_details__graduated_percentage_ranges (_n bigint) INHERITS (pg_temp.fees__amount_details__graduated_percentage_ranges);

-- name: stage
CREATE TEMP TABLE stage_fees__applied_taxes (_n bigint) INHERITS (pg_temp.fees__applied_taxes);

-- name: stage
CREATE TEMP TABLE stage_fees__presentation_breakdowns (_n bigint) INHERITS (pg_temp.fees__presentation_breakdowns);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_fees AS SELECT lago_id, created_at, _n, false AS written FROM stage_fees WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_fees AS SELECT lago_id, created_at, _hash, _n FROM stage_fees WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_fees (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE fees (lago_id);
ANALYZE fees__amount_details__graduated_ranges (_root_lago_id);
ANALYZE fees__amount_details__graduated_percentage_ranges (_root_lago_id);
ANALYZE fees__applied_taxes (_root_lago_id);
ANALYZE fees__presentation_breakdowns (_root_lago_id);

-- name: remember_all
TRUNCATE seen_fees;
INSERT INTO seen_fees SELECT lago_id, created_at, -1, true FROM fees;

-- name: find_duplicates
SELECT FROM stage_fees GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_fees AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_fees GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_fees__amount_details__graduated_ranges AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_fees__amount_details__graduated_percentage_ranges AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_fees__applied_taxes AS c USING gone WHERE c._n = gone._n
), gone_4 AS (
  DELETE FROM stage_fees__presentation_breakdowns AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_fees AS s JOIN fees AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_fees AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_fees AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_fees SELECT lago_id, created_at, _n, found IS NULL FROM arrived_fees LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_fees;

-- name: merge
WITH written AS (
  INSERT INTO fees (
    lago_id,
    lago_charge_id,
    lago_charge_filter_id,
    lago_fixed_charge_id,
    lago_invoice_id,
    lago_true_up_fee_id,
    lago_true_up_parent_fee_id,
    lago_subscription_id,
    lago_customer_id,
    external_customer_id,
    external_subscription_id,
    amount_cents,
    precise_amount,
    precise_total_amount,
    amount_currency,
    taxes_amount_cents,
    taxes_precise_amount,
    taxes_rate,
    units,
    precise_unit_amount,
    total_aggregated_units,
    total_amount_cents,
    total_amount_currency,
    events_count,
    pay_in_advance,
    invoiceable,
    from_date,
    to_date,
    payment_status,
    created_at,
    succeeded_at,
    failed_at,
    refunded_at,
    event_transaction_id,
    description,
    precise_coupons_amount_cents,
    sub_total_excluding_taxes_amount_cents,
    sub_total_excluding_taxes_precise_amount_cents,
    amount_details__plan_amount_cents,
    amount_details__free_units,
    amount_details__paid_units,
    amount_details__per_package_size,
    amount_details__per_package_unit_amount,
    amount_details__per_unit_total_amount,
    amount_details__units,
    amount_details__free_events,
    amount_details__rate,
    amount_details__paid_events,
    amount_details__fixed_fee_unit_amount,
    amount_details__fixed_fee_total_amount,
    amount_details__min_max_adjustment_total_amount,
    amount_details__per_unit_amount,
    amount_details__flat_unit_amount,
    self_billed,
    item__type,
    item__code,
    item__name,
    item__description,
    item__invoice_display_name,
    item__filter_invoice_display_name,
    item__filters,
    item__lago_item_id,
    item__item_type,
    item__grouped_by,
    pricing_unit_details__lago_pricing_unit_id,
    pricing_unit_details__pricing_unit_code,
    pricing_unit_details__short_name,
    pricing_unit_details__amount_cents,
    pricing_unit_details__precise_amount_cents,
    pricing_unit_details__unit_amount_cents,
    pricing_unit_details__precise_unit_amount,
    pricing_unit_details__conversion_rate,
    lago_original_fee_id,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.fees
  ON CONFLICT (lago_id) DO UPDATE SET
    lago_charge_id = EXCLUDED.lago_charge_id,
    lago_charge_filter_id = EXCLUDED.lago_charge_filter_id,
    lago_fixed_charge_id = EXCLUDED.lago_fixed_charge_id,
    lago_invoice_id = EXCLUDED.lago_invoice_id,
    lago_true_up_fee_id = EXCLUDED.lago_true_up_fee_id,
    lago_true_up_parent_fee_id = EXCLUDED.lago_true_up_parent_fee_id,
    lago_subscription_id = EXCLUDED.lago_subscription_id,
    lago_customer_id = EXCLUDED.lago_customer_id,
    external_customer_id = EXCLUDED.external_customer_id,
    external_subscription_id = EXCLUDED.external_subscription_id,
    amount_cents = EXCLUDED.amount_cents,
    precise_amount = EXCLUDED.precise_amount,
    precise_total_amount = EXCLUDED.precise_total_amount,
    amount_currency = EXCLUDED.amount_currency,
    taxes_amount_cents = EXCLUDED.taxes_amount_cents,
    taxes_precise_amount = EXCLUDED.taxes_precise_amount,
    taxes_rate = EXCLUDED.taxes_rate,
    units = EXCLUDED.units,
    precise_unit_amount = EXCLUDED.precise_unit_amount,
    total_aggregated_units = EXCLUDED.total_aggregated_units,
    total_amount_cents = EXCLUDED.total_amount_cents,
    total_amount_currency = EXCLUDED.total_amount_currency,
    events_count = EXCLUDED.events_count,
    pay_in_advance = EXCLUDED.pay_in_advance,
    invoiceable = EXCLUDED.invoiceable,
    from_date = EXCLUDED.from_date,
    to_date = EXCLUDED.to_date,
    payment_status = EXCLUDED.payment_status,
    created_at = EXCLUDED.created_at,
    succeeded_at = EXCLUDED.succeeded_at,
    failed_at = EXCLUDED.failed_at,
    refunded_at = EXCLUDED.refunded_at,
    event_transaction_id = EXCLUDED.event_transaction_id,
    description = EXCLUDED.description,
    precise_coupons_amount_cents = EXCLUDED.precise_coupons_amount_cents,
    sub_total_excluding_taxes_amount_cents = EXCLUDED.sub_total_excluding_taxes_amount_cents,
    sub_total_excluding_taxes_precise_amount_cents = EXCLUDED.sub_total_excluding_taxes_precise_amount_cents,
    amount_details__plan_amount_cents = EXCLUDED.amount_details__plan_amount_cents,
    amount_details__free_units = EXCLUDED.amount_details__free_units,
    amount_details__paid_units = EXCLUDED.amount_details__paid_units,
    amount_details__per_package_size = EXCLUDED.amount_details__per_package_size,
    amount_details__per_package_unit_amount = EXCLUDED.amount_details__per_package_unit_amount,
    amount_details__per_unit_total_amount = EXCLUDED.amount_details__per_unit_total_amount,
    amount_details__units = EXCLUDED.amount_details__units,
    amount_details__free_events = EXCLUDED.amount_details__free_events,
    amount_details__rate = EXCLUDED.amount_details__rate,
    amount_details__paid_events = EXCLUDED.amount_details__paid_events,
    amount_details__fixed_fee_unit_amount = EXCLUDED.amount_details__fixed_fee_unit_amount,
    amount_details__fixed_fee_total_amount = EXCLUDED.amount_details__fixed_fee_total_amount,
    amount_details__min_max_adjustment_total_amount = EXCLUDED.amount_details__min_max_adjustment_total_amount,
    amount_details__per_unit_amount = EXCLUDED.amount_details__per_unit_amount,
    amount_details__flat_unit_amount = EXCLUDED.amount_details__flat_unit_amount,
    self_billed = EXCLUDED.self_billed,
    item__type = EXCLUDED.item__type,
    item__code = EXCLUDED.item__code,
    item__name = EXCLUDED.item__name,
    item__description = EXCLUDED.item__description,
    item__invoice_display_name = EXCLUDED.item__invoice_display_name,
    item__filter_invoice_display_name = EXCLUDED.item__filter_invoice_display_name,
    item__filters = EXCLUDED.item__filters,
    item__lago_item_id = EXCLUDED.item__lago_item_id,
    item__item_type = EXCLUDED.item__item_type,
    item__grouped_by = EXCLUDED.item__grouped_by,
    pricing_unit_details__lago_pricing_unit_id = EXCLUDED.pricing_unit_details__lago_pricing_unit_id,
    pricing_unit_details__pricing_unit_code = EXCLUDED.pricing_unit_details__pricing_unit_code,
    pricing_unit_details__short_name = EXCLUDED.pricing_unit_details__short_name,
    pricing_unit_details__amount_cents = EXCLUDED.pricing_unit_details__amount_cents,
    pricing_unit_details__precise_amount_cents = EXCLUDED.pricing_unit_details__precise_amount_cents,
    pricing_unit_details__unit_amount_cents = EXCLUDED.pricing_unit_details__unit_amount_cents,
    pricing_unit_details__precise_unit_amount = EXCLUDED.pricing_unit_details__precise_unit_amount,
    pricing_unit_details__conversion_rate = EXCLUDED.pricing_unit_details__conversion_rate,
    lago_original_fee_id = EXCLUDED.lago_original_fee_id,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM fees__amount_details__graduated_ranges AS c USING stage_fees AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__amount_details__graduated_ranges (
  _root_lago_id,
  _amount_details__graduated_ranges_index,
  units,
  from_value,
  to_value,
  flat_unit_amount,
  per_unit_amount,
  per_unit_total_amount,
  total_with_flat_amount,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.fees__amount_details__graduated_ranges;

-- name: remove_children
DELETE FROM fees__amount_details__graduated_percentage_ranges AS c USING stage_fees AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__amount_details__graduated_percentage_ranges (
  _root_lago_id,
  _amount_details__graduated_percentage_ranges_index,
  units,
  from_value,
  to_value,
  flat_unit_amount,
  rate,
  per_unit_total_amount,
  total_with_flat_amount,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.fees__amount_details__graduated_percentage_ranges;

-- name: remove_children
DELETE FROM fees__applied_taxes AS c USING stage_fees AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__applied_taxes (
  _root_lago_id,
  _applied_taxes_index,
  lago_id,
  lago_tax_id,
  tax_name,
  tax_code,
  tax_rate,
  tax_description,
  amount_cents,
  amount_currency,
  created_at,
  lago_fee_id,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.fees__applied_taxes;

-- name: remove_children
DELETE FROM fees__presentation_breakdowns AS c USING stage_fees AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__presentation_breakdowns (
  _root_lago_id,
  _presentation_breakdowns_index,
  presentation_by,
  units,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.fees__presentation_breakdowns;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_fees WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT to_char(max(created_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM seen_fees WHERE created_at <= $1::timestamptz;

-- name: all_reached
SELECT to_char(max(created_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reached FROM fees WHERE created_at <= $1::timestamptz;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM fees AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_fees AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM fees AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_fees AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM fees AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_fees AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM fees WHERE _deleted_at IS NULL AND (created_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: list_gone
-- A missing row may still exist: its time may have changed, or a filter may hide it. Each one is requested by itself.
SELECT json_agg(lago_id::text)::text AS asked FROM fees AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_fees AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $1::text::timestamptz OR $1::text IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE fees AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_fees AS s WHERE t.lago_id = s.lago_id) AND (created_at >= $2::text::timestamptz OR $2::text IS NULL);

-- name: sweep_children
UPDATE fees__amount_details__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE fees__amount_details__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE fees__applied_taxes AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE fees__presentation_breakdowns AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
