-- name: create
CREATE TABLE IF NOT EXISTS subscriptions (
  lago_id uuid NOT NULL,
  external_id text,
  lago_customer_id uuid,
  external_customer_id text,
  billing_entity_code text,
  billing_time text,
  name text,
  plan_code text,
  plan_amount_cents bigint,
  plan_amount_currency text,
  status text,
  created_at timestamptz,
  canceled_at timestamptz,
  started_at timestamptz,
  ending_at timestamptz,
  subscription_at timestamptz,
  terminated_at timestamptz,
  previous_plan_code text,
  next_plan_code text,
  downgrade_plan_date date,
  trial_ended_at timestamptz,
  current_billing_period_started_at timestamptz,
  current_billing_period_ending_at timestamptz,
  on_termination_credit_note text,
  on_termination_invoice text,
  payment_method__payment_method_type text,
  payment_method__payment_method_id uuid,
  consolidate_invoice boolean,
  cancellation_reason text,
  activated_at timestamptz,
  progressive_billing_disabled boolean,
  purchase_order_number text,
  plan jsonb,
  entitlements jsonb,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS subscriptions__applied_invoice_custom_sections (
  _root_lago_id uuid NOT NULL,
  _applied_invoice_custom_sections_index bigint NOT NULL,
  lago_id uuid,
  created_at timestamptz,
  invoice_custom_section_id uuid,
  invoice_custom_section__lago_id uuid,
  invoice_custom_section__name text,
  invoice_custom_section__code text,
  invoice_custom_section__description text,
  invoice_custom_section__details text,
  invoice_custom_section__display_name text,
  invoice_custom_section__applied_to_organization boolean,
  invoice_custom_section__organization_id uuid,
  invoice_custom_section__created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applied_invoice_custom_sections_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS subscriptions__activation_rules (
  _root_lago_id uuid NOT NULL,
  _activation_rules_index bigint NOT NULL,
  lago_id uuid,
  type text,
  timeout_hours bigint,
  status text,
  expires_at timestamptz,
  created_at timestamptz,
  updated_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _activation_rules_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS subscriptions__applicable_usage_thresholds (
  _root_lago_id uuid NOT NULL,
  _applicable_usage_thresholds_index bigint NOT NULL,
  threshold_display_name text,
  amount_cents bigint,
  recurring boolean,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applicable_usage_thresholds_index)
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

-- name: index
CREATE INDEX IF NOT EXISTS subscriptions_lago_customer_id_idx ON subscriptions (lago_customer_id);
CREATE INDEX IF NOT EXISTS subscriptions_billing_entity_code_idx ON subscriptions (billing_entity_code);
CREATE INDEX IF NOT EXISTS subscriptions_plan_code_idx ON subscriptions (plan_code);

-- name: stage
-- pg_temp.subscriptions is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_subscriptions (_n bigint) INHERITS (pg_temp.subscriptions);

-- name: stage
CREATE TEMP TABLE stage_subscriptions__activation_rules (_n bigint) INHERITS (pg_temp.subscriptions__activation_rules);

-- name: stage
-- Not in the list.
ALTER TABLE pg_temp.subscriptions DROP COLUMN plan;

-- name: stage
-- Not in the list.
ALTER TABLE pg_temp.subscriptions DROP COLUMN entitlements;

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_subscriptions AS SELECT lago_id, _n, false AS written FROM stage_subscriptions WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_subscriptions AS SELECT lago_id, _hash, _n FROM stage_subscriptions WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_subscriptions (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE subscriptions (lago_id);
ANALYZE subscriptions__applied_invoice_custom_sections (_root_lago_id);
ANALYZE subscriptions__activation_rules (_root_lago_id);
ANALYZE subscriptions__applicable_usage_thresholds (_root_lago_id);

-- name: remember_all
TRUNCATE seen_subscriptions;
INSERT INTO seen_subscriptions SELECT lago_id, -1, true FROM subscriptions;

-- name: find_duplicates
SELECT FROM stage_subscriptions GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_subscriptions AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_subscriptions GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_subscriptions__activation_rules AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_subscriptions AS s JOIN subscriptions AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_subscriptions AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_subscriptions AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_subscriptions SELECT lago_id, _n, found IS NULL FROM arrived_subscriptions LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_subscriptions;

-- name: merge
WITH written AS (
  INSERT INTO subscriptions (
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
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.subscriptions
  ON CONFLICT (lago_id) DO UPDATE SET
    external_id = EXCLUDED.external_id,
    lago_customer_id = EXCLUDED.lago_customer_id,
    external_customer_id = EXCLUDED.external_customer_id,
    billing_entity_code = EXCLUDED.billing_entity_code,
    billing_time = EXCLUDED.billing_time,
    name = EXCLUDED.name,
    plan_code = EXCLUDED.plan_code,
    plan_amount_cents = EXCLUDED.plan_amount_cents,
    plan_amount_currency = EXCLUDED.plan_amount_currency,
    status = EXCLUDED.status,
    created_at = EXCLUDED.created_at,
    canceled_at = EXCLUDED.canceled_at,
    started_at = EXCLUDED.started_at,
    ending_at = EXCLUDED.ending_at,
    subscription_at = EXCLUDED.subscription_at,
    terminated_at = EXCLUDED.terminated_at,
    previous_plan_code = EXCLUDED.previous_plan_code,
    next_plan_code = EXCLUDED.next_plan_code,
    downgrade_plan_date = EXCLUDED.downgrade_plan_date,
    trial_ended_at = EXCLUDED.trial_ended_at,
    current_billing_period_started_at = EXCLUDED.current_billing_period_started_at,
    current_billing_period_ending_at = EXCLUDED.current_billing_period_ending_at,
    on_termination_credit_note = EXCLUDED.on_termination_credit_note,
    on_termination_invoice = EXCLUDED.on_termination_invoice,
    payment_method__payment_method_type = EXCLUDED.payment_method__payment_method_type,
    payment_method__payment_method_id = EXCLUDED.payment_method__payment_method_id,
    consolidate_invoice = EXCLUDED.consolidate_invoice,
    cancellation_reason = EXCLUDED.cancellation_reason,
    activated_at = EXCLUDED.activated_at,
    progressive_billing_disabled = EXCLUDED.progressive_billing_disabled,
    purchase_order_number = EXCLUDED.purchase_order_number,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM subscriptions__activation_rules AS c USING stage_subscriptions AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO subscriptions__activation_rules (
  _root_lago_id,
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
SELECT * FROM pg_temp.subscriptions__activation_rules;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE subscriptions__applied_invoice_custom_sections AS c SET _deleted_at = NULL FROM stage_subscriptions AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE subscriptions__applicable_usage_thresholds AS c SET _deleted_at = NULL FROM stage_subscriptions AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_subscriptions WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM subscriptions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscriptions AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM subscriptions AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscriptions AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM subscriptions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscriptions AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM subscriptions WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE subscriptions AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_subscriptions AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE subscriptions__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM subscriptions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscriptions__activation_rules AS c SET _deleted_at = s._deleted_at FROM subscriptions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE subscriptions__applicable_usage_thresholds AS c SET _deleted_at = s._deleted_at FROM subscriptions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
