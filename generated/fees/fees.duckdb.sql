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
  precise_amount DECIMAL(38,15),
  precise_total_amount DECIMAL(38,15),
  amount_currency VARCHAR,
  taxes_amount_cents BIGINT,
  taxes_precise_amount DECIMAL(38,15),
  taxes_rate DOUBLE,
  units DECIMAL(38,15),
  precise_unit_amount DECIMAL(38,15),
  total_aggregated_units DECIMAL(38,15),
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
  precise_coupons_amount_cents DECIMAL(38,15),
  sub_total_excluding_taxes_amount_cents BIGINT,
  sub_total_excluding_taxes_precise_amount_cents DECIMAL(38,15),
  amount_details__plan_amount_cents BIGINT,
  amount_details__free_units DECIMAL(38,15),
  amount_details__paid_units DECIMAL(38,15),
  amount_details__per_package_size BIGINT,
  amount_details__per_package_unit_amount DECIMAL(38,15),
  amount_details__per_unit_total_amount DECIMAL(38,15),
  amount_details__units DECIMAL(38,15),
  amount_details__free_events BIGINT,
  amount_details__rate DECIMAL(38,15),
  amount_details__paid_events BIGINT,
  amount_details__fixed_fee_unit_amount DECIMAL(38,15),
  amount_details__fixed_fee_total_amount DECIMAL(38,15),
  amount_details__min_max_adjustment_total_amount DECIMAL(38,15),
  amount_details__per_unit_amount DECIMAL(38,15),
  amount_details__flat_unit_amount DECIMAL(38,15),
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
  pricing_unit_details__precise_amount_cents DECIMAL(38,15),
  pricing_unit_details__unit_amount_cents BIGINT,
  pricing_unit_details__precise_unit_amount DECIMAL(38,15),
  pricing_unit_details__conversion_rate DECIMAL(38,15),
  lago_original_fee_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS fees__amount_details__graduated_ranges (
  _root_lago_id UUID NOT NULL,
  _amount_details__graduated_ranges_index BIGINT NOT NULL,
  units DECIMAL(38,15),
  from_value BIGINT,
  to_value BIGINT,
  flat_unit_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  per_unit_total_amount DECIMAL(38,15),
  total_with_flat_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS fees__amount_details__graduated_percentage_ranges (
  _root_lago_id UUID NOT NULL,
  _amount_details__graduated_percentage_ranges_index BIGINT NOT NULL,
  units DECIMAL(38,15),
  from_value BIGINT,
  to_value BIGINT,
  flat_unit_amount DECIMAL(38,15),
  rate DECIMAL(38,15),
  per_unit_total_amount DECIMAL(38,15),
  total_with_flat_amount DECIMAL(38,15),
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
  units DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO fees_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"fees":[{
  "lago_id":"VARCHAR",
  "lago_charge_id":"VARCHAR",
  "lago_charge_filter_id":"VARCHAR",
  "lago_fixed_charge_id":"VARCHAR",
  "lago_invoice_id":"VARCHAR",
  "lago_true_up_fee_id":"VARCHAR",
  "lago_true_up_parent_fee_id":"VARCHAR",
  "lago_subscription_id":"VARCHAR",
  "lago_customer_id":"VARCHAR",
  "external_customer_id":"VARCHAR",
  "external_subscription_id":"VARCHAR",
  "amount_cents":"VARCHAR",
  "precise_amount":"VARCHAR",
  "precise_total_amount":"VARCHAR",
  "amount_currency":"VARCHAR",
  "taxes_amount_cents":"VARCHAR",
  "taxes_precise_amount":"VARCHAR",
  "taxes_rate":"VARCHAR",
  "units":"VARCHAR",
  "precise_unit_amount":"VARCHAR",
  "total_aggregated_units":"VARCHAR",
  "total_amount_cents":"VARCHAR",
  "total_amount_currency":"VARCHAR",
  "events_count":"VARCHAR",
  "pay_in_advance":"VARCHAR",
  "invoiceable":"VARCHAR",
  "from_date":"VARCHAR",
  "to_date":"VARCHAR",
  "payment_status":"VARCHAR",
  "created_at":"VARCHAR",
  "succeeded_at":"VARCHAR",
  "failed_at":"VARCHAR",
  "refunded_at":"VARCHAR",
  "event_transaction_id":"VARCHAR",
  "description":"VARCHAR",
  "precise_coupons_amount_cents":"VARCHAR",
  "sub_total_excluding_taxes_amount_cents":"VARCHAR",
  "sub_total_excluding_taxes_precise_amount_cents":"VARCHAR",
  "amount_details":{
    "plan_amount_cents":"VARCHAR",
    "free_units":"VARCHAR",
    "paid_units":"VARCHAR",
    "per_package_size":"VARCHAR",
    "per_package_unit_amount":"VARCHAR",
    "per_unit_total_amount":"VARCHAR",
    "units":"VARCHAR",
    "free_events":"VARCHAR",
    "rate":"VARCHAR",
    "paid_events":"VARCHAR",
    "fixed_fee_unit_amount":"VARCHAR",
    "fixed_fee_total_amount":"VARCHAR",
    "min_max_adjustment_total_amount":"VARCHAR",
    "per_unit_amount":"VARCHAR",
    "flat_unit_amount":"VARCHAR",
    "graduated_ranges":[{
      "units":"VARCHAR",
      "from_value":"VARCHAR",
      "to_value":"VARCHAR",
      "flat_unit_amount":"VARCHAR",
      "per_unit_amount":"VARCHAR",
      "per_unit_total_amount":"VARCHAR",
      "total_with_flat_amount":"VARCHAR",
      "$extra":"VARCHAR"
    }],
    "graduated_percentage_ranges":[{
      "units":"VARCHAR",
      "from_value":"VARCHAR",
      "to_value":"VARCHAR",
      "flat_unit_amount":"VARCHAR",
      "rate":"VARCHAR",
      "per_unit_total_amount":"VARCHAR",
      "total_with_flat_amount":"VARCHAR",
      "$extra":"VARCHAR"
    }],
  },
  "self_billed":"VARCHAR",
  "item":{
    "type":"VARCHAR",
    "code":"VARCHAR",
    "name":"VARCHAR",
    "description":"VARCHAR",
    "invoice_display_name":"VARCHAR",
    "filter_invoice_display_name":"VARCHAR",
    "filters":"JSON",
    "lago_item_id":"VARCHAR",
    "item_type":"VARCHAR",
    "grouped_by":"JSON",
  },
  "pricing_unit_details":{
    "lago_pricing_unit_id":"VARCHAR",
    "pricing_unit_code":"VARCHAR",
    "short_name":"VARCHAR",
    "amount_cents":"VARCHAR",
    "precise_amount_cents":"VARCHAR",
    "unit_amount_cents":"VARCHAR",
    "precise_unit_amount":"VARCHAR",
    "conversion_rate":"VARCHAR",
  },
  "lago_original_fee_id":"VARCHAR",
  "applied_taxes":[{
    "lago_id":"VARCHAR",
    "lago_tax_id":"VARCHAR",
    "tax_name":"VARCHAR",
    "tax_code":"VARCHAR",
    "tax_rate":"VARCHAR",
    "tax_description":"VARCHAR",
    "amount_cents":"VARCHAR",
    "amount_currency":"VARCHAR",
    "created_at":"VARCHAR",
    "lago_fee_id":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "presentation_breakdowns":[{
    "presentation_by":"JSON",
    "units":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').fees) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_fees AS
SELECT
  t.* REPLACE (
    precise_amount::VARCHAR AS precise_amount,
    precise_total_amount::VARCHAR AS precise_total_amount,
    taxes_precise_amount::VARCHAR AS taxes_precise_amount,
    units::VARCHAR AS units,
    precise_unit_amount::VARCHAR AS precise_unit_amount,
    total_aggregated_units::VARCHAR AS total_aggregated_units,
    precise_coupons_amount_cents::VARCHAR AS precise_coupons_amount_cents,
    sub_total_excluding_taxes_precise_amount_cents::VARCHAR AS sub_total_excluding_taxes_precise_amount_cents,
    amount_details__free_units::VARCHAR AS amount_details__free_units,
    amount_details__paid_units::VARCHAR AS amount_details__paid_units,
    amount_details__per_package_unit_amount::VARCHAR AS amount_details__per_package_unit_amount,
    amount_details__per_unit_total_amount::VARCHAR AS amount_details__per_unit_total_amount,
    amount_details__units::VARCHAR AS amount_details__units,
    amount_details__rate::VARCHAR AS amount_details__rate,
    amount_details__fixed_fee_unit_amount::VARCHAR AS amount_details__fixed_fee_unit_amount,
    amount_details__fixed_fee_total_amount::VARCHAR AS amount_details__fixed_fee_total_amount,
    amount_details__min_max_adjustment_total_amount::VARCHAR AS amount_details__min_max_adjustment_total_amount,
    amount_details__per_unit_amount::VARCHAR AS amount_details__per_unit_amount,
    amount_details__flat_unit_amount::VARCHAR AS amount_details__flat_unit_amount,
    pricing_unit_details__precise_amount_cents::VARCHAR AS pricing_unit_details__precise_amount_cents,
    pricing_unit_details__precise_unit_amount::VARCHAR AS pricing_unit_details__precise_unit_amount,
    pricing_unit_details__conversion_rate::VARCHAR AS pricing_unit_details__conversion_rate,
  ),
  r.amount_details.graduated_ranges AS "amount_details__graduated_ranges[]",
  r.amount_details.graduated_percentage_ranges AS "amount_details__graduated_percentage_ranges[]",
  r.applied_taxes AS "applied_taxes[]",
  r.presentation_breakdowns AS "presentation_breakdowns[]",
FROM shape.fees AS t, fees_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_fees BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.lago_charge_id::UUID AS lago_charge_id,
  r.lago_charge_filter_id::UUID AS lago_charge_filter_id,
  r.lago_fixed_charge_id::UUID AS lago_fixed_charge_id,
  r.lago_invoice_id::UUID AS lago_invoice_id,
  r.lago_true_up_fee_id::UUID AS lago_true_up_fee_id,
  r.lago_true_up_parent_fee_id::UUID AS lago_true_up_parent_fee_id,
  r.lago_subscription_id::UUID AS lago_subscription_id,
  r.lago_customer_id::UUID AS lago_customer_id,
  r.external_customer_id AS external_customer_id,
  r.external_subscription_id AS external_subscription_id,
  r.amount_cents::BIGINT AS amount_cents,
  r.precise_amount AS precise_amount,
  r.precise_total_amount AS precise_total_amount,
  r.amount_currency AS amount_currency,
  r.taxes_amount_cents::BIGINT AS taxes_amount_cents,
  r.taxes_precise_amount AS taxes_precise_amount,
  r.taxes_rate::DOUBLE AS taxes_rate,
  r.units AS units,
  r.precise_unit_amount AS precise_unit_amount,
  r.total_aggregated_units AS total_aggregated_units,
  r.total_amount_cents::BIGINT AS total_amount_cents,
  r.total_amount_currency AS total_amount_currency,
  r.events_count::BIGINT AS events_count,
  r.pay_in_advance::BOOLEAN AS pay_in_advance,
  r.invoiceable::BOOLEAN AS invoiceable,
  r.from_date::TIMESTAMPTZ AS from_date,
  r.to_date::TIMESTAMPTZ AS to_date,
  r.payment_status AS payment_status,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.succeeded_at::TIMESTAMPTZ AS succeeded_at,
  r.failed_at::TIMESTAMPTZ AS failed_at,
  r.refunded_at::TIMESTAMPTZ AS refunded_at,
  r.event_transaction_id AS event_transaction_id,
  r.description AS description,
  r.precise_coupons_amount_cents AS precise_coupons_amount_cents,
  r.sub_total_excluding_taxes_amount_cents::BIGINT AS sub_total_excluding_taxes_amount_cents,
  r.sub_total_excluding_taxes_precise_amount_cents AS sub_total_excluding_taxes_precise_amount_cents,
  r.amount_details.plan_amount_cents::BIGINT AS amount_details__plan_amount_cents,
  r.amount_details.free_units AS amount_details__free_units,
  r.amount_details.paid_units AS amount_details__paid_units,
  r.amount_details.per_package_size::BIGINT AS amount_details__per_package_size,
  r.amount_details.per_package_unit_amount AS amount_details__per_package_unit_amount,
  r.amount_details.per_unit_total_amount AS amount_details__per_unit_total_amount,
  r.amount_details.units AS amount_details__units,
  r.amount_details.free_events::BIGINT AS amount_details__free_events,
  r.amount_details.rate AS amount_details__rate,
  r.amount_details.paid_events::BIGINT AS amount_details__paid_events,
  r.amount_details.fixed_fee_unit_amount AS amount_details__fixed_fee_unit_amount,
  r.amount_details.fixed_fee_total_amount AS amount_details__fixed_fee_total_amount,
  r.amount_details.min_max_adjustment_total_amount AS amount_details__min_max_adjustment_total_amount,
  r.amount_details.per_unit_amount AS amount_details__per_unit_amount,
  r.amount_details.flat_unit_amount AS amount_details__flat_unit_amount,
  r.self_billed::BOOLEAN AS self_billed,
  r.item.type AS item__type,
  r.item.code AS item__code,
  r.item.name AS item__name,
  r.item.description AS item__description,
  r.item.invoice_display_name AS item__invoice_display_name,
  r.item.filter_invoice_display_name AS item__filter_invoice_display_name,
  r.item.filters AS item__filters,
  r.item.lago_item_id::UUID AS item__lago_item_id,
  r.item.item_type AS item__item_type,
  r.item.grouped_by AS item__grouped_by,
  r.pricing_unit_details.lago_pricing_unit_id::UUID AS pricing_unit_details__lago_pricing_unit_id,
  r.pricing_unit_details.pricing_unit_code AS pricing_unit_details__pricing_unit_code,
  r.pricing_unit_details.short_name AS pricing_unit_details__short_name,
  r.pricing_unit_details.amount_cents::BIGINT AS pricing_unit_details__amount_cents,
  r.pricing_unit_details.precise_amount_cents AS pricing_unit_details__precise_amount_cents,
  r.pricing_unit_details.unit_amount_cents::BIGINT AS pricing_unit_details__unit_amount_cents,
  r.pricing_unit_details.precise_unit_amount AS pricing_unit_details__precise_unit_amount,
  r.pricing_unit_details.conversion_rate AS pricing_unit_details__conversion_rate,
  r.lago_original_fee_id::UUID AS lago_original_fee_id,
  r.amount_details.graduated_ranges AS "amount_details__graduated_ranges[]",
  r.amount_details.graduated_percentage_ranges AS "amount_details__graduated_percentage_ranges[]",
  r.applied_taxes AS "applied_taxes[]",
  r.presentation_breakdowns AS "presentation_breakdowns[]",
  r."$extra"::JSON AS _extra
FROM fees_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_fees WHERE rowid NOT IN (SELECT max(rowid) FROM stage_fees GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM fees AS t USING stage_fees AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO fees BY NAME
SELECT * EXCLUDE (
  "amount_details__graduated_ranges[]",
  "amount_details__graduated_percentage_ranges[]",
  "applied_taxes[]",
  "presentation_breakdowns[]",
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(precise_amount) AS precise_amount,
  exact_decimal(precise_total_amount) AS precise_total_amount,
  exact_decimal(taxes_precise_amount) AS taxes_precise_amount,
  exact_decimal(units) AS units,
  exact_decimal(precise_unit_amount) AS precise_unit_amount,
  exact_decimal(total_aggregated_units) AS total_aggregated_units,
  exact_decimal(precise_coupons_amount_cents) AS precise_coupons_amount_cents,
  exact_decimal(sub_total_excluding_taxes_precise_amount_cents) AS sub_total_excluding_taxes_precise_amount_cents,
  exact_decimal(amount_details__free_units) AS amount_details__free_units,
  exact_decimal(amount_details__paid_units) AS amount_details__paid_units,
  exact_decimal(amount_details__per_package_unit_amount) AS amount_details__per_package_unit_amount,
  exact_decimal(amount_details__per_unit_total_amount) AS amount_details__per_unit_total_amount,
  exact_decimal(amount_details__units) AS amount_details__units,
  exact_decimal(amount_details__rate) AS amount_details__rate,
  exact_decimal(amount_details__fixed_fee_unit_amount) AS amount_details__fixed_fee_unit_amount,
  exact_decimal(amount_details__fixed_fee_total_amount) AS amount_details__fixed_fee_total_amount,
  exact_decimal(amount_details__min_max_adjustment_total_amount) AS amount_details__min_max_adjustment_total_amount,
  exact_decimal(amount_details__per_unit_amount) AS amount_details__per_unit_amount,
  exact_decimal(amount_details__flat_unit_amount) AS amount_details__flat_unit_amount,
  exact_decimal(pricing_unit_details__precise_amount_cents) AS pricing_unit_details__precise_amount_cents,
  exact_decimal(pricing_unit_details__precise_unit_amount) AS pricing_unit_details__precise_unit_amount,
  exact_decimal(pricing_unit_details__conversion_rate) AS pricing_unit_details__conversion_rate,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_fees;

-- name: children
DELETE FROM fees__amount_details__graduated_ranges AS c USING stage_fees AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__amount_details__graduated_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
  exact_decimal(flat_unit_amount) AS flat_unit_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
  exact_decimal(per_unit_total_amount) AS per_unit_total_amount,
  exact_decimal(total_with_flat_amount) AS total_with_flat_amount,
) FROM (
  SELECT
    _root_lago_id,
    _amount_details__graduated_ranges_index,
    r.units AS units,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.flat_unit_amount AS flat_unit_amount,
    r.per_unit_amount AS per_unit_amount,
    r.per_unit_total_amount AS per_unit_total_amount,
    r.total_with_flat_amount AS total_with_flat_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("amount_details__graduated_ranges[]") AS r, generate_subscripts("amount_details__graduated_ranges[]", 1) - 1 AS _amount_details__graduated_ranges_index
    FROM stage_fees
  )
);

-- name: children
DELETE FROM fees__amount_details__graduated_percentage_ranges AS c USING stage_fees AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__amount_details__graduated_percentage_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
  exact_decimal(flat_unit_amount) AS flat_unit_amount,
  exact_decimal(rate) AS rate,
  exact_decimal(per_unit_total_amount) AS per_unit_total_amount,
  exact_decimal(total_with_flat_amount) AS total_with_flat_amount,
) FROM (
  SELECT
    _root_lago_id,
    _amount_details__graduated_percentage_ranges_index,
    r.units AS units,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.flat_unit_amount AS flat_unit_amount,
    r.rate AS rate,
    r.per_unit_total_amount AS per_unit_total_amount,
    r.total_with_flat_amount AS total_with_flat_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("amount_details__graduated_percentage_ranges[]") AS r, generate_subscripts("amount_details__graduated_percentage_ranges[]", 1) - 1 AS _amount_details__graduated_percentage_ranges_index
    FROM stage_fees
  )
);

-- name: children
DELETE FROM fees__applied_taxes AS c USING stage_fees AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__applied_taxes BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _applied_taxes_index,
    r.lago_id::UUID AS lago_id,
    r.lago_tax_id::UUID AS lago_tax_id,
    r.tax_name AS tax_name,
    r.tax_code AS tax_code,
    r.tax_rate::DOUBLE AS tax_rate,
    r.tax_description AS tax_description,
    r.amount_cents::BIGINT AS amount_cents,
    r.amount_currency AS amount_currency,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.lago_fee_id::UUID AS lago_fee_id,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("applied_taxes[]") AS r, generate_subscripts("applied_taxes[]", 1) - 1 AS _applied_taxes_index
    FROM stage_fees
  )
);

-- name: children
DELETE FROM fees__presentation_breakdowns AS c USING stage_fees AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO fees__presentation_breakdowns BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
) FROM (
  SELECT
    _root_lago_id,
    _presentation_breakdowns_index,
    r.presentation_by AS presentation_by,
    r.units AS units,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("presentation_breakdowns[]") AS r, generate_subscripts("presentation_breakdowns[]", 1) - 1 AS _presentation_breakdowns_index
    FROM stage_fees
  )
);

-- name: reached
-- The next window begins here, or so far before; rows of the future do not count.
SELECT strftime(max(created_at), '%Y-%m-%dT%H:%M:%SZ') AS reached FROM stage_fees WHERE created_at <= $loaded_at::TIMESTAMPTZ;

-- name: sweep
-- All that did not come; of a window, what did not come of its time.
UPDATE fees SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL AND (created_at >= $since::TIMESTAMPTZ OR $since::VARCHAR IS NULL);

-- name: sweep_children
UPDATE fees__amount_details__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE fees__amount_details__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE fees__applied_taxes AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE fees__presentation_breakdowns AS c SET _deleted_at = s._deleted_at FROM fees AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
