-- name: changed
-- Rows of which the list says something else than when their details were read: their key, a hash of what the list says of them, and
-- what the single record is asked by.
WITH said AS (
  SELECT lago_id AS key, md5_number_lower(row(
    lago_id,
    billing_entity_code,
    sequential_id,
    number,
    issuing_date,
    payment_dispute_lost_at,
    payment_due_date,
    payment_overdue,
    net_payment_term,
    invoice_type,
    status,
    payment_status,
    currency,
    fees_amount_cents,
    coupons_amount_cents,
    credit_notes_amount_cents,
    sub_total_excluding_taxes_amount_cents,
    taxes_amount_cents,
    sub_total_including_taxes_amount_cents,
    prepaid_credit_amount_cents,
    prepaid_granted_credit_amount_cents,
    prepaid_purchased_credit_amount_cents,
    progressive_billing_credit_amount_cents,
    total_amount_cents,
    version_number,
    self_billed,
    file_url,
    created_at,
    updated_at,
    purchase_order_number,
    total_due_amount_cents,
    total_paid_amount_cents,
    total_offsetted_credit_note_amount_cents,
    xml_url,
    voided_at,
    customer,
    _extra
  )::VARCHAR) AS hash
  FROM invoices WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _metadata_index,
    lago_id,
    key,
    value,
    created_at,
    _extra
  )::VARCHAR) AS hash
  FROM invoices__metadata WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
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
    lago_invoice_id,
    fees_amount_cents,
    _extra
  )::VARCHAR) AS hash
  FROM invoices__applied_taxes WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
    _root_lago_id,
    _applied_usage_thresholds_index,
    lifetime_usage_amount_cents,
    created_at,
    usage_threshold__lago_id,
    usage_threshold__threshold_display_name,
    usage_threshold__amount_cents,
    usage_threshold__recurring,
    usage_threshold__created_at,
    usage_threshold__updated_at,
    _extra
  )::VARCHAR) AS hash
  FROM invoices__applied_usage_thresholds WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, bit_xor(hash)::VARCHAR AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::VARCHAR AS key, h.fingerprint, t.lago_id::VARCHAR AS lago_id
FROM invoices AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'invoices' AND d.key = t.lago_id::VARCHAR
WHERE t._deleted_at IS NULL
  AND t.lago_id::VARCHAR > $after
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.lago_id IS NOT NULL
ORDER BY t.lago_id::VARCHAR
LIMIT $most::BIGINT;

