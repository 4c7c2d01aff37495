-- name: create
CREATE TABLE IF NOT EXISTS subscriptions (
  lago_id UUID NOT NULL,
  external_id VARCHAR,
  lago_customer_id UUID,
  external_customer_id VARCHAR,
  billing_entity_code VARCHAR,
  billing_time VARCHAR,
  name VARCHAR,
  plan_code VARCHAR,
  plan_amount_cents BIGINT,
  plan_amount_currency VARCHAR,
  status VARCHAR,
  created_at TIMESTAMPTZ,
  canceled_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ,
  ending_at TIMESTAMPTZ,
  subscription_at TIMESTAMPTZ,
  terminated_at TIMESTAMPTZ,
  previous_plan_code VARCHAR,
  next_plan_code VARCHAR,
  downgrade_plan_date DATE,
  trial_ended_at TIMESTAMPTZ,
  current_billing_period_started_at TIMESTAMPTZ,
  current_billing_period_ending_at TIMESTAMPTZ,
  on_termination_credit_note VARCHAR,
  on_termination_invoice VARCHAR,
  payment_method__payment_method_type VARCHAR,
  payment_method__payment_method_id UUID,
  consolidate_invoice BOOLEAN,
  cancellation_reason VARCHAR,
  activated_at TIMESTAMPTZ,
  progressive_billing_disabled BOOLEAN,
  plan JSON,
  entitlements JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscriptions__applied_invoice_custom_sections (
  _root_lago_id UUID NOT NULL,
  _applied_invoice_custom_sections_index BIGINT NOT NULL,
  lago_id UUID,
  created_at TIMESTAMPTZ,
  invoice_custom_section_id UUID,
  invoice_custom_section__lago_id UUID,
  invoice_custom_section__name VARCHAR,
  invoice_custom_section__code VARCHAR,
  invoice_custom_section__description VARCHAR,
  invoice_custom_section__details VARCHAR,
  invoice_custom_section__display_name VARCHAR,
  invoice_custom_section__applied_to_organization BOOLEAN,
  invoice_custom_section__organization_id UUID,
  invoice_custom_section__created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscriptions__activation_rules (
  _root_lago_id UUID NOT NULL,
  _activation_rules_index BIGINT NOT NULL,
  lago_id UUID,
  type VARCHAR,
  timeout_hours BIGINT,
  status VARCHAR,
  expires_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS subscriptions__applicable_usage_thresholds (
  _root_lago_id UUID NOT NULL,
  _applicable_usage_thresholds_index BIGINT NOT NULL,
  threshold_display_name VARCHAR,
  amount_cents BIGINT,
  recurring BOOLEAN,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO subscriptions_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"subscriptions":[{
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
}]}').subscriptions) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_subscriptions AS
SELECT
  t.* EXCLUDE (plan, entitlements),
  r.activation_rules AS "activation_rules[]",
FROM shape.subscriptions AS t, subscriptions_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_subscriptions BY NAME
SELECT
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
  r.activation_rules AS "activation_rules[]",
  r."$extra"::JSON AS _extra
FROM subscriptions_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_subscriptions WHERE rowid NOT IN (SELECT max(rowid) FROM stage_subscriptions GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM subscriptions AS t USING stage_subscriptions AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO subscriptions BY NAME
SELECT * EXCLUDE (
  "activation_rules[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_subscriptions;

-- name: children
DELETE FROM subscriptions__activation_rules AS c USING stage_subscriptions AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscriptions__activation_rules BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
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
    SELECT lago_id AS _root_lago_id, unnest("activation_rules[]") AS r, generate_subscripts("activation_rules[]", 1) - 1 AS _activation_rules_index
    FROM stage_subscriptions
  )
);

-- name: children
-- A record that is there again: what single records told of it is, too.
UPDATE subscriptions__applied_invoice_custom_sections AS c SET _deleted_at = NULL FROM stage_subscriptions AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: children
-- A record that is there again: what single records told of it is, too.
UPDATE subscriptions__applicable_usage_thresholds AS c SET _deleted_at = NULL FROM stage_subscriptions AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: sweep
UPDATE subscriptions SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE subscriptions__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM subscriptions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscriptions__activation_rules AS c SET _deleted_at = s._deleted_at FROM subscriptions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscriptions__applicable_usage_thresholds AS c SET _deleted_at = s._deleted_at FROM subscriptions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
