-- name: create
CREATE TABLE IF NOT EXISTS credit_notes (
  lago_id uuid NOT NULL,
  billing_entity_code text,
  sequential_id bigint,
  number text,
  lago_invoice_id uuid,
  invoice_number text,
  issuing_date date,
  credit_status text,
  refund_status text,
  reason text,
  description text,
  currency text,
  total_amount_cents bigint,
  taxes_amount_cents bigint,
  taxes_rate double precision,
  sub_total_excluding_taxes_amount_cents bigint,
  balance_amount_cents bigint,
  credit_amount_cents bigint,
  refund_amount_cents bigint,
  offset_amount_cents bigint,
  coupons_adjustment_amount_cents bigint,
  created_at timestamptz,
  updated_at timestamptz,
  file_url text,
  self_billed boolean,
  customer jsonb,
  customer__lago_id uuid,
  customer__external_id text,
  metadata jsonb,
  purchase_order_number text,
  precise_total_amount_cents numeric,
  precise_taxes_amount_cents numeric,
  xml_url text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS credit_notes__items (
  _root_lago_id uuid NOT NULL,
  _items_index bigint NOT NULL,
  lago_id uuid,
  amount_cents bigint,
  amount_currency text,
  fee jsonb,
  fee__lago_id uuid,
  precise_amount_cents numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _items_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS credit_notes__applied_taxes (
  _root_lago_id uuid NOT NULL,
  _applied_taxes_index bigint NOT NULL,
  lago_id uuid,
  lago_tax_id uuid,
  tax_name text,
  tax_code text,
  tax_rate double precision,
  tax_description text,
  amount_cents bigint,
  amount_currency text,
  created_at timestamptz,
  lago_credit_note_id uuid,
  base_amount_cents bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applied_taxes_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS credit_notes__error_details (
  _root_lago_id uuid NOT NULL,
  _error_details_index bigint NOT NULL,
  lago_id uuid,
  error_code text,
  details jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _error_details_index)
);

-- name: comment
COMMENT ON TABLE credit_notes IS 'Money given back for an invoice, as a refund or as credit. Drafts are not listed.';
COMMENT ON COLUMN credit_notes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN credit_notes.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON COLUMN credit_notes.sequential_id IS 'Running number.';
COMMENT ON COLUMN credit_notes.lago_invoice_id IS 'The invoice. Refers to invoices.lago_id.';
COMMENT ON COLUMN credit_notes.issuing_date IS 'Date of the credit note, in the customer''s time zone.';
COMMENT ON COLUMN credit_notes.credit_status IS 'Whether credit is left to be used on invoices. Values: available, consumed, voided.';
COMMENT ON COLUMN credit_notes.refund_status IS 'Whether the money was sent back. Values: pending, succeeded, failed.';
COMMENT ON COLUMN credit_notes.reason IS 'Values: duplicated_charge, product_unsatisfactory, order_change, order_cancellation, fraudulent_charge, other.';
COMMENT ON COLUMN credit_notes.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN credit_notes.total_amount_cents IS 'Everything that it gives back, with taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.taxes_amount_cents IS 'Taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.taxes_rate IS 'Unit: percent.';
COMMENT ON COLUMN credit_notes.sub_total_excluding_taxes_amount_cents IS 'Amount less coupons, before taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.balance_amount_cents IS 'Credit that is left. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.credit_amount_cents IS 'The part that is credit for coming invoices. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.refund_amount_cents IS 'The part that is sent back. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.offset_amount_cents IS 'The part that settles the invoice itself. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.coupons_adjustment_amount_cents IS 'What of the coupons is taken back with it. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN credit_notes.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON COLUMN credit_notes.customer IS 'The customer as it is now. Personal data.';
COMMENT ON COLUMN credit_notes.customer__lago_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN credit_notes.customer__external_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON COLUMN credit_notes.metadata IS 'Personal data.';
COMMENT ON COLUMN credit_notes.precise_total_amount_cents IS 'Amount with taxes, exact. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN credit_notes.precise_taxes_amount_cents IS 'Taxes, exact. Unit: smallest currency unit, of currency.';
COMMENT ON TABLE credit_notes__items IS 'The lines of a credit note. Each credits a part of one fee.';
COMMENT ON COLUMN credit_notes__items.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN credit_notes__items.amount_cents IS 'What is given back of the fee. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN credit_notes__items.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN credit_notes__items.fee__lago_id IS 'Lago''s own id of the record. Refers to fees.lago_id.';
COMMENT ON COLUMN credit_notes__items.precise_amount_cents IS 'The amount, exact. Unit: smallest currency unit, of amount_currency.';
COMMENT ON TABLE credit_notes__applied_taxes IS 'Taxes of a credit note.';
COMMENT ON COLUMN credit_notes__applied_taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN credit_notes__applied_taxes.lago_tax_id IS 'The tax. Refers to taxes.lago_id.';
COMMENT ON COLUMN credit_notes__applied_taxes.tax_code IS 'The tax, by its code. Refers to taxes.code.';
COMMENT ON COLUMN credit_notes__applied_taxes.tax_rate IS 'Unit: percent.';
COMMENT ON COLUMN credit_notes__applied_taxes.amount_cents IS 'The tax. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN credit_notes__applied_taxes.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN credit_notes__applied_taxes.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN credit_notes__applied_taxes.lago_credit_note_id IS 'The credit note. Refers to credit_notes.lago_id.';
COMMENT ON COLUMN credit_notes__applied_taxes.base_amount_cents IS 'Unit: smallest currency unit, of amount_currency.';
COMMENT ON TABLE credit_notes__error_details IS 'What went wrong with it in a connected system.';
COMMENT ON COLUMN credit_notes__error_details.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN credit_notes__error_details.error_code IS 'Values: not_provided, tax_error, tax_voiding_error, invoice_generation_error.';

-- name: index
CREATE INDEX IF NOT EXISTS credit_notes_billing_entity_code_idx ON credit_notes (billing_entity_code);
CREATE INDEX IF NOT EXISTS credit_notes_lago_invoice_id_idx ON credit_notes (lago_invoice_id);
CREATE INDEX IF NOT EXISTS credit_notes_customer__lago_id_idx ON credit_notes (customer__lago_id);
CREATE INDEX IF NOT EXISTS credit_notes_issuing_date_idx ON credit_notes (issuing_date);
CREATE INDEX IF NOT EXISTS credit_notes__items_fee__lago_id_idx ON credit_notes__items (fee__lago_id);
CREATE INDEX IF NOT EXISTS credit_notes__applied_taxes_lago_tax_id_idx ON credit_notes__applied_taxes (lago_tax_id);
CREATE INDEX IF NOT EXISTS credit_notes__applied_taxes_lago_credit_note_id_idx ON credit_notes__applied_taxes (lago_credit_note_id);

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE credit_notes SET customer__lago_id = CASE WHEN customer ->> 'lago_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (customer ->> 'lago_id')::uuid END, customer__external_id = CASE WHEN jsonb_typeof(customer -> 'external_id') NOT IN ('object', 'array') THEN customer ->> 'external_id' END WHERE (customer IS NOT NULL AND customer__lago_id IS NULL) OR (customer IS NOT NULL AND customer__external_id IS NULL);

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE credit_notes__items SET fee__lago_id = CASE WHEN fee ->> 'lago_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (fee ->> 'lago_id')::uuid END WHERE (fee IS NOT NULL AND fee__lago_id IS NULL);

-- name: stage
-- pg_temp.credit_notes is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_credit_notes (_n bigint) INHERITS (pg_temp.credit_notes);

-- name: stage
CREATE TEMP TABLE stage_credit_notes__items (_n bigint) INHERITS (pg_temp.credit_notes__items);

-- name: stage
CREATE TEMP TABLE stage_credit_notes__applied_taxes (_n bigint) INHERITS (pg_temp.credit_notes__applied_taxes);

-- name: stage
CREATE TEMP TABLE stage_credit_notes__error_details (_n bigint) INHERITS (pg_temp.credit_notes__error_details);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_credit_notes AS SELECT lago_id, issuing_date, _n, false AS written FROM stage_credit_notes WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_credit_notes AS SELECT lago_id, issuing_date, _hash, _n FROM stage_credit_notes WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_credit_notes (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE credit_notes (lago_id);
ANALYZE credit_notes__items (_root_lago_id);
ANALYZE credit_notes__applied_taxes (_root_lago_id);
ANALYZE credit_notes__error_details (_root_lago_id);

-- name: remember_all
TRUNCATE seen_credit_notes;
INSERT INTO seen_credit_notes SELECT lago_id, issuing_date, -1, true FROM credit_notes;

-- name: find_duplicates
SELECT FROM stage_credit_notes GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_credit_notes AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_credit_notes GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_credit_notes__items AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_credit_notes__applied_taxes AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_credit_notes__error_details AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_credit_notes AS s JOIN credit_notes AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_credit_notes AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_credit_notes AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_credit_notes SELECT lago_id, issuing_date, _n, found IS NULL FROM arrived_credit_notes LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_credit_notes;

-- name: merge
WITH written AS (
  INSERT INTO credit_notes (
    lago_id,
    billing_entity_code,
    sequential_id,
    number,
    lago_invoice_id,
    invoice_number,
    issuing_date,
    credit_status,
    refund_status,
    reason,
    description,
    currency,
    total_amount_cents,
    taxes_amount_cents,
    taxes_rate,
    sub_total_excluding_taxes_amount_cents,
    balance_amount_cents,
    credit_amount_cents,
    refund_amount_cents,
    offset_amount_cents,
    coupons_adjustment_amount_cents,
    created_at,
    updated_at,
    file_url,
    self_billed,
    customer,
    customer__lago_id,
    customer__external_id,
    metadata,
    purchase_order_number,
    precise_total_amount_cents,
    precise_taxes_amount_cents,
    xml_url,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.credit_notes
  ON CONFLICT (lago_id) DO UPDATE SET
    billing_entity_code = EXCLUDED.billing_entity_code,
    sequential_id = EXCLUDED.sequential_id,
    number = EXCLUDED.number,
    lago_invoice_id = EXCLUDED.lago_invoice_id,
    invoice_number = EXCLUDED.invoice_number,
    issuing_date = EXCLUDED.issuing_date,
    credit_status = EXCLUDED.credit_status,
    refund_status = EXCLUDED.refund_status,
    reason = EXCLUDED.reason,
    description = EXCLUDED.description,
    currency = EXCLUDED.currency,
    total_amount_cents = EXCLUDED.total_amount_cents,
    taxes_amount_cents = EXCLUDED.taxes_amount_cents,
    taxes_rate = EXCLUDED.taxes_rate,
    sub_total_excluding_taxes_amount_cents = EXCLUDED.sub_total_excluding_taxes_amount_cents,
    balance_amount_cents = EXCLUDED.balance_amount_cents,
    credit_amount_cents = EXCLUDED.credit_amount_cents,
    refund_amount_cents = EXCLUDED.refund_amount_cents,
    offset_amount_cents = EXCLUDED.offset_amount_cents,
    coupons_adjustment_amount_cents = EXCLUDED.coupons_adjustment_amount_cents,
    created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at,
    file_url = EXCLUDED.file_url,
    self_billed = EXCLUDED.self_billed,
    customer = EXCLUDED.customer,
    customer__lago_id = EXCLUDED.customer__lago_id,
    customer__external_id = EXCLUDED.customer__external_id,
    metadata = EXCLUDED.metadata,
    purchase_order_number = EXCLUDED.purchase_order_number,
    precise_total_amount_cents = EXCLUDED.precise_total_amount_cents,
    precise_taxes_amount_cents = EXCLUDED.precise_taxes_amount_cents,
    xml_url = EXCLUDED.xml_url,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM credit_notes__items AS c USING stage_credit_notes AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO credit_notes__items (
  _root_lago_id,
  _items_index,
  lago_id,
  amount_cents,
  amount_currency,
  fee,
  fee__lago_id,
  precise_amount_cents,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.credit_notes__items;

-- name: remove_children
DELETE FROM credit_notes__applied_taxes AS c USING stage_credit_notes AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO credit_notes__applied_taxes (
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
  lago_credit_note_id,
  base_amount_cents,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.credit_notes__applied_taxes;

-- name: remove_children
DELETE FROM credit_notes__error_details AS c USING stage_credit_notes AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO credit_notes__error_details (
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
SELECT * FROM pg_temp.credit_notes__error_details;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_credit_notes WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT max(issuing_date)::text AS reached FROM seen_credit_notes WHERE issuing_date <= $1::timestamptz::date;

-- name: all_reached
SELECT max(issuing_date)::text AS reached FROM credit_notes WHERE issuing_date <= $1::timestamptz::date;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM credit_notes AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_credit_notes AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $1::text::date OR $1::text IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM credit_notes AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_credit_notes AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $2::text::date OR $2::text IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM credit_notes AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_credit_notes AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $2::text::date OR $2::text IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM credit_notes WHERE _deleted_at IS NULL AND (issuing_date >= $1::text::date OR $1::text IS NULL);

-- name: list_gone
-- A missing row may still exist: its time may have changed, or a filter may hide it. Each one is requested by itself.
SELECT json_agg(lago_id::text)::text AS asked FROM credit_notes AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_credit_notes AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $1::text::date OR $1::text IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE credit_notes AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_credit_notes AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $2::text::date OR $2::text IS NULL);

-- name: sweep_children
UPDATE credit_notes__items AS c SET _deleted_at = s._deleted_at FROM credit_notes AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE credit_notes__applied_taxes AS c SET _deleted_at = s._deleted_at FROM credit_notes AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE credit_notes__error_details AS c SET _deleted_at = s._deleted_at FROM credit_notes AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
