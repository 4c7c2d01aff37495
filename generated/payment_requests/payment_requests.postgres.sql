-- name: create
CREATE TABLE IF NOT EXISTS payment_requests (
  lago_id uuid NOT NULL,
  email text,
  amount_cents bigint,
  amount_currency text,
  payment_status text,
  created_at timestamptz,
  customer jsonb,
  customer__lago_id uuid,
  customer__external_id text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS payment_requests__invoices (
  _root_lago_id uuid NOT NULL,
  _invoices_index bigint NOT NULL,
  lago_id uuid,
  billing_entity_code text,
  sequential_id bigint,
  number text,
  issuing_date date,
  payment_dispute_lost_at timestamptz,
  payment_due_date date,
  payment_overdue boolean,
  net_payment_term bigint,
  invoice_type text,
  status text,
  payment_status text,
  currency text,
  fees_amount_cents bigint,
  coupons_amount_cents bigint,
  credit_notes_amount_cents bigint,
  sub_total_excluding_taxes_amount_cents bigint,
  taxes_amount_cents bigint,
  sub_total_including_taxes_amount_cents bigint,
  prepaid_credit_amount_cents bigint,
  prepaid_granted_credit_amount_cents bigint,
  prepaid_purchased_credit_amount_cents bigint,
  progressive_billing_credit_amount_cents bigint,
  total_amount_cents bigint,
  version_number bigint,
  self_billed boolean,
  file_url text,
  created_at timestamptz,
  updated_at timestamptz,
  purchase_order_number text,
  web_url text,
  total_due_amount_cents bigint,
  total_paid_amount_cents bigint,
  total_offsetted_credit_note_amount_cents bigint,
  xml_url text,
  voided_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _invoices_index)
);

-- name: comment
COMMENT ON TABLE payment_requests IS 'Requests to pay several overdue invoices at once.';
COMMENT ON COLUMN payment_requests.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN payment_requests.email IS 'Personal data.';
COMMENT ON COLUMN payment_requests.amount_cents IS 'What is due on its invoices. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN payment_requests.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN payment_requests.payment_status IS 'Whether it was paid. Values: pending, succeeded, failed.';
COMMENT ON COLUMN payment_requests.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN payment_requests.customer IS 'The customer as it is now. Personal data.';
COMMENT ON COLUMN payment_requests.customer__lago_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN payment_requests.customer__external_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON TABLE payment_requests__invoices IS 'The invoices of a payment request.';
COMMENT ON COLUMN payment_requests__invoices.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN payment_requests__invoices.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON COLUMN payment_requests__invoices.sequential_id IS 'Running number.';
COMMENT ON COLUMN payment_requests__invoices.issuing_date IS 'Date of the invoice, in the customer''s time zone. A draft''s lies in the future.';
COMMENT ON COLUMN payment_requests__invoices.payment_dispute_lost_at IS 'When a dispute was lost. The amount is given up.';
COMMENT ON COLUMN payment_requests__invoices.payment_due_date IS 'When it is due.';
COMMENT ON COLUMN payment_requests__invoices.payment_overdue IS 'Whether Lago takes it for overdue.';
COMMENT ON COLUMN payment_requests__invoices.net_payment_term IS 'Days from issue until an invoice is due. Unit: days.';
COMMENT ON COLUMN payment_requests__invoices.invoice_type IS 'Why it was issued. credit: a customer bought prepaid credits, which is no revenue yet. Values: subscription, add_on, credit, one_off, progressive_billing.';
COMMENT ON COLUMN payment_requests__invoices.status IS 'Only finalized invoices count. A draft can still change, a voided one is cancelled. Values: draft, finalized, voided, failed, pending.';
COMMENT ON COLUMN payment_requests__invoices.payment_status IS 'Whether it was paid. Values: pending, succeeded, failed.';
COMMENT ON COLUMN payment_requests__invoices.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN payment_requests__invoices.fees_amount_cents IS 'Sum of the fees, before coupons and taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.coupons_amount_cents IS 'Taken off by coupons. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.credit_notes_amount_cents IS 'Paid with credit of credit notes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.sub_total_excluding_taxes_amount_cents IS 'Fees less coupons and progressive billing, before taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.taxes_amount_cents IS 'Taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.sub_total_including_taxes_amount_cents IS 'The same with taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.prepaid_credit_amount_cents IS 'Paid with credits of a wallet. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.prepaid_granted_credit_amount_cents IS 'The part of these credits that was given for free. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.prepaid_purchased_credit_amount_cents IS 'The part of these credits that was bought. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.progressive_billing_credit_amount_cents IS 'Billed before by progressive billing. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.total_amount_cents IS 'What was to be paid: with taxes, less credits. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.version_number IS 'Which version of its rules Lago computed it by.';
COMMENT ON COLUMN payment_requests__invoices.self_billed IS 'True where a partner is owed the amount, not the company.';
COMMENT ON COLUMN payment_requests__invoices.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN payment_requests__invoices.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON COLUMN payment_requests__invoices.total_due_amount_cents IS 'What is still to be paid. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.total_paid_amount_cents IS 'What was paid of it. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.total_offsetted_credit_note_amount_cents IS 'Settled by credit notes against this invoice. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN payment_requests__invoices.voided_at IS 'When it was cancelled.';

