-- name: changed
-- Rows whose list record has changed since their details were read: their key, a hash of the list record, and the value that the single
-- record is requested by.
WITH said AS (
  SELECT lago_id AS key, md5(row(
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
    web_url,
    total_due_amount_cents,
    total_paid_amount_cents,
    total_offsetted_credit_note_amount_cents,
    xml_url,
    voided_at,
    customer,
    _extra
  )::text) AS hash
  FROM invoices WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _metadata_index,
    lago_id,
    key,
    value,
    created_at,
    _extra
  )::text) AS hash
  FROM invoices__metadata WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
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
  )::text) AS hash
  FROM invoices__applied_taxes WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
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
  )::text) AS hash
  FROM invoices__applied_usage_thresholds WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, md5(string_agg(hash, '' ORDER BY hash)) AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::text AS key, h.fingerprint, t.lago_id::text AS lago_id
FROM invoices AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'invoices' AND d.key = t.lago_id::text
WHERE t._deleted_at IS NULL
  AND t.lago_id::text COLLATE "C" > $1
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.lago_id IS NOT NULL
ORDER BY t.lago_id::text COLLATE "C"
LIMIT $2;

-- name: stage
-- pg_temp.invoices is `create` run in the temporary schema: the loader copies rows in the order of its columns, here of those that only single records have.
CREATE TEMP TABLE stage_invoices AS
SELECT
  lago_id,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at,
  NULL::bigint AS _n
FROM pg_temp.invoices
WITH NO DATA;

-- name: stage
CREATE TEMP TABLE stage_invoices__applied_invoice_custom_sections (_n bigint) INHERITS (pg_temp.invoices__applied_invoice_custom_sections);

-- name: stage
CREATE TEMP TABLE stage_invoices__billing_periods (_n bigint) INHERITS (pg_temp.invoices__billing_periods);

-- name: stage
CREATE TEMP TABLE stage_invoices__credits (_n bigint) INHERITS (pg_temp.invoices__credits);

-- name: stage
CREATE TEMP TABLE stage_invoices__fees (_n bigint) INHERITS (pg_temp.invoices__fees);

-- name: stage
CREATE TEMP TABLE stage_invoices__fees__amount_details__graduated_ranges (_n bigint) INHERITS (pg_temp.invoices__fees__amount_details__graduated_ranges);

-- name: stage
CREATE TEMP TABLE stage_invoices__fees__amount_details__graduated_percentage_ranges (_n bigint) INHERITS (pg_temp.invoices__fees__amount_details__graduated_percentage_ranges);

-- name: stage
CREATE TEMP TABLE stage_invoices__fees__applied_taxes (_n bigint) INHERITS (pg_temp.invoices__fees__applied_taxes);

-- name: stage
CREATE TEMP TABLE stage_invoices__fees__presentation_breakdowns (_n bigint) INHERITS (pg_temp.invoices__fees__presentation_breakdowns);

-- name: stage
CREATE TEMP TABLE stage_invoices__subscriptions (_n bigint) INHERITS (pg_temp.invoices__subscriptions);

-- name: stage
CREATE TEMP TABLE stage_invoices__subscriptions__applied_invoice_custom_sections (_n bigint) INHERITS (pg_temp.invoices__subscriptions__applied_invoice_custom_sections);

-- name: stage
CREATE TEMP TABLE stage_invoices__subscriptions__activation_rules (_n bigint) INHERITS (pg_temp.invoices__subscriptions__activation_rules);

-- name: stage
CREATE TEMP TABLE stage_invoices__error_details (_n bigint) INHERITS (pg_temp.invoices__error_details);

-- name: remember
WITH seen AS (
  SELECT r ->> 0 AS key, r ->> 1 AS fingerprint FROM json_array_elements($1::json) AS r
), gone AS (
  DELETE FROM _details WHERE resource = 'invoices' AND key IN (SELECT key FROM seen)
)
INSERT INTO _details (resource, key, fingerprint, loaded_at, load_id)
SELECT 'invoices', key, fingerprint, $2::timestamptz, $3 FROM seen;

