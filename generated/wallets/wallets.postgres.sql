-- name: create
CREATE TABLE IF NOT EXISTS wallets (
  lago_id uuid NOT NULL,
  lago_customer_id uuid,
  external_customer_id text,
  billing_entity_code text,
  status text,
  currency text,
  name text,
  code text,
  priority bigint,
  rate_amount numeric,
  credits_balance numeric,
  balance_cents bigint,
  consumed_credits numeric,
  created_at timestamptz,
  expiration_at timestamptz,
  last_balance_sync_at timestamptz,
  last_consumed_credit_at timestamptz,
  terminated_at timestamptz,
  invoice_requires_successful_payment boolean,
  applies_to__fee_types jsonb,
  applies_to__billable_metric_codes jsonb,
  ongoing_balance_cents bigint,
  ongoing_usage_balance_cents bigint,
  credits_ongoing_balance numeric,
  credits_ongoing_usage_balance numeric,
  paid_top_up_min_amount_cents bigint,
  paid_top_up_max_amount_cents bigint,
  payment_method__payment_method_type text,
  payment_method__payment_method_id uuid,
  metadata jsonb,
  purchase_order_number text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS wallets__recurring_transaction_rules (
  _root_lago_id uuid NOT NULL,
  _recurring_transaction_rules_index bigint NOT NULL,
  lago_id uuid,
  trigger text,
  method text,
  interval text,
  status text,
  threshold_credits numeric,
  paid_credits numeric,
  granted_credits numeric,
  grants_target_top_up boolean,
  started_at timestamptz,
  target_ongoing_balance numeric,
  created_at timestamptz,
  expiration_at timestamptz,
  invoice_requires_successful_payment boolean,
  transaction_name text,
  ignore_paid_top_up_limits boolean,
  payment_method__payment_method_type text,
  payment_method__payment_method_id uuid,
  purchase_order_number text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _recurring_transaction_rules_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS wallets__recurring_transaction_rules__transaction_metadata (
  _root_lago_id uuid NOT NULL,
  _recurring_transaction_rules_index bigint NOT NULL,
  _transaction_metadata_index bigint NOT NULL,
  key text,
  value text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _recurring_transaction_rules_index, _transaction_metadata_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS wallets__recurring_txn_rules__applied_invoice_custom_sections (
  _root_lago_id uuid NOT NULL,
  _recurring_transaction_rules_index bigint NOT NULL,
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
  PRIMARY KEY (_root_lago_id, _recurring_transaction_rules_index, _applied_invoice_custom_sections_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS wallets__applied_invoice_custom_sections (
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

-- name: comment
COMMENT ON TABLE wallets IS 'Prepaid credits of a customer.';
COMMENT ON COLUMN wallets.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets.lago_customer_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN wallets.external_customer_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN wallets.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON COLUMN wallets.status IS 'Whether credits can be used. Values: active, terminated.';
COMMENT ON COLUMN wallets.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN wallets.code IS 'Your short name of it.';
COMMENT ON COLUMN wallets.priority IS 'What is used first: the lowest number.';
COMMENT ON COLUMN wallets.rate_amount IS 'What one credit is worth. Unit: currency unit, of currency.';
COMMENT ON COLUMN wallets.credits_balance IS 'Credits that are left. Unit: credits.';
COMMENT ON COLUMN wallets.balance_cents IS 'What the credits are worth that are left. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN wallets.consumed_credits IS 'Credits that were used so far. Unit: credits.';
COMMENT ON COLUMN wallets.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallets.expiration_at IS 'When credits that are left are lost.';
COMMENT ON COLUMN wallets.terminated_at IS 'When it ended.';
COMMENT ON COLUMN wallets.ongoing_balance_cents IS 'What is left after usage that is not invoiced yet. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN wallets.ongoing_usage_balance_cents IS 'Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN wallets.credits_ongoing_balance IS 'Credits that are left after usage that is not invoiced yet. Unit: credits.';
COMMENT ON COLUMN wallets.credits_ongoing_usage_balance IS 'Unit: credits.';
COMMENT ON COLUMN wallets.paid_top_up_min_amount_cents IS 'What has to be bought at least. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN wallets.paid_top_up_max_amount_cents IS 'What can be bought at most. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN wallets.payment_method__payment_method_type IS 'Values: provider, manual.';
COMMENT ON COLUMN wallets.metadata IS 'Personal data.';
COMMENT ON TABLE wallets__recurring_transaction_rules IS 'When a wallet is topped up by itself.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.trigger IS 'Values: interval, threshold.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.method IS 'Values: fixed, target.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.interval IS 'Values: weekly, monthly, quarterly, semiannual, yearly.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.status IS 'Values: active, terminated.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.threshold_credits IS 'Unit: credits.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.paid_credits IS 'Unit: credits.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.granted_credits IS 'Unit: credits.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.started_at IS 'When it began.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.target_ongoing_balance IS 'Unit: credits.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.expiration_at IS 'When it expires.';
COMMENT ON COLUMN wallets__recurring_transaction_rules.payment_method__payment_method_type IS 'Values: provider, manual.';
COMMENT ON TABLE wallets__recurring_transaction_rules__transaction_metadata IS 'Keys and values that are put on the transactions of the rule.';
COMMENT ON TABLE wallets__recurring_txn_rules__applied_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.invoice_custom_section__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.invoice_custom_section__code IS 'Your short name of it.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.invoice_custom_section__organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN wallets__recurring_txn_rules__applied_invoice_custom_sections.invoice_custom_section__created_at IS 'When Lago created the record.';
COMMENT ON TABLE wallets__applied_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.invoice_custom_section__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.invoice_custom_section__code IS 'Your short name of it.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.invoice_custom_section__organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN wallets__applied_invoice_custom_sections.invoice_custom_section__created_at IS 'When Lago created the record.';

-- name: index
CREATE INDEX IF NOT EXISTS wallets_lago_customer_id_idx ON wallets (lago_customer_id);
CREATE INDEX IF NOT EXISTS wallets_billing_entity_code_idx ON wallets (billing_entity_code);

-- name: stage
-- pg_temp.wallets is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_wallets (_n bigint) INHERITS (pg_temp.wallets);

-- name: stage
CREATE TEMP TABLE stage_wallets__recurring_transaction_rules (_n bigint) INHERITS (pg_temp.wallets__recurring_transaction_rules);

-- name: stage
CREATE TEMP TABLE stage_wallets__recurring_transaction_rules__transaction_metadata (_n bigint) INHERITS (pg_temp.wallets__recurring_transaction_rules__transaction_metadata);

-- name: stage
CREATE TEMP TABLE stage_wallets__recurring_txn_rules__applied_invoice_custom_sections (_n bigint) INHERITS (pg_temp.wallets__recurring_txn_rules__applied_invoice_custom_sections);

-- name: stage
CREATE TEMP TABLE stage_wallets__applied_invoice_custom_sections (_n bigint) INHERITS (pg_temp.wallets__applied_invoice_custom_sections);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_wallets AS SELECT lago_id, _n, false AS written FROM stage_wallets WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_wallets AS SELECT lago_id, _hash, _n FROM stage_wallets WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_wallets (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE wallets (lago_id);
ANALYZE wallets__recurring_transaction_rules (_root_lago_id);
ANALYZE wallets__recurring_transaction_rules__transaction_metadata (_root_lago_id);
ANALYZE wallets__recurring_txn_rules__applied_invoice_custom_sections (_root_lago_id);
ANALYZE wallets__applied_invoice_custom_sections (_root_lago_id);

-- name: remember_all
TRUNCATE seen_wallets;
INSERT INTO seen_wallets SELECT lago_id, -1, true FROM wallets;

-- name: find_duplicates
SELECT FROM stage_wallets GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_wallets AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_wallets GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_wallets__recurring_transaction_rules AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_wallets__recurring_transaction_rules__transaction_metadata AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_wallets__recurring_txn_rules__applied_invoice_custom_sections AS c USING gone WHERE c._n = gone._n
), gone_4 AS (
  DELETE FROM stage_wallets__applied_invoice_custom_sections AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_wallets AS s JOIN wallets AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_wallets AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_wallets AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_wallets SELECT lago_id, _n, found IS NULL FROM arrived_wallets LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_wallets;

-- name: merge
WITH written AS (
  INSERT INTO wallets (
    lago_id,
    lago_customer_id,
    external_customer_id,
    billing_entity_code,
    status,
    currency,
    name,
    code,
    priority,
    rate_amount,
    credits_balance,
    balance_cents,
    consumed_credits,
    created_at,
    expiration_at,
    last_balance_sync_at,
    last_consumed_credit_at,
    terminated_at,
    invoice_requires_successful_payment,
    applies_to__fee_types,
    applies_to__billable_metric_codes,
    ongoing_balance_cents,
    ongoing_usage_balance_cents,
    credits_ongoing_balance,
    credits_ongoing_usage_balance,
    paid_top_up_min_amount_cents,
    paid_top_up_max_amount_cents,
    payment_method__payment_method_type,
    payment_method__payment_method_id,
    metadata,
    purchase_order_number,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.wallets
  ON CONFLICT (lago_id) DO UPDATE SET
    lago_customer_id = EXCLUDED.lago_customer_id,
    external_customer_id = EXCLUDED.external_customer_id,
    billing_entity_code = EXCLUDED.billing_entity_code,
    status = EXCLUDED.status,
    currency = EXCLUDED.currency,
    name = EXCLUDED.name,
    code = EXCLUDED.code,
    priority = EXCLUDED.priority,
    rate_amount = EXCLUDED.rate_amount,
    credits_balance = EXCLUDED.credits_balance,
    balance_cents = EXCLUDED.balance_cents,
    consumed_credits = EXCLUDED.consumed_credits,
    created_at = EXCLUDED.created_at,
    expiration_at = EXCLUDED.expiration_at,
    last_balance_sync_at = EXCLUDED.last_balance_sync_at,
    last_consumed_credit_at = EXCLUDED.last_consumed_credit_at,
    terminated_at = EXCLUDED.terminated_at,
    invoice_requires_successful_payment = EXCLUDED.invoice_requires_successful_payment,
    applies_to__fee_types = EXCLUDED.applies_to__fee_types,
    applies_to__billable_metric_codes = EXCLUDED.applies_to__billable_metric_codes,
    ongoing_balance_cents = EXCLUDED.ongoing_balance_cents,
    ongoing_usage_balance_cents = EXCLUDED.ongoing_usage_balance_cents,
    credits_ongoing_balance = EXCLUDED.credits_ongoing_balance,
    credits_ongoing_usage_balance = EXCLUDED.credits_ongoing_usage_balance,
    paid_top_up_min_amount_cents = EXCLUDED.paid_top_up_min_amount_cents,
    paid_top_up_max_amount_cents = EXCLUDED.paid_top_up_max_amount_cents,
    payment_method__payment_method_type = EXCLUDED.payment_method__payment_method_type,
    payment_method__payment_method_id = EXCLUDED.payment_method__payment_method_id,
    metadata = EXCLUDED.metadata,
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
DELETE FROM wallets__recurring_transaction_rules AS c USING stage_wallets AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__recurring_transaction_rules (
  _root_lago_id,
  _recurring_transaction_rules_index,
  lago_id,
  trigger,
  method,
  interval,
  status,
  threshold_credits,
  paid_credits,
  granted_credits,
  grants_target_top_up,
  started_at,
  target_ongoing_balance,
  created_at,
  expiration_at,
  invoice_requires_successful_payment,
  transaction_name,
  ignore_paid_top_up_limits,
  payment_method__payment_method_type,
  payment_method__payment_method_id,
  purchase_order_number,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.wallets__recurring_transaction_rules;

-- name: remove_children
DELETE FROM wallets__recurring_transaction_rules__transaction_metadata AS c USING stage_wallets AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__recurring_transaction_rules__transaction_metadata (
  _root_lago_id,
  _recurring_transaction_rules_index,
  _transaction_metadata_index,
  key,
  value,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.wallets__recurring_transaction_rules__transaction_metadata;

-- name: remove_children
DELETE FROM wallets__recurring_txn_rules__applied_invoice_custom_sections AS c USING stage_wallets AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__recurring_txn_rules__applied_invoice_custom_sections (
  _root_lago_id,
  _recurring_transaction_rules_index,
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
SELECT * FROM pg_temp.wallets__recurring_txn_rules__applied_invoice_custom_sections;

-- name: remove_children
DELETE FROM wallets__applied_invoice_custom_sections AS c USING stage_wallets AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallets__applied_invoice_custom_sections (
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
SELECT * FROM pg_temp.wallets__applied_invoice_custom_sections;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_wallets WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM wallets AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallets AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM wallets AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallets AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM wallets AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallets AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM wallets WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE wallets AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallets AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE wallets__recurring_transaction_rules AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallets__recurring_transaction_rules__transaction_metadata AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallets__recurring_txn_rules__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallets__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM wallets AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
