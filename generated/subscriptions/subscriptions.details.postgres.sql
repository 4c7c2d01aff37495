-- name: changed
-- Rows whose list record has changed since their details were read: their key, a hash of the list record, and the value that the single
-- record is requested by.
WITH said AS (
  SELECT lago_id AS key, md5(row(
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
    _extra
  )::text) AS hash
  FROM subscriptions WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5(row(
    _root_lago_id,
    _activation_rules_index,
    lago_id,
    type,
    timeout_hours,
    status,
    expires_at,
    created_at,
    updated_at,
    _extra
  )::text) AS hash
  FROM subscriptions__activation_rules WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, md5(string_agg(hash, '' ORDER BY hash)) AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::text AS key, h.fingerprint, t.external_id::text AS external_id, t.status::text AS status
FROM subscriptions AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'subscriptions' AND d.key = t.lago_id::text
WHERE t._deleted_at IS NULL
  AND t.lago_id::text COLLATE "C" > $1
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.external_id IS NOT NULL
  AND t.status IS NOT NULL
ORDER BY t.lago_id::text COLLATE "C"
LIMIT $2;

-- name: stage
-- pg_temp.subscriptions is `create` run in the temporary schema: the loader copies rows in the order of its columns, here of those that only single records have.
CREATE TEMP TABLE stage_subscriptions AS
SELECT
  lago_id,
  plan,
  entitlements,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at,
  NULL::bigint AS _n
FROM pg_temp.subscriptions
WITH NO DATA;

-- name: stage
CREATE TEMP TABLE stage_subscriptions__applied_invoice_custom_sections (_n bigint) INHERITS (pg_temp.subscriptions__applied_invoice_custom_sections);

-- name: stage
CREATE TEMP TABLE stage_subscriptions__applicable_usage_thresholds (_n bigint) INHERITS (pg_temp.subscriptions__applicable_usage_thresholds);

-- name: remember
WITH seen AS (
  SELECT r ->> 0 AS key, r ->> 1 AS fingerprint FROM json_array_elements($1::json) AS r
), gone AS (
  DELETE FROM _details WHERE resource = 'subscriptions' AND key IN (SELECT key FROM seen)
)
INSERT INTO _details (resource, key, fingerprint, loaded_at, load_id)
SELECT 'subscriptions', key, fingerprint, $2::timestamptz, $3 FROM seen;

-- name: find_duplicates
SELECT FROM stage_subscriptions GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- Rows that share this value have the same single record.
WITH gone AS (
  DELETE FROM stage_subscriptions AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_subscriptions GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_subscriptions__applied_invoice_custom_sections AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_subscriptions__applicable_usage_thresholds AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: merge
UPDATE subscriptions AS t SET plan = s.plan, entitlements = s.entitlements FROM stage_subscriptions AS s WHERE t.lago_id = s.lago_id;

-- name: merge
-- The row's _extra belongs to the list record.
UPDATE _details AS d SET extra = s._extra FROM stage_subscriptions AS s WHERE d.resource = 'subscriptions' AND d.key = s.lago_id::text AND s._extra IS NOT NULL;

-- name: remove_children
DELETE FROM subscriptions__applied_invoice_custom_sections AS c USING stage_subscriptions AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscriptions__applied_invoice_custom_sections (
  _root_lago_id,
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
SELECT * FROM pg_temp.subscriptions__applied_invoice_custom_sections;

-- name: remove_children
DELETE FROM subscriptions__applicable_usage_thresholds AS c USING stage_subscriptions AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscriptions__applicable_usage_thresholds (
  _root_lago_id,
  _applicable_usage_thresholds_index,
  threshold_display_name,
  amount_cents,
  recurring,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.subscriptions__applicable_usage_thresholds;
