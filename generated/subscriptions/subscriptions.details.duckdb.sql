-- name: changed
-- Rows whose list record has changed since their details were read: their key, a hash of the list record, and the value that the single
-- record is requested by.
WITH said AS (
  SELECT lago_id AS key, md5_number_lower(row(
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
  )::VARCHAR) AS hash
  FROM subscriptions WHERE _deleted_at IS NULL
  UNION ALL
  SELECT _root_lago_id AS key, md5_number_lower(row(
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
  )::VARCHAR) AS hash
  FROM subscriptions__activation_rules WHERE _deleted_at IS NULL
), hashed AS (
  SELECT key, bit_xor(hash)::VARCHAR AS fingerprint FROM said GROUP BY key
)
SELECT t.lago_id::VARCHAR AS key, h.fingerprint, t.external_id::VARCHAR AS external_id, t.status::VARCHAR AS status
FROM subscriptions AS t
JOIN hashed AS h ON h.key = t.lago_id
LEFT JOIN _details AS d ON d.resource = 'subscriptions' AND d.key = t.lago_id::VARCHAR
WHERE t._deleted_at IS NULL
  AND t.lago_id::VARCHAR > $after
  AND d.fingerprint IS DISTINCT FROM h.fingerprint
  AND t.external_id IS NOT NULL
  AND t.status IS NOT NULL
ORDER BY t.lago_id::VARCHAR
LIMIT $most::BIGINT;

-- name: remember
DELETE FROM _details WHERE resource = 'subscriptions' AND key IN (SELECT unnest(from_json($seen, '[["VARCHAR"]]'))[1]);

-- name: remember
INSERT INTO _details BY NAME
SELECT 'subscriptions' AS resource, r[1] AS key, r[2] AS fingerprint, $loaded_at::TIMESTAMPTZ AS loaded_at, $load_id AS load_id
FROM (SELECT unnest(from_json($seen, '[["VARCHAR"]]')) AS r);

-- name: deduplicate
-- Rows that share this value have the same single record.
CREATE OR REPLACE TEMP TABLE skipped_subscriptions AS
SELECT _n FROM stage_subscriptions ANTI JOIN (SELECT max(_n) AS _n FROM stage_subscriptions GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_subscriptions;

-- name: merge
UPDATE subscriptions AS t SET plan = s.plan, entitlements = s.entitlements FROM stage_subscriptions AS s ANTI JOIN skipped_subscriptions USING (_n) WHERE t.lago_id = s.lago_id;

-- name: merge
-- The row's _extra belongs to the list record.
UPDATE _details AS d SET extra = s._extra FROM stage_subscriptions AS s ANTI JOIN skipped_subscriptions USING (_n) WHERE d.resource = 'subscriptions' AND d.key = s.lago_id::VARCHAR AND s._extra IS NOT NULL;

-- name: remove_children
DELETE FROM subscriptions__applied_invoice_custom_sections AS c USING (SELECT lago_id FROM stage_subscriptions) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscriptions__applied_invoice_custom_sections BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _applied_invoice_custom_sections_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_subscriptions__applied_invoice_custom_sections ANTI JOIN skipped_subscriptions USING (_n);

-- name: remove_children
DELETE FROM subscriptions__applicable_usage_thresholds AS c USING (SELECT lago_id FROM stage_subscriptions) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscriptions__applicable_usage_thresholds BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _applicable_usage_thresholds_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_subscriptions__applicable_usage_thresholds ANTI JOIN skipped_subscriptions USING (_n);