-- name: find_duplicates
SELECT FROM stage_invoices GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- Rows that share this value have the same single record.
WITH gone AS (
  DELETE FROM stage_invoices AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_invoices GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_invoices__applied_invoice_custom_sections AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_invoices__billing_periods AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_invoices__credits AS c USING gone WHERE c._n = gone._n
), gone_4 AS (
  DELETE FROM stage_invoices__fees AS c USING gone WHERE c._n = gone._n
), gone_5 AS (
  DELETE FROM stage_invoices__fees__amount_details__graduated_ranges AS c USING gone WHERE c._n = gone._n
), gone_6 AS (
  DELETE FROM stage_invoices__fees__amount_details__graduated_percentage_ranges AS c USING gone WHERE c._n = gone._n
), gone_7 AS (
  DELETE FROM stage_invoices__fees__applied_taxes AS c USING gone WHERE c._n = gone._n
), gone_8 AS (
  DELETE FROM stage_invoices__fees__presentation_breakdowns AS c USING gone WHERE c._n = gone._n
), gone_9 AS (
  DELETE FROM stage_invoices__subscriptions AS c USING gone WHERE c._n = gone._n
), gone_10 AS (
  DELETE FROM stage_invoices__subscriptions__applied_invoice_custom_sections AS c USING gone WHERE c._n = gone._n
), gone_11 AS (
  DELETE FROM stage_invoices__subscriptions__activation_rules AS c USING gone WHERE c._n = gone._n
), gone_12 AS (
  DELETE FROM stage_invoices__error_details AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: merge
-- The row's _extra belongs to the list record.
UPDATE _details AS d SET extra = s._extra FROM stage_invoices AS s WHERE d.resource = 'invoices' AND d.key = s.lago_id::text AND s._extra IS NOT NULL;

-- name: remove_children
DELETE FROM invoices__applied_invoice_custom_sections AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__applied_invoice_custom_sections (
  _root_lago_id,
  _applied_invoice_custom_sections_index,
  lago_id,
  lago_invoice_id,
  code,
  details,
  display_name,
  created_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__applied_invoice_custom_sections;

-- name: remove_children
DELETE FROM invoices__billing_periods AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__billing_periods (
  _root_lago_id,
  _billing_periods_index,
  lago_subscription_id,
  external_subscription_id,
  lago_plan_id,
  subscription_from_datetime,
  subscription_to_datetime,
  charges_from_datetime,
  charges_to_datetime,
  invoicing_reason,
  fixed_charges_from_datetime,
  fixed_charges_to_datetime,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__billing_periods;

-- name: remove_children
DELETE FROM invoices__credits AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__credits (
  _root_lago_id,
  _credits_index,
  lago_id,
  amount_cents,
  amount_currency,
  before_taxes,
  item__lago_item_id,
  item__type,
  item__code,
  item__name,
  item__description,
  invoice__lago_id,
  invoice__payment_status,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__credits;

-- name: remove_children
DELETE FROM invoices__fees AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees (
  _root_lago_id,
  _fees_index,
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
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__fees;

-- name: remove_children
DELETE FROM invoices__fees__amount_details__graduated_ranges AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__amount_details__graduated_ranges (
  _root_lago_id,
  _fees_index,
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
SELECT * FROM pg_temp.invoices__fees__amount_details__graduated_ranges;

-- name: remove_children
DELETE FROM invoices__fees__amount_details__graduated_percentage_ranges AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__amount_details__graduated_percentage_ranges (
  _root_lago_id,
  _fees_index,
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
SELECT * FROM pg_temp.invoices__fees__amount_details__graduated_percentage_ranges;

-- name: remove_children
DELETE FROM invoices__fees__applied_taxes AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__applied_taxes (
  _root_lago_id,
  _fees_index,
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
SELECT * FROM pg_temp.invoices__fees__applied_taxes;

-- name: remove_children
DELETE FROM invoices__fees__presentation_breakdowns AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__fees__presentation_breakdowns (
  _root_lago_id,
  _fees_index,
  _presentation_breakdowns_index,
  presentation_by,
  units,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__fees__presentation_breakdowns;

-- name: remove_children
DELETE FROM invoices__subscriptions AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__subscriptions (
  _root_lago_id,
  _subscriptions_index,
  lago_id,
  external_id,
  lago_customer_id,
  external_customer_id,
  billing_entity_code,
  billing_time,
  name,
  plan_code,
  plan_amount_cents,
  plan_amount_currency,
  status,
  created_at,
  canceled_at,
  started_at,
  ending_at,
  subscription_at,
  terminated_at,
  previous_plan_code,
  next_plan_code,
  downgrade_plan_date,
  trial_ended_at,
  current_billing_period_started_at,
  current_billing_period_ending_at,
  on_termination_credit_note,
  on_termination_invoice,
  payment_method__payment_method_type,
  payment_method__payment_method_id,
  consolidate_invoice,
  cancellation_reason,
  activated_at,
  progressive_billing_disabled,
  purchase_order_number,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__subscriptions;

-- name: remove_children
DELETE FROM invoices__subscriptions__applied_invoice_custom_sections AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__subscriptions__applied_invoice_custom_sections (
  _root_lago_id,
  _subscriptions_index,
  _applied_invoice_custom_sections_index,
  lago_id,
  created_at,
  invoice_custom_section_id,
  invoice_custom_section__lago_id,
  invoice_custom_section__name,
  invoice_custom_section__code,
  invoice_custom_section__description,
  invoice_custom_section__details,
  invoice_custom_section__display_name,
  invoice_custom_section__applied_to_organization,
  invoice_custom_section__organization_id,
  invoice_custom_section__created_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__subscriptions__applied_invoice_custom_sections;

-- name: remove_children
DELETE FROM invoices__subscriptions__activation_rules AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__subscriptions__activation_rules (
  _root_lago_id,
  _subscriptions_index,
  _activation_rules_index,
  lago_id,
  type,
  timeout_hours,
  status,
  expires_at,
  created_at,
  updated_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__subscriptions__activation_rules;

-- name: remove_children
DELETE FROM invoices__error_details AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__error_details (
  _root_lago_id,
  _error_details_index,
  lago_id,
  error_code,
  details,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__error_details;