-- name: records
-- Single records as a page of their list, without what the list has; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO invoices_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"invoices":[{
  "lago_id":"VARCHAR",
  "applied_invoice_custom_sections":[{
    "lago_id":"VARCHAR",
    "lago_invoice_id":"VARCHAR",
    "code":"VARCHAR",
    "details":"VARCHAR",
    "display_name":"VARCHAR",
    "created_at":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "billing_periods":[{
    "lago_subscription_id":"VARCHAR",
    "external_subscription_id":"VARCHAR",
    "lago_plan_id":"VARCHAR",
    "subscription_from_datetime":"VARCHAR",
    "subscription_to_datetime":"VARCHAR",
    "charges_from_datetime":"VARCHAR",
    "charges_to_datetime":"VARCHAR",
    "invoicing_reason":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "credits":[{
    "lago_id":"VARCHAR",
    "amount_cents":"VARCHAR",
    "amount_currency":"VARCHAR",
    "before_taxes":"VARCHAR",
    "item":{
      "lago_item_id":"VARCHAR",
      "type":"VARCHAR",
      "code":"VARCHAR",
      "name":"VARCHAR",
    },
    "invoice":{
      "lago_id":"VARCHAR",
      "payment_status":"VARCHAR",
    },
    "$extra":"VARCHAR"
  }],
  "fees":[{
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
  }],
  "subscriptions":[{
    "lago_id":"VARCHAR",
    "external_id":"VARCHAR",
    "lago_customer_id":"VARCHAR",
    "external_customer_id":"VARCHAR",
    "billing_entity_code":"VARCHAR",
    "billing_time":"VARCHAR",
    "name":"VARCHAR",
    "plan_code":"VARCHAR",
    "plan_amount_cents":"VARCHAR",
    "plan_amount_currency":"VARCHAR",
    "status":"VARCHAR",
    "created_at":"VARCHAR",
    "canceled_at":"VARCHAR",
    "started_at":"VARCHAR",
    "ending_at":"VARCHAR",
    "subscription_at":"VARCHAR",
    "terminated_at":"VARCHAR",
    "previous_plan_code":"VARCHAR",
    "next_plan_code":"VARCHAR",
    "downgrade_plan_date":"VARCHAR",
    "trial_ended_at":"VARCHAR",
    "current_billing_period_started_at":"VARCHAR",
    "current_billing_period_ending_at":"VARCHAR",
    "on_termination_credit_note":"VARCHAR",
    "on_termination_invoice":"VARCHAR",
    "payment_method":{
      "payment_method_type":"VARCHAR",
      "payment_method_id":"VARCHAR",
    },
    "consolidate_invoice":"VARCHAR",
    "cancellation_reason":"VARCHAR",
    "activated_at":"VARCHAR",
    "progressive_billing_disabled":"VARCHAR",
    "applied_invoice_custom_sections":[{
      "lago_id":"VARCHAR",
      "created_at":"VARCHAR",
      "invoice_custom_section_id":"VARCHAR",
      "invoice_custom_section":{
        "lago_id":"VARCHAR",
        "name":"VARCHAR",
        "code":"VARCHAR",
        "description":"VARCHAR",
        "details":"VARCHAR",
        "display_name":"VARCHAR",
        "applied_to_organization":"VARCHAR",
        "organization_id":"VARCHAR",
        "created_at":"VARCHAR",
      },
      "$extra":"VARCHAR"
    }],
    "activation_rules":[{
      "lago_id":"VARCHAR",
      "type":"VARCHAR",
      "timeout_hours":"VARCHAR",
      "status":"VARCHAR",
      "expires_at":"VARCHAR",
      "created_at":"VARCHAR",
      "updated_at":"VARCHAR",
      "$extra":"VARCHAR"
    }],
    "$extra":"VARCHAR"
  }],
  "error_details":[{
    "lago_id":"VARCHAR",
    "error_code":"VARCHAR",
    "details":"JSON",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').invoices) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_invoices AS
SELECT
  t.lago_id,
  t._extra,
  r.applied_invoice_custom_sections AS "applied_invoice_custom_sections[]",
  r.billing_periods AS "billing_periods[]",
  r.credits AS "credits[]",
  r.fees AS "fees[]",
  r.subscriptions AS "subscriptions[]",
  r.error_details AS "error_details[]",
FROM shape.invoices AS t, invoices_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_invoices BY NAME
SELECT * FROM (
  SELECT
    r.lago_id::UUID AS lago_id,
    r.applied_invoice_custom_sections AS "applied_invoice_custom_sections[]",
    r.billing_periods AS "billing_periods[]",
    r.credits AS "credits[]",
    r.fees AS "fees[]",
    r.subscriptions AS "subscriptions[]",
    r.error_details AS "error_details[]",
    r."$extra"::JSON AS _extra
  FROM invoices_records($pages)
);

-- name: remember
DELETE FROM _details WHERE resource = 'invoices' AND key IN (SELECT unnest(from_json($seen, '[["VARCHAR"]]'))[1]);

-- name: remember
INSERT INTO _details BY NAME
SELECT 'invoices' AS resource, r[1] AS key, r[2] AS fingerprint, $loaded_at::TIMESTAMPTZ AS loaded_at, $load_id AS load_id
FROM (SELECT unnest(from_json($seen, '[["VARCHAR"]]')) AS r);

-- name: deduplicate
-- Rows that share what they are asked by bring the same record.
DELETE FROM stage_invoices WHERE rowid NOT IN (SELECT max(rowid) FROM stage_invoices GROUP BY lago_id);

-- name: merge
-- The row's own _extra is the list's.
UPDATE _details AS d SET extra = s._extra FROM stage_invoices AS s WHERE d.resource = 'invoices' AND d.key = s.lago_id::VARCHAR AND s._extra IS NOT NULL;

-- name: children
DELETE FROM invoices__applied_invoice_custom_sections AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__applied_invoice_custom_sections BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _applied_invoice_custom_sections_index,
    r.lago_id::UUID AS lago_id,
    r.lago_invoice_id::UUID AS lago_invoice_id,
    r.code AS code,
    r.details AS details,
    r.display_name AS display_name,
    r.created_at::TIMESTAMPTZ AS created_at,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("applied_invoice_custom_sections[]") AS r, generate_subscripts("applied_invoice_custom_sections[]", 1) - 1 AS _applied_invoice_custom_sections_index
    FROM stage_invoices
  )
);

-- name: children
DELETE FROM invoices__billing_periods AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__billing_periods BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _billing_periods_index,
    r.lago_subscription_id::UUID AS lago_subscription_id,
    r.external_subscription_id AS external_subscription_id,
    r.lago_plan_id::UUID AS lago_plan_id,
    r.subscription_from_datetime::TIMESTAMPTZ AS subscription_from_datetime,
    r.subscription_to_datetime::TIMESTAMPTZ AS subscription_to_datetime,
    r.charges_from_datetime::TIMESTAMPTZ AS charges_from_datetime,
    r.charges_to_datetime::TIMESTAMPTZ AS charges_to_datetime,
    r.invoicing_reason AS invoicing_reason,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("billing_periods[]") AS r, generate_subscripts("billing_periods[]", 1) - 1 AS _billing_periods_index
    FROM stage_invoices
  )
);

-- name: children
DELETE FROM invoices__credits AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__credits BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _credits_index,
    r.lago_id::UUID AS lago_id,
    r.amount_cents::BIGINT AS amount_cents,
    r.amount_currency AS amount_currency,
    r.before_taxes::BOOLEAN AS before_taxes,
    r.item.lago_item_id::UUID AS item__lago_item_id,
    r.item.type AS item__type,
    r.item.code AS item__code,
    r.item.name AS item__name,
    r.invoice.lago_id::UUID AS invoice__lago_id,
    r.invoice.payment_status AS invoice__payment_status,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("credits[]") AS r, generate_subscripts("credits[]", 1) - 1 AS _credits_index
    FROM stage_invoices
  )
);

-- name: children
DELETE FROM invoices__fees AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees BY NAME
SELECT * REPLACE (
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
) FROM (
  SELECT
    _root_lago_id,
    _fees_index,
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
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("fees[]") AS r, generate_subscripts("fees[]", 1) - 1 AS _fees_index
    FROM stage_invoices
  )
);

-- name: children
DELETE FROM invoices__fees__amount_details__graduated_ranges AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__amount_details__graduated_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
  exact_decimal(flat_unit_amount) AS flat_unit_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
  exact_decimal(per_unit_total_amount) AS per_unit_total_amount,
  exact_decimal(total_with_flat_amount) AS total_with_flat_amount,
) FROM (
  SELECT
    _root_lago_id,
    _fees_index,
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
    SELECT _root_lago_id, _fees_index, unnest(r.amount_details.graduated_ranges) AS r, generate_subscripts(r.amount_details.graduated_ranges, 1) - 1 AS _amount_details__graduated_ranges_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("fees[]") AS r, generate_subscripts("fees[]", 1) - 1 AS _fees_index
      FROM stage_invoices
    )
  )
);