-- name: index
CREATE INDEX IF NOT EXISTS payment_requests_customer__lago_id_idx ON payment_requests (customer__lago_id);
CREATE INDEX IF NOT EXISTS payment_requests__invoices_billing_entity_code_idx ON payment_requests__invoices (billing_entity_code);

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE payment_requests SET customer__lago_id = CASE WHEN customer ->> 'lago_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (customer ->> 'lago_id')::uuid END, customer__external_id = CASE WHEN jsonb_typeof(customer -> 'external_id') NOT IN ('object', 'array') THEN customer ->> 'external_id' END WHERE (customer IS NOT NULL AND customer__lago_id IS NULL) OR (customer IS NOT NULL AND customer__external_id IS NULL);

-- name: stage
-- pg_temp.payment_requests is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_payment_requests (_n bigint) INHERITS (pg_temp.payment_requests);

-- name: stage
CREATE TEMP TABLE stage_payment_requests__invoices (_n bigint) INHERITS (pg_temp.payment_requests__invoices);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_payment_requests AS SELECT lago_id, _n, false AS written FROM stage_payment_requests WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_payment_requests AS SELECT lago_id, _hash, _n FROM stage_payment_requests WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_payment_requests (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE payment_requests (lago_id);
ANALYZE payment_requests__invoices (_root_lago_id);

-- name: remember_all
TRUNCATE seen_payment_requests;
INSERT INTO seen_payment_requests SELECT lago_id, -1, true FROM payment_requests;

-- name: find_duplicates
SELECT FROM stage_payment_requests GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_payment_requests AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_payment_requests GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_payment_requests__invoices AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_payment_requests AS s JOIN payment_requests AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_payment_requests AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_payment_requests AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_payment_requests SELECT lago_id, _n, found IS NULL FROM arrived_payment_requests LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_payment_requests;

-- name: merge
WITH written AS (
  INSERT INTO payment_requests (
    lago_id,
    email,
    amount_cents,
    amount_currency,
    payment_status,
    created_at,
    customer,
    customer__lago_id,
    customer__external_id,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.payment_requests
  ON CONFLICT (lago_id) DO UPDATE SET
    email = EXCLUDED.email,
    amount_cents = EXCLUDED.amount_cents,
    amount_currency = EXCLUDED.amount_currency,
    payment_status = EXCLUDED.payment_status,
    created_at = EXCLUDED.created_at,
    customer = EXCLUDED.customer,
    customer__lago_id = EXCLUDED.customer__lago_id,
    customer__external_id = EXCLUDED.customer__external_id,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM payment_requests__invoices AS c USING stage_payment_requests AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO payment_requests__invoices (
  _root_lago_id,
  _invoices_index,
  lago_id,
  billing_entity_code,
  sequential_id,
  number,
  issuing_date,
  payment_dispute_lost_at,
  payment_due_date,
  payment_overdue,
  net_payment_term,
  invoice_type,
  status,
  payment_status,
  currency,
  fees_amount_cents,
  coupons_amount_cents,
  credit_notes_amount_cents,
  sub_total_excluding_taxes_amount_cents,
  taxes_amount_cents,
  sub_total_including_taxes_amount_cents,
  prepaid_credit_amount_cents,
  prepaid_granted_credit_amount_cents,
  prepaid_purchased_credit_amount_cents,
  progressive_billing_credit_amount_cents,
  total_amount_cents,
  version_number,
  self_billed,
  file_url,
  created_at,
  updated_at,
  purchase_order_number,
  web_url,
  total_due_amount_cents,
  total_paid_amount_cents,
  total_offsetted_credit_note_amount_cents,
  xml_url,
  voided_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.payment_requests__invoices;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_payment_requests WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM payment_requests AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payment_requests AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM payment_requests AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payment_requests AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM payment_requests AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payment_requests AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM payment_requests WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE payment_requests AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_payment_requests AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE payment_requests__invoices AS c SET _deleted_at = s._deleted_at FROM payment_requests AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
