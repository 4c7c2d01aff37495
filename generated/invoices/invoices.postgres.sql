-- name: create
CREATE TABLE IF NOT EXISTS invoices (
  lago_id uuid NOT NULL,
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
  total_due_amount_cents bigint,
  total_paid_amount_cents bigint,
  total_offsetted_credit_note_amount_cents bigint,
  xml_url text,
  voided_at timestamptz,
  customer jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__metadata (
  _root_lago_id uuid NOT NULL,
  _metadata_index bigint NOT NULL,
  lago_id uuid,
  key text,
  value text,
  created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _metadata_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__applied_taxes (
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
  lago_invoice_id uuid,
  fees_amount_cents bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applied_taxes_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__applied_invoice_custom_sections (
  _root_lago_id uuid NOT NULL,
  _applied_invoice_custom_sections_index bigint NOT NULL,
  lago_id uuid,
  lago_invoice_id uuid,
  code text,
  details text,
  display_name text,
  created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applied_invoice_custom_sections_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__applied_usage_thresholds (
  _root_lago_id uuid NOT NULL,
  _applied_usage_thresholds_index bigint NOT NULL,
  lifetime_usage_amount_cents bigint,
  created_at timestamptz,
  usage_threshold__lago_id uuid,
  usage_threshold__threshold_display_name text,
  usage_threshold__amount_cents bigint,
  usage_threshold__recurring boolean,
  usage_threshold__created_at timestamptz,
  usage_threshold__updated_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applied_usage_thresholds_index)
);

-- name: stage
-- pg_temp.invoices is `create` run in the temporary schema: the loader copies rows in the order of its columns.
CREATE TEMP TABLE stage_invoices (LIKE pg_temp.invoices, _n bigint);

-- name: stage
CREATE TEMP TABLE stage_invoices__metadata (LIKE pg_temp.invoices__metadata, _n bigint);

-- name: stage
CREATE TEMP TABLE stage_invoices__applied_taxes (LIKE pg_temp.invoices__applied_taxes, _n bigint);

-- name: stage
CREATE TEMP TABLE stage_invoices__applied_invoice_custom_sections (LIKE pg_temp.invoices__applied_invoice_custom_sections, _n bigint);

-- name: stage
CREATE TEMP TABLE stage_invoices__applied_usage_thresholds (LIKE pg_temp.invoices__applied_usage_thresholds, _n bigint);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_invoices AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_invoices GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_invoices__metadata AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_invoices__applied_taxes AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_invoices__applied_invoice_custom_sections AS c USING gone WHERE c._n = gone._n
), gone_4 AS (
  DELETE FROM stage_invoices__applied_usage_thresholds AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: merge
ALTER TABLE stage_invoices DROP COLUMN _n;

-- name: merge
ALTER TABLE stage_invoices__metadata DROP COLUMN _n;

-- name: merge
ALTER TABLE stage_invoices__applied_taxes DROP COLUMN _n;

-- name: merge
ALTER TABLE stage_invoices__applied_invoice_custom_sections DROP COLUMN _n;

-- name: merge
ALTER TABLE stage_invoices__applied_usage_thresholds DROP COLUMN _n;

-- name: merge
WITH written AS (
  INSERT INTO invoices (
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
    total_due_amount_cents,
    total_paid_amount_cents,
    total_offsetted_credit_note_amount_cents,
    xml_url,
    voided_at,
    customer,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM stage_invoices
  ON CONFLICT (lago_id) DO UPDATE SET
    billing_entity_code = EXCLUDED.billing_entity_code,
    sequential_id = EXCLUDED.sequential_id,
    number = EXCLUDED.number,
    issuing_date = EXCLUDED.issuing_date,
    payment_dispute_lost_at = EXCLUDED.payment_dispute_lost_at,
    payment_due_date = EXCLUDED.payment_due_date,
    payment_overdue = EXCLUDED.payment_overdue,
    net_payment_term = EXCLUDED.net_payment_term,
    invoice_type = EXCLUDED.invoice_type,
    status = EXCLUDED.status,
    payment_status = EXCLUDED.payment_status,
    currency = EXCLUDED.currency,
    fees_amount_cents = EXCLUDED.fees_amount_cents,
    coupons_amount_cents = EXCLUDED.coupons_amount_cents,
    credit_notes_amount_cents = EXCLUDED.credit_notes_amount_cents,
    sub_total_excluding_taxes_amount_cents = EXCLUDED.sub_total_excluding_taxes_amount_cents,
    taxes_amount_cents = EXCLUDED.taxes_amount_cents,
    sub_total_including_taxes_amount_cents = EXCLUDED.sub_total_including_taxes_amount_cents,
    prepaid_credit_amount_cents = EXCLUDED.prepaid_credit_amount_cents,
    prepaid_granted_credit_amount_cents = EXCLUDED.prepaid_granted_credit_amount_cents,
    prepaid_purchased_credit_amount_cents = EXCLUDED.prepaid_purchased_credit_amount_cents,
    progressive_billing_credit_amount_cents = EXCLUDED.progressive_billing_credit_amount_cents,
    total_amount_cents = EXCLUDED.total_amount_cents,
    version_number = EXCLUDED.version_number,
    self_billed = EXCLUDED.self_billed,
    file_url = EXCLUDED.file_url,
    created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at,
    purchase_order_number = EXCLUDED.purchase_order_number,
    total_due_amount_cents = EXCLUDED.total_due_amount_cents,
    total_paid_amount_cents = EXCLUDED.total_paid_amount_cents,
    total_offsetted_credit_note_amount_cents = EXCLUDED.total_offsetted_credit_note_amount_cents,
    xml_url = EXCLUDED.xml_url,
    voided_at = EXCLUDED.voided_at,
    customer = EXCLUDED.customer,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: children
DELETE FROM invoices__metadata AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__metadata (
  _root_lago_id,
  _metadata_index,
  lago_id,
  key,
  value,
  created_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM stage_invoices__metadata;

-- name: children
DELETE FROM invoices__applied_taxes AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__applied_taxes (
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
  lago_invoice_id,
  fees_amount_cents,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM stage_invoices__applied_taxes;

-- name: children
DELETE FROM invoices__applied_invoice_custom_sections AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__applied_invoice_custom_sections (
  _root_lago_id,
  _applied_invoice_custom_sections_index,
  lago_id,
  lago_invoice_id,
  code,
  details,
  display_name,
  created_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM stage_invoices__applied_invoice_custom_sections;

-- name: children
DELETE FROM invoices__applied_usage_thresholds AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__applied_usage_thresholds (
  _root_lago_id,
  _applied_usage_thresholds_index,
  lifetime_usage_amount_cents,
  created_at,
  usage_threshold__lago_id,
  usage_threshold__threshold_display_name,
  usage_threshold__amount_cents,
  usage_threshold__recurring,
  usage_threshold__created_at,
  usage_threshold__updated_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM stage_invoices__applied_usage_thresholds;

-- name: reached
-- The next window begins here, or so far before; rows of the future do not count.
SELECT max(issuing_date)::text AS reached FROM stage_invoices WHERE issuing_date <= $1::timestamptz::date;

-- name: sweep
-- All that did not come; of a window, what did not come of its time.
UPDATE invoices SET _deleted_at = $2 WHERE _load_id <> $1 AND _deleted_at IS NULL AND (issuing_date >= $3::text::date OR $3::text IS NULL);

-- name: sweep_children
UPDATE invoices__metadata AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__applied_taxes AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__applied_usage_thresholds AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