-- name: children
DELETE FROM invoices__fees__amount_details__graduated_percentage_ranges AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__amount_details__graduated_percentage_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
  exact_decimal(flat_unit_amount) AS flat_unit_amount,
  exact_decimal(rate) AS rate,
  exact_decimal(per_unit_total_amount) AS per_unit_total_amount,
  exact_decimal(total_with_flat_amount) AS total_with_flat_amount,
) FROM (
  SELECT
    _root_lago_id,
    _fees_index,
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
    SELECT _root_lago_id, _fees_index, unnest(r.amount_details.graduated_percentage_ranges) AS r, generate_subscripts(r.amount_details.graduated_percentage_ranges, 1) - 1 AS _amount_details__graduated_percentage_ranges_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("fees[]") AS r, generate_subscripts("fees[]", 1) - 1 AS _fees_index
      FROM stage_invoices
    )
  )
);

-- name: children
DELETE FROM invoices__fees__applied_taxes AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__applied_taxes BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _fees_index,
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
    SELECT _root_lago_id, _fees_index, unnest(r.applied_taxes) AS r, generate_subscripts(r.applied_taxes, 1) - 1 AS _applied_taxes_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("fees[]") AS r, generate_subscripts("fees[]", 1) - 1 AS _fees_index
      FROM stage_invoices
    )
  )
);

-- name: children
DELETE FROM invoices__fees__presentation_breakdowns AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__presentation_breakdowns BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
) FROM (
  SELECT
    _root_lago_id,
    _fees_index,
    _presentation_breakdowns_index,
    r.presentation_by AS presentation_by,
    r.units AS units,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _fees_index, unnest(r.presentation_breakdowns) AS r, generate_subscripts(r.presentation_breakdowns, 1) - 1 AS _presentation_breakdowns_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("fees[]") AS r, generate_subscripts("fees[]", 1) - 1 AS _fees_index
      FROM stage_invoices
    )
  )
);

