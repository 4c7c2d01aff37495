-- name: create
CREATE TABLE IF NOT EXISTS wallet_transactions (
  wallet_id uuid,
  lago_id uuid NOT NULL,
  lago_wallet_id uuid,
  lago_invoice_id uuid,
  lago_credit_note_id uuid,
  lago_voided_invoice_id uuid,
  status text,
  source text,
  transaction_status text,
  transaction_type text,
  amount numeric,
  credit_amount numeric,
  invoice_requires_successful_payment boolean,
  remaining_amount_cents bigint,
  remaining_credit_amount numeric,
  priority bigint,
  settled_at timestamptz,
  failed_at timestamptz,
  created_at timestamptz,
  name text,
  payment_method__payment_method_type text,
  payment_method__payment_method_id uuid,
  billing_entity_code text,
  purchase_order_number text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS wallet_transactions__metadata (
  _root_lago_id uuid NOT NULL,
  _metadata_index bigint NOT NULL,
  key text,
  value text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _metadata_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS wallet_transactions__applied_invoice_custom_sections (
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
COMMENT ON TABLE wallet_transactions IS 'Credits that came into a wallet (inbound) or left it (outbound).';
COMMENT ON COLUMN wallet_transactions.wallet_id IS 'The wallet. Refers to wallets.lago_id.';
COMMENT ON COLUMN wallet_transactions.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallet_transactions.lago_wallet_id IS 'The wallet. Refers to wallets.lago_id.';
COMMENT ON COLUMN wallet_transactions.lago_invoice_id IS 'The invoice. Refers to invoices.lago_id.';
COMMENT ON COLUMN wallet_transactions.lago_credit_note_id IS 'The credit note. Refers to credit_notes.lago_id.';
COMMENT ON COLUMN wallet_transactions.status IS 'Only settled transactions changed the balance. Values: pending, settled, failed.';
COMMENT ON COLUMN wallet_transactions.source IS 'Values: manual, interval, threshold.';
COMMENT ON COLUMN wallet_transactions.transaction_status IS 'Where credits came from (purchased, granted) or went (invoiced, voided). Values: purchased, granted, voided, invoiced.';
COMMENT ON COLUMN wallet_transactions.transaction_type IS 'Into the wallet (inbound) or out of it (outbound). Values: inbound, outbound.';
COMMENT ON COLUMN wallet_transactions.amount IS 'What the credits are worth, at the wallet''s rate. Unit: currency unit, of wallets.currency.';
COMMENT ON COLUMN wallet_transactions.credit_amount IS 'Credits that came in or went out. Unit: credits. Of more than 18 places, _extra has the exact value in DuckDB.';
COMMENT ON COLUMN wallet_transactions.remaining_amount_cents IS 'What is left of an inbound transaction. Unit: smallest currency unit, of wallets.currency.';
COMMENT ON COLUMN wallet_transactions.remaining_credit_amount IS 'Unit: credits. Of more than 18 places, _extra has the exact value in DuckDB.';
COMMENT ON COLUMN wallet_transactions.priority IS 'What is used first: the lowest number.';
COMMENT ON COLUMN wallet_transactions.settled_at IS 'When it changed the balance.';
COMMENT ON COLUMN wallet_transactions.failed_at IS 'When it failed.';
COMMENT ON COLUMN wallet_transactions.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallet_transactions.payment_method__payment_method_type IS 'Values: provider, manual.';
COMMENT ON COLUMN wallet_transactions.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON TABLE wallet_transactions__metadata IS 'Keys and values that you gave it.';
COMMENT ON COLUMN wallet_transactions__metadata.value IS 'Personal data.';
COMMENT ON TABLE wallet_transactions__applied_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.invoice_custom_section__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.invoice_custom_section__code IS 'Your short name of it.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.invoice_custom_section__organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN wallet_transactions__applied_invoice_custom_sections.invoice_custom_section__created_at IS 'When Lago created the record.';

-- name: index
CREATE INDEX IF NOT EXISTS wallet_transactions_wallet_id_idx ON wallet_transactions (wallet_id);
CREATE INDEX IF NOT EXISTS wallet_transactions_lago_invoice_id_idx ON wallet_transactions (lago_invoice_id);
CREATE INDEX IF NOT EXISTS wallet_transactions_lago_credit_note_id_idx ON wallet_transactions (lago_credit_note_id);
CREATE INDEX IF NOT EXISTS wallet_transactions_billing_entity_code_idx ON wallet_transactions (billing_entity_code);

-- name: stage
-- pg_temp.wallet_transactions is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_wallet_transactions (_n bigint) INHERITS (pg_temp.wallet_transactions);

-- name: stage
CREATE TEMP TABLE stage_wallet_transactions__metadata (_n bigint) INHERITS (pg_temp.wallet_transactions__metadata);

-- name: stage
CREATE TEMP TABLE stage_wallet_transactions__applied_invoice_custom_sections (_n bigint) INHERITS (pg_temp.wallet_transactions__applied_invoice_custom_sections);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_wallet_transactions AS SELECT lago_id, _n, false AS written FROM stage_wallet_transactions WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_wallet_transactions AS SELECT lago_id, _hash, _n FROM stage_wallet_transactions WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_wallet_transactions (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE wallet_transactions (lago_id);
ANALYZE wallet_transactions__metadata (_root_lago_id);
ANALYZE wallet_transactions__applied_invoice_custom_sections (_root_lago_id);

-- name: remember_all
TRUNCATE seen_wallet_transactions;
INSERT INTO seen_wallet_transactions SELECT lago_id, -1, true FROM wallet_transactions;

-- name: find_duplicates
SELECT FROM stage_wallet_transactions GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_wallet_transactions AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_wallet_transactions GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_wallet_transactions__metadata AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_wallet_transactions__applied_invoice_custom_sections AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_wallet_transactions AS s JOIN wallet_transactions AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_wallet_transactions AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_wallet_transactions AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_wallet_transactions SELECT lago_id, _n, found IS NULL FROM arrived_wallet_transactions LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_wallet_transactions;

-- name: merge
WITH written AS (
  INSERT INTO wallet_transactions (
    wallet_id,
    lago_id,
    lago_wallet_id,
    lago_invoice_id,
    lago_credit_note_id,
    lago_voided_invoice_id,
    status,
    source,
    transaction_status,
    transaction_type,
    amount,
    credit_amount,
    invoice_requires_successful_payment,
    remaining_amount_cents,
    remaining_credit_amount,
    priority,
    settled_at,
    failed_at,
    created_at,
    name,
    payment_method__payment_method_type,
    payment_method__payment_method_id,
    billing_entity_code,
    purchase_order_number,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.wallet_transactions
  ON CONFLICT (lago_id) DO UPDATE SET
    wallet_id = EXCLUDED.wallet_id,
    lago_wallet_id = EXCLUDED.lago_wallet_id,
    lago_invoice_id = EXCLUDED.lago_invoice_id,
    lago_credit_note_id = EXCLUDED.lago_credit_note_id,
    lago_voided_invoice_id = EXCLUDED.lago_voided_invoice_id,
    status = EXCLUDED.status,
    source = EXCLUDED.source,
    transaction_status = EXCLUDED.transaction_status,
    transaction_type = EXCLUDED.transaction_type,
    amount = EXCLUDED.amount,
    credit_amount = EXCLUDED.credit_amount,
    invoice_requires_successful_payment = EXCLUDED.invoice_requires_successful_payment,
    remaining_amount_cents = EXCLUDED.remaining_amount_cents,
    remaining_credit_amount = EXCLUDED.remaining_credit_amount,
    priority = EXCLUDED.priority,
    settled_at = EXCLUDED.settled_at,
    failed_at = EXCLUDED.failed_at,
    created_at = EXCLUDED.created_at,
    name = EXCLUDED.name,
    payment_method__payment_method_type = EXCLUDED.payment_method__payment_method_type,
    payment_method__payment_method_id = EXCLUDED.payment_method__payment_method_id,
    billing_entity_code = EXCLUDED.billing_entity_code,
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
DELETE FROM wallet_transactions__metadata AS c USING stage_wallet_transactions AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallet_transactions__metadata (
  _root_lago_id,
  _metadata_index,
  key,
  value,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.wallet_transactions__metadata;

-- name: remove_children
DELETE FROM wallet_transactions__applied_invoice_custom_sections AS c USING stage_wallet_transactions AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO wallet_transactions__applied_invoice_custom_sections (
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
SELECT * FROM pg_temp.wallet_transactions__applied_invoice_custom_sections;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_wallet_transactions WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM wallet_transactions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallet_transactions AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM wallet_transactions AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallet_transactions AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM wallet_transactions AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallet_transactions AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM wallet_transactions WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE wallet_transactions AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_wallet_transactions AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE wallet_transactions__metadata AS c SET _deleted_at = s._deleted_at FROM wallet_transactions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE wallet_transactions__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM wallet_transactions AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
