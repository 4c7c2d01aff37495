-- name: create
CREATE TABLE IF NOT EXISTS billing_entities (
  lago_id uuid NOT NULL,
  code text,
  name text,
  default_currency text,
  document_locale text,
  document_numbering text,
  document_number_prefix text,
  finalize_zero_amount_invoice boolean,
  invoice_footer text,
  invoice_grace_period bigint,
  subscription_invoice_issuing_date_anchor text,
  subscription_invoice_issuing_date_adjustment text,
  is_default boolean,
  net_payment_term bigint,
  address_line1 text,
  address_line2 text,
  city text,
  state text,
  country text,
  zipcode text,
  email text,
  legal_name text,
  legal_number text,
  tax_identification_number text,
  timezone text,
  email_settings jsonb,
  eu_tax_management boolean,
  logo_url text,
  created_at timestamptz,
  updated_at timestamptz,
  phone text,
  einvoicing boolean,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS billing_entities__taxes (
  _root_lago_id uuid NOT NULL,
  _taxes_index bigint NOT NULL,
  lago_id uuid,
  name text,
  code text,
  description text,
  rate double precision,
  applied_to_organization boolean,
  created_at timestamptz,
  applied_to_billing_entities_codes jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _taxes_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS billing_entities__selected_invoice_custom_sections (
  _root_lago_id uuid NOT NULL,
  _selected_invoice_custom_sections_index bigint NOT NULL,
  lago_id uuid,
  name text,
  code text,
  description text,
  details text,
  display_name text,
  applied_to_organization boolean,
  organization_id uuid,
  created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _selected_invoice_custom_sections_index)
);

-- name: comment
COMMENT ON TABLE billing_entities IS 'The companies in whose name invoices are issued.';
COMMENT ON COLUMN billing_entities.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN billing_entities.code IS 'Your short name of it.';
COMMENT ON COLUMN billing_entities.name IS 'Personal data.';
COMMENT ON COLUMN billing_entities.document_numbering IS 'Values: per_customer, per_billing_entity.';
COMMENT ON COLUMN billing_entities.invoice_grace_period IS 'Days that an invoice stays a draft. Unit: days.';
COMMENT ON COLUMN billing_entities.subscription_invoice_issuing_date_anchor IS 'Values: current_period_end, next_period_start.';
COMMENT ON COLUMN billing_entities.subscription_invoice_issuing_date_adjustment IS 'Values: align_with_finalization_date, keep_anchor.';
COMMENT ON COLUMN billing_entities.net_payment_term IS 'Days from issue until an invoice is due. Unit: days.';
COMMENT ON COLUMN billing_entities.address_line1 IS 'Personal data.';
COMMENT ON COLUMN billing_entities.address_line2 IS 'Personal data.';
COMMENT ON COLUMN billing_entities.city IS 'Personal data.';
COMMENT ON COLUMN billing_entities.state IS 'Personal data.';
COMMENT ON COLUMN billing_entities.zipcode IS 'Personal data.';
COMMENT ON COLUMN billing_entities.email IS 'Personal data.';
COMMENT ON COLUMN billing_entities.legal_name IS 'Personal data.';
COMMENT ON COLUMN billing_entities.legal_number IS 'Personal data.';
COMMENT ON COLUMN billing_entities.tax_identification_number IS 'Personal data.';
COMMENT ON COLUMN billing_entities.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN billing_entities.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON COLUMN billing_entities.phone IS 'Personal data.';
COMMENT ON TABLE billing_entities__taxes IS 'The taxes that are applied to it.';
COMMENT ON COLUMN billing_entities__taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN billing_entities__taxes.code IS 'Your short name of it.';
COMMENT ON COLUMN billing_entities__taxes.rate IS 'Unit: percent.';
COMMENT ON COLUMN billing_entities__taxes.created_at IS 'When Lago created the record.';
COMMENT ON TABLE billing_entities__selected_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN billing_entities__selected_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN billing_entities__selected_invoice_custom_sections.code IS 'Your short name of it.';
COMMENT ON COLUMN billing_entities__selected_invoice_custom_sections.organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN billing_entities__selected_invoice_custom_sections.created_at IS 'When Lago created the record.';

-- name: stage
-- pg_temp.billing_entities is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_billing_entities (_n bigint) INHERITS (pg_temp.billing_entities);

-- name: stage
-- The keys of all records of this load, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_billing_entities AS SELECT lago_id, _n, false AS written FROM stage_billing_entities WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_billing_entities AS SELECT lago_id, _hash, _n FROM stage_billing_entities WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_billing_entities (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE billing_entities (lago_id);
ANALYZE billing_entities__taxes (_root_lago_id);
ANALYZE billing_entities__selected_invoice_custom_sections (_root_lago_id);

-- name: remember_all
TRUNCATE seen_billing_entities;
INSERT INTO seen_billing_entities SELECT lago_id, -1, true FROM billing_entities;

-- name: find_duplicates
SELECT FROM stage_billing_entities GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_billing_entities AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_billing_entities GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_billing_entities AS s JOIN billing_entities AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_billing_entities AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_billing_entities AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_billing_entities SELECT lago_id, _n, found IS NULL FROM arrived_billing_entities LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_billing_entities;

-- name: merge
WITH written AS (
  INSERT INTO billing_entities (
    lago_id,
    code,
    name,
    default_currency,
    document_locale,
    document_numbering,
    document_number_prefix,
    finalize_zero_amount_invoice,
    invoice_footer,
    invoice_grace_period,
    subscription_invoice_issuing_date_anchor,
    subscription_invoice_issuing_date_adjustment,
    is_default,
    net_payment_term,
    address_line1,
    address_line2,
    city,
    state,
    country,
    zipcode,
    email,
    legal_name,
    legal_number,
    tax_identification_number,
    timezone,
    email_settings,
    eu_tax_management,
    logo_url,
    created_at,
    updated_at,
    phone,
    einvoicing,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.billing_entities
  ON CONFLICT (lago_id) DO UPDATE SET
    code = EXCLUDED.code,
    name = EXCLUDED.name,
    default_currency = EXCLUDED.default_currency,
    document_locale = EXCLUDED.document_locale,
    document_numbering = EXCLUDED.document_numbering,
    document_number_prefix = EXCLUDED.document_number_prefix,
    finalize_zero_amount_invoice = EXCLUDED.finalize_zero_amount_invoice,
    invoice_footer = EXCLUDED.invoice_footer,
    invoice_grace_period = EXCLUDED.invoice_grace_period,
    subscription_invoice_issuing_date_anchor = EXCLUDED.subscription_invoice_issuing_date_anchor,
    subscription_invoice_issuing_date_adjustment = EXCLUDED.subscription_invoice_issuing_date_adjustment,
    is_default = EXCLUDED.is_default,
    net_payment_term = EXCLUDED.net_payment_term,
    address_line1 = EXCLUDED.address_line1,
    address_line2 = EXCLUDED.address_line2,
    city = EXCLUDED.city,
    state = EXCLUDED.state,
    country = EXCLUDED.country,
    zipcode = EXCLUDED.zipcode,
    email = EXCLUDED.email,
    legal_name = EXCLUDED.legal_name,
    legal_number = EXCLUDED.legal_number,
    tax_identification_number = EXCLUDED.tax_identification_number,
    timezone = EXCLUDED.timezone,
    email_settings = EXCLUDED.email_settings,
    eu_tax_management = EXCLUDED.eu_tax_management,
    logo_url = EXCLUDED.logo_url,
    created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at,
    phone = EXCLUDED.phone,
    einvoicing = EXCLUDED.einvoicing,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE billing_entities__taxes AS c SET _deleted_at = NULL FROM stage_billing_entities AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE billing_entities__selected_invoice_custom_sections AS c SET _deleted_at = NULL FROM stage_billing_entities AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_billing_entities WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM billing_entities AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_billing_entities AS s WHERE t.lago_id = s.lago_id);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM billing_entities AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_billing_entities AS s WHERE t.lago_id = s.lago_id);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM billing_entities AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_billing_entities AS s WHERE t.lago_id = s.lago_id);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM billing_entities WHERE _deleted_at IS NULL;

-- name: sweep
-- All rows that are missing from this load.
UPDATE billing_entities AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_billing_entities AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE billing_entities__taxes AS c SET _deleted_at = s._deleted_at FROM billing_entities AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE billing_entities__selected_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM billing_entities AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