-- name: children
DELETE FROM invoices__subscriptions AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__subscriptions BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _subscriptions_index,
    r.lago_id::UUID AS lago_id,
    r.external_id AS external_id,
    r.lago_customer_id::UUID AS lago_customer_id,
    r.external_customer_id AS external_customer_id,
    r.billing_entity_code AS billing_entity_code,
    r.billing_time AS billing_time,
    r.name AS name,
    r.plan_code AS plan_code,
    r.plan_amount_cents::BIGINT AS plan_amount_cents,
    r.plan_amount_currency AS plan_amount_currency,
    r.status AS status,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.canceled_at::TIMESTAMPTZ AS canceled_at,
    r.started_at::TIMESTAMPTZ AS started_at,
    r.ending_at::TIMESTAMPTZ AS ending_at,
    r.subscription_at::TIMESTAMPTZ AS subscription_at,
    r.terminated_at::TIMESTAMPTZ AS terminated_at,
    r.previous_plan_code AS previous_plan_code,
    r.next_plan_code AS next_plan_code,
    r.downgrade_plan_date::DATE AS downgrade_plan_date,
    r.trial_ended_at::TIMESTAMPTZ AS trial_ended_at,
    r.current_billing_period_started_at::TIMESTAMPTZ AS current_billing_period_started_at,
    r.current_billing_period_ending_at::TIMESTAMPTZ AS current_billing_period_ending_at,
    r.on_termination_credit_note AS on_termination_credit_note,
    r.on_termination_invoice AS on_termination_invoice,
    r.payment_method.payment_method_type AS payment_method__payment_method_type,
    r.payment_method.payment_method_id::UUID AS payment_method__payment_method_id,
    r.consolidate_invoice::BOOLEAN AS consolidate_invoice,
    r.cancellation_reason AS cancellation_reason,
    r.activated_at::TIMESTAMPTZ AS activated_at,
    r.progressive_billing_disabled::BOOLEAN AS progressive_billing_disabled,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("subscriptions[]") AS r, generate_subscripts("subscriptions[]", 1) - 1 AS _subscriptions_index
    FROM stage_invoices
  )
);

-- name: children
DELETE FROM invoices__subscriptions__applied_invoice_custom_sections AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__subscriptions__applied_invoice_custom_sections BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _subscriptions_index,
    _applied_invoice_custom_sections_index,
    r.lago_id::UUID AS lago_id,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.invoice_custom_section_id::UUID AS invoice_custom_section_id,
    r.invoice_custom_section.lago_id::UUID AS invoice_custom_section__lago_id,
    r.invoice_custom_section.name AS invoice_custom_section__name,
    r.invoice_custom_section.code AS invoice_custom_section__code,
    r.invoice_custom_section.description AS invoice_custom_section__description,
    r.invoice_custom_section.details AS invoice_custom_section__details,
    r.invoice_custom_section.display_name AS invoice_custom_section__display_name,
    r.invoice_custom_section.applied_to_organization::BOOLEAN AS invoice_custom_section__applied_to_organization,
    r.invoice_custom_section.organization_id::UUID AS invoice_custom_section__organization_id,
    r.invoice_custom_section.created_at::TIMESTAMPTZ AS invoice_custom_section__created_at,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _subscriptions_index, unnest(r.applied_invoice_custom_sections) AS r, generate_subscripts(r.applied_invoice_custom_sections, 1) - 1 AS _applied_invoice_custom_sections_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("subscriptions[]") AS r, generate_subscripts("subscriptions[]", 1) - 1 AS _subscriptions_index
      FROM stage_invoices
    )
  )
);

-- name: children
DELETE FROM invoices__subscriptions__activation_rules AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__subscriptions__activation_rules BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _subscriptions_index,
    _activation_rules_index,
    r.lago_id::UUID AS lago_id,
    r.type AS type,
    r.timeout_hours::BIGINT AS timeout_hours,
    r.status AS status,
    r.expires_at::TIMESTAMPTZ AS expires_at,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.updated_at::TIMESTAMPTZ AS updated_at,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _subscriptions_index, unnest(r.activation_rules) AS r, generate_subscripts(r.activation_rules, 1) - 1 AS _activation_rules_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("subscriptions[]") AS r, generate_subscripts("subscriptions[]", 1) - 1 AS _subscriptions_index
      FROM stage_invoices
    )
  )
);

-- name: children
DELETE FROM invoices__error_details AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__error_details BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _error_details_index,
    r.lago_id::UUID AS lago_id,
    r.error_code AS error_code,
    r.details AS details,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("error_details[]") AS r, generate_subscripts("error_details[]", 1) - 1 AS _error_details_index
    FROM stage_invoices
  )
);
