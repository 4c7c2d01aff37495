-- name: changed
-- Rows of which the list says something else than when their details were read: their key, a hash of what the list says of them, and
-- what the single record is asked by.
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

-- name: records
-- Single records as a page of their list, without what the list has; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO subscriptions_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"subscriptions":[{
  "lago_id":"VARCHAR",
  "plan":"JSON",
  "entitlements":"JSON",
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
  "applicable_usage_thresholds":[{
    "threshold_display_name":"VARCHAR",
    "amount_cents":"VARCHAR",
    "recurring":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').subscriptions) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_subscriptions AS
SELECT
  t.lago_id,
  t.plan,
  t.entitlements,
  t._extra,
  r.applied_invoice_custom_sections AS "applied_invoice_custom_sections[]",
  r.applicable_usage_thresholds AS "applicable_usage_thresholds[]",
FROM shape.subscriptions AS t, subscriptions_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_subscriptions BY NAME
SELECT * FROM (
  SELECT
    r.lago_id::UUID AS lago_id,
    r.plan AS plan,
    r.entitlements AS entitlements,
    r.applied_invoice_custom_sections AS "applied_invoice_custom_sections[]",
    r.applicable_usage_thresholds AS "applicable_usage_thresholds[]",
    r."$extra"::JSON AS _extra
  FROM subscriptions_records($pages)
);

-- name: remember
DELETE FROM _details WHERE resource = 'subscriptions' AND key IN (SELECT unnest(from_json($seen, '[["VARCHAR"]]'))[1]);

-- name: remember
INSERT INTO _details BY NAME
SELECT 'subscriptions' AS resource, r[1] AS key, r[2] AS fingerprint, $loaded_at::TIMESTAMPTZ AS loaded_at, $load_id AS load_id
FROM (SELECT unnest(from_json($seen, '[["VARCHAR"]]')) AS r);

-- name: deduplicate
-- Rows that share what they are asked by bring the same record.
DELETE FROM stage_subscriptions WHERE rowid NOT IN (SELECT max(rowid) FROM stage_subscriptions GROUP BY lago_id);

-- name: merge
UPDATE subscriptions AS t SET plan = s.plan, entitlements = s.entitlements FROM stage_subscriptions AS s WHERE t.lago_id = s.lago_id;

-- name: merge
-- The row's own _extra is the list's.
UPDATE _details AS d SET extra = s._extra FROM stage_subscriptions AS s WHERE d.resource = 'subscriptions' AND d.key = s.lago_id::VARCHAR AND s._extra IS NOT NULL;

-- name: children
DELETE FROM subscriptions__applied_invoice_custom_sections AS c USING stage_subscriptions AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscriptions__applied_invoice_custom_sections BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
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
    SELECT lago_id AS _root_lago_id, unnest("applied_invoice_custom_sections[]") AS r, generate_subscripts("applied_invoice_custom_sections[]", 1) - 1 AS _applied_invoice_custom_sections_index
    FROM stage_subscriptions
  )
);

-- name: children
DELETE FROM subscriptions__applicable_usage_thresholds AS c USING stage_subscriptions AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscriptions__applicable_usage_thresholds BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _applicable_usage_thresholds_index,
    r.threshold_display_name AS threshold_display_name,
    r.amount_cents::BIGINT AS amount_cents,
    r.recurring::BOOLEAN AS recurring,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("applicable_usage_thresholds[]") AS r, generate_subscripts("applicable_usage_thresholds[]", 1) - 1 AS _applicable_usage_thresholds_index
    FROM stage_subscriptions
  )
);
