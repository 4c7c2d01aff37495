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
  purchase_order_number VARCHAR,
  plan JSON,
  entitlements JSON,
  _hash BIGINT,
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

-- name: comment
COMMENT ON TABLE subscriptions IS 'Who has which plan since when. An upgrade ends one row and begins another with the same external_id.';
COMMENT ON COLUMN subscriptions.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN subscriptions.external_id IS 'Your id of the subscription. Subscriptions that follow each other share it.';
COMMENT ON COLUMN subscriptions.lago_customer_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN subscriptions.external_customer_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN subscriptions.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON COLUMN subscriptions.billing_time IS 'Whether periods follow the calendar or the day of the start. Values: calendar, anniversary.';
COMMENT ON COLUMN subscriptions.plan_code IS 'The plan, by its code. Refers to plans.code.';
COMMENT ON COLUMN subscriptions.plan_amount_cents IS 'Base price of the plan for an interval. Unit: smallest currency unit, of plan_amount_currency.';
COMMENT ON COLUMN subscriptions.plan_amount_currency IS 'Currency of the plan.';
COMMENT ON COLUMN subscriptions.status IS 'Active ones are billed. Pending ones begin later. Canceled and incomplete ones never began. Values: active, canceled, incomplete, pending, terminated.';
COMMENT ON COLUMN subscriptions.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN subscriptions.canceled_at IS 'When it was called off before it began.';
COMMENT ON COLUMN subscriptions.started_at IS 'When it began. Null where it never did.';
COMMENT ON COLUMN subscriptions.ending_at IS 'When it is to end.';
COMMENT ON COLUMN subscriptions.subscription_at IS 'When it was or is to begin.';
COMMENT ON COLUMN subscriptions.terminated_at IS 'When it ended.';
COMMENT ON COLUMN subscriptions.previous_plan_code IS 'The plan before, by its code.';
COMMENT ON COLUMN subscriptions.next_plan_code IS 'The plan that comes next, by its code.';
COMMENT ON COLUMN subscriptions.downgrade_plan_date IS 'When the next plan begins.';
COMMENT ON COLUMN subscriptions.trial_ended_at IS 'When the trial ended.';
COMMENT ON COLUMN subscriptions.current_billing_period_started_at IS 'Begin of the running period.';
COMMENT ON COLUMN subscriptions.current_billing_period_ending_at IS 'End of the running period.';
COMMENT ON COLUMN subscriptions.on_termination_credit_note IS 'Values: credit, refund, offset, skip.';
COMMENT ON COLUMN subscriptions.on_termination_invoice IS 'Values: generate, skip.';
COMMENT ON COLUMN subscriptions.payment_method__payment_method_type IS 'Values: provider, manual.';
COMMENT ON COLUMN subscriptions.cancellation_reason IS 'Values: payment_failed, timeout.';
COMMENT ON TABLE subscriptions__applied_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN subscriptions__applied_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN subscriptions__applied_invoice_custom_sections.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN subscriptions__applied_invoice_custom_sections.invoice_custom_section__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN subscriptions__applied_invoice_custom_sections.invoice_custom_section__code IS 'Your short name of it.';
COMMENT ON COLUMN subscriptions__applied_invoice_custom_sections.invoice_custom_section__organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN subscriptions__applied_invoice_custom_sections.invoice_custom_section__created_at IS 'When Lago created the record.';
COMMENT ON TABLE subscriptions__activation_rules IS 'Conditions that must hold before a subscription begins.';
COMMENT ON COLUMN subscriptions__activation_rules.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN subscriptions__activation_rules.type IS 'Values: payment.';
COMMENT ON COLUMN subscriptions__activation_rules.timeout_hours IS 'Unit: hours.';
COMMENT ON COLUMN subscriptions__activation_rules.status IS 'Values: inactive, pending, satisfied, declined, failed, expired, not_applicable.';
COMMENT ON COLUMN subscriptions__activation_rules.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN subscriptions__activation_rules.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON TABLE subscriptions__applicable_usage_thresholds IS 'The thresholds that hold for it, its own or its plan''s.';
COMMENT ON COLUMN subscriptions__applicable_usage_thresholds.amount_cents IS 'Usage at which it is reached. Unit: smallest currency unit, of subscriptions.plan_amount_currency.';

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_subscriptions AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM subscriptions LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_subscriptions AS
SELECT _n FROM stage_subscriptions ANTI JOIN (SELECT max(_n) AS _n FROM stage_subscriptions GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_subscriptions;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_subscriptions AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM subscriptions AS t JOIN (SELECT _n, lago_id, _hash FROM stage_subscriptions ANTI JOIN skipped_subscriptions USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_subscriptions SELECT _n FROM known_subscriptions WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_subscriptions WHERE same;

-- name: remember_keys
INSERT INTO seen_subscriptions SELECT lago_id, _n, skipped._n IS NULL FROM stage_subscriptions LEFT JOIN skipped_subscriptions AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM subscriptions WHERE rowid IN (SELECT place FROM known_subscriptions WHERE NOT same);

-- name: merge
INSERT INTO subscriptions BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_subscriptions ANTI JOIN skipped_subscriptions USING (_n);

-- name: remove_children
DELETE FROM subscriptions__activation_rules AS c USING (SELECT lago_id FROM stage_subscriptions ANTI JOIN skipped_subscriptions USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscriptions__activation_rules BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _activation_rules_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_subscriptions__activation_rules ANTI JOIN skipped_subscriptions USING (_n);

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE subscriptions__applied_invoice_custom_sections AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_subscriptions ANTI JOIN skipped_subscriptions USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE subscriptions__applicable_usage_thresholds AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_subscriptions ANTI JOIN skipped_subscriptions USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_subscriptions WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM subscriptions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_subscriptions AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM subscriptions AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_subscriptions AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM subscriptions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_subscriptions AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM subscriptions WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE subscriptions AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_subscriptions AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE subscriptions__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM subscriptions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscriptions__activation_rules AS c SET _deleted_at = s._deleted_at FROM subscriptions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscriptions__applicable_usage_thresholds AS c SET _deleted_at = s._deleted_at FROM subscriptions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
