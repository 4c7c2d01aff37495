-- name: create
CREATE TABLE IF NOT EXISTS wallets (
  lago_id UUID NOT NULL,
  lago_customer_id UUID,
  external_customer_id VARCHAR,
  billing_entity_code VARCHAR,
  status VARCHAR,
  currency VARCHAR,
  name VARCHAR,
  code VARCHAR,
  priority BIGINT,
  rate_amount DECIMAL(38,15),
  credits_balance DECIMAL(38,15),
  balance_cents BIGINT,
  consumed_credits DECIMAL(38,15),
  created_at TIMESTAMPTZ,
  expiration_at TIMESTAMPTZ,
  last_balance_sync_at TIMESTAMPTZ,
  last_consumed_credit_at TIMESTAMPTZ,
  terminated_at TIMESTAMPTZ,
  invoice_requires_successful_payment BOOLEAN,
  applies_to__fee_types JSON,
  applies_to__billable_metric_codes JSON,
  ongoing_balance_cents BIGINT,
  ongoing_usage_balance_cents BIGINT,
  credits_ongoing_balance DECIMAL(38,15),
  credits_ongoing_usage_balance DECIMAL(38,15),
  paid_top_up_min_amount_cents BIGINT,
  paid_top_up_max_amount_cents BIGINT,
  payment_method__payment_method_type VARCHAR,
  payment_method__payment_method_id UUID,
  metadata JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS wallets__recurring_transaction_rules (
  _root_lago_id UUID NOT NULL,
  _recurring_transaction_rules_index BIGINT NOT NULL,
  lago_id UUID,
  trigger VARCHAR,
  method VARCHAR,
  interval VARCHAR,
  status VARCHAR,
  threshold_credits DECIMAL(38,15),
  paid_credits DECIMAL(38,15),
  granted_credits DECIMAL(38,15),
  grants_target_top_up BOOLEAN,
  started_at TIMESTAMPTZ,
  target_ongoing_balance DECIMAL(38,15),
  created_at TIMESTAMPTZ,
  expiration_at TIMESTAMPTZ,
  invoice_requires_successful_payment BOOLEAN,
  transaction_name VARCHAR,
  ignore_paid_top_up_limits BOOLEAN,
  payment_method__payment_method_type VARCHAR,
  payment_method__payment_method_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS wallets__recurring_transaction_rules__transaction_metadata (
  _root_lago_id UUID NOT NULL,
  _recurring_transaction_rules_index BIGINT NOT NULL,
  _transaction_metadata_index BIGINT NOT NULL,
  key VARCHAR,
  value VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS wallets__recurring_cd68d1_applied_invoice_custom_sections (
  _root_lago_id UUID NOT NULL,
  _recurring_transaction_rules_index BIGINT NOT NULL,
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
CREATE TABLE IF NOT EXISTS wallets__applied_invoice_custom_sections (
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

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO wallets_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"wallets":[{
  "lago_id":"VARCHAR",
  "lago_customer_id":"VARCHAR",
  "external_customer_id":"VARCHAR",
  "billing_entity_code":"VARCHAR",
  "status":"VARCHAR",
  "currency":"VARCHAR",
  "name":"VARCHAR",
  "code":"VARCHAR",
  "priority":"VARCHAR",
  "rate_amount":"VARCHAR",
  "credits_balance":"VARCHAR",
  "balance_cents":"VARCHAR",
  "consumed_credits":"VARCHAR",
  "created_at":"VARCHAR",
  "expiration_at":"VARCHAR",
  "last_balance_sync_at":"VARCHAR",
  "last_consumed_credit_at":"VARCHAR",
  "terminated_at":"VARCHAR",
  "invoice_requires_successful_payment":"VARCHAR",
  "applies_to":{
    "fee_types":"JSON",
    "billable_metric_codes":"JSON",
  },
  "ongoing_balance_cents":"VARCHAR",
  "ongoing_usage_balance_cents":"VARCHAR",
  "credits_ongoing_balance":"VARCHAR",
  "credits_ongoing_usage_balance":"VARCHAR",
  "paid_top_up_min_amount_cents":"VARCHAR",
  "paid_top_up_max_amount_cents":"VARCHAR",
  "payment_method":{
    "payment_method_type":"VARCHAR",
    "payment_method_id":"VARCHAR",
  },
  "metadata":"JSON",
  "recurring_transaction_rules":[{
    "lago_id":"VARCHAR",
    "trigger":"VARCHAR",
    "method":"VARCHAR",
    "interval":"VARCHAR",
    "status":"VARCHAR",
    "threshold_credits":"VARCHAR",
    "paid_credits":"VARCHAR",
    "granted_credits":"VARCHAR",
    "grants_target_top_up":"VARCHAR",
    "started_at":"VARCHAR",
    "target_ongoing_balance":"VARCHAR",
    "created_at":"VARCHAR",
    "expiration_at":"VARCHAR",
    "invoice_requires_successful_payment":"VARCHAR",
    "transaction_name":"VARCHAR",
    "ignore_paid_top_up_limits":"VARCHAR",
    "payment_method":{
      "payment_method_type":"VARCHAR",
      "payment_method_id":"VARCHAR",
    },
    "transaction_metadata":[{
      "key":"VARCHAR",
      "value":"VARCHAR",
      "$extra":"VARCHAR"
    }],
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
    "$extra":"VARCHAR"
  }],
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
  "$extra":"VARCHAR"
}]}').wallets) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_wallets AS
SELECT
  t.* REPLACE (
    rate_amount::VARCHAR AS rate_amount,
    credits_balance::VARCHAR AS credits_balance,
    consumed_credits::VARCHAR AS consumed_credits,
    credits_ongoing_balance::VARCHAR AS credits_ongoing_balance,
    credits_ongoing_usage_balance::VARCHAR AS credits_ongoing_usage_balance,
  ),
  r.recurring_transaction_rules AS "recurring_transaction_rules[]",
  r.applied_invoice_custom_sections AS "applied_invoice_custom_sections[]",
FROM shape.wallets AS t, wallets_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_wallets BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.lago_customer_id::UUID AS lago_customer_id,
  r.external_customer_id AS external_customer_id,
  r.billing_entity_code AS billing_entity_code,
  r.status AS status,
  r.currency AS currency,
  r.name AS name,
  r.code AS code,
  r.priority::BIGINT AS priority,
  r.rate_amount AS rate_amount,
  r.credits_balance AS credits_balance,
  r.balance_cents::BIGINT AS balance_cents,
  r.consumed_credits AS consumed_credits,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.expiration_at::TIMESTAMPTZ AS expiration_at,
  r.last_balance_sync_at::TIMESTAMPTZ AS last_balance_sync_at,
  r.last_consumed_credit_at::TIMESTAMPTZ AS last_consumed_credit_at,
  r.terminated_at::TIMESTAMPTZ AS terminated_at,
  r.invoice_requires_successful_payment::BOOLEAN AS invoice_requires_successful_payment,
  r.applies_to.fee_types AS applies_to__fee_types,
  r.applies_to.billable_metric_codes AS applies_to__billable_metric_codes,
  r.ongoing_balance_cents::BIGINT AS ongoing_balance_cents,
  r.ongoing_usage_balance_cents::BIGINT AS ongoing_usage_balance_cents,
  r.credits_ongoing_balance AS credits_ongoing_balance,
  r.credits_ongoing_usage_balance AS credits_ongoing_usage_balance,
  r.paid_top_up_min_amount_cents::BIGINT AS paid_top_up_min_amount_cents,
  r.paid_top_up_max_amount_cents::BIGINT AS paid_top_up_max_amount_cents,
  r.payment_method.payment_method_type AS payment_method__payment_method_type,
  r.payment_method.payment_method_id::UUID AS payment_method__payment_method_id,
  r.metadata AS metadata,
  r.recurring_transaction_rules AS "recurring_transaction_rules[]",
  r.applied_invoice_custom_sections AS "applied_invoice_custom_sections[]",
  r."$extra"::JSON AS _extra
FROM wallets_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_wallets WHERE rowid NOT IN (SELECT max(rowid) FROM stage_wallets GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM wallets AS t USING stage_wallets AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO wallets BY NAME
SELECT * EXCLUDE (
  "recurring_transaction_rules[]",
  "applied_invoice_custom_sections[]",
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(rate_amount) AS rate_amount,
  exact_decimal(credits_balance) AS credits_balance,
  exact_decimal(consumed_credits) AS consumed_credits,
  exact_decimal(credits_ongoing_balance) AS credits_ongoing_balance,
  exact_decimal(credits_ongoing_usage_balance) AS credits_ongoing_usage_balance,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_wallets;

-- name: children
DELETE FROM wallets__recurring_transaction_rules AS c USING stage_wallets AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__recurring_transaction_rules BY NAME
SELECT * REPLACE (
  exact_decimal(threshold_credits) AS threshold_credits,
  exact_decimal(paid_credits) AS paid_credits,
  exact_decimal(granted_credits) AS granted_credits,
  exact_decimal(target_ongoing_balance) AS target_ongoing_balance,
) FROM (
  SELECT
    _root_lago_id,
    _recurring_transaction_rules_index,
    r.lago_id::UUID AS lago_id,
    r.trigger AS trigger,
    r.method AS method,
    r.interval AS interval,
    r.status AS status,
    r.threshold_credits AS threshold_credits,
    r.paid_credits AS paid_credits,
    r.granted_credits AS granted_credits,
    r.grants_target_top_up::BOOLEAN AS grants_target_top_up,
    r.started_at::TIMESTAMPTZ AS started_at,
    r.target_ongoing_balance AS target_ongoing_balance,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.expiration_at::TIMESTAMPTZ AS expiration_at,
    r.invoice_requires_successful_payment::BOOLEAN AS invoice_requires_successful_payment,
    r.transaction_name AS transaction_name,
    r.ignore_paid_top_up_limits::BOOLEAN AS ignore_paid_top_up_limits,
    r.payment_method.payment_method_type AS payment_method__payment_method_type,
    r.payment_method.payment_method_id::UUID AS payment_method__payment_method_id,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("recurring_transaction_rules[]") AS r, generate_subscripts("recurring_transaction_rules[]", 1) - 1 AS _recurring_transaction_rules_index
    FROM stage_wallets
  )
);

-- name: children
DELETE FROM wallets__recurring_transaction_rules__transaction_metadata AS c USING stage_wallets AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__recurring_transaction_rules__transaction_metadata BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _recurring_transaction_rules_index,
    _transaction_metadata_index,
    r.key AS key,
    r.value AS value,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _recurring_transaction_rules_index, unnest(r.transaction_metadata) AS r, generate_subscripts(r.transaction_metadata, 1) - 1 AS _transaction_metadata_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("recurring_transaction_rules[]") AS r, generate_subscripts("recurring_transaction_rules[]", 1) - 1 AS _recurring_transaction_rules_index
      FROM stage_wallets
    )
  )
);

-- name: children
DELETE FROM wallets__recurring_cd68d1_applied_invoice_custom_sections AS c USING stage_wallets AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__recurring_cd68d1_applied_invoice_custom_sections BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _recurring_transaction_rules_index,
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
    SELECT _root_lago_id, _recurring_transaction_rules_index, unnest(r.applied_invoice_custom_sections) AS r, generate_subscripts(r.applied_invoice_custom_sections, 1) - 1 AS _applied_invoice_custom_sections_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("recurring_transaction_rules[]") AS r, generate_subscripts("recurring_transaction_rules[]", 1) - 1 AS _recurring_transaction_rules_index
      FROM stage_wallets
    )
  )
);

-- name: children
DELETE FROM wallets__applied_invoice_custom_sections AS c USING stage_wallets AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__applied_invoice_custom_sections BY NAME
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
    FROM stage_wallets
  )
);

-- name: sweep
UPDATE wallets SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE wallets__recurring_transaction_rules AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallets__recurring_transaction_rules__transaction_metadata AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallets__recurring_cd68d1_applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallets__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
