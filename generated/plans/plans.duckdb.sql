-- name: create
CREATE TABLE IF NOT EXISTS plans (
  lago_id UUID NOT NULL,
  name VARCHAR,
  invoice_display_name VARCHAR,
  created_at TIMESTAMPTZ,
  code VARCHAR,
  interval VARCHAR,
  description VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  trial_period DOUBLE,
  pay_in_advance BOOLEAN,
  bill_charges_monthly BOOLEAN,
  bill_fixed_charges_monthly BOOLEAN,
  minimum_commitment__lago_id UUID,
  minimum_commitment__plan_code VARCHAR,
  minimum_commitment__amount_cents BIGINT,
  minimum_commitment__invoice_display_name VARCHAR,
  minimum_commitment__interval VARCHAR,
  minimum_commitment__created_at TIMESTAMPTZ,
  minimum_commitment__updated_at TIMESTAMPTZ,
  metadata JSON,
  pending_deletion BOOLEAN,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__minimum_commitment__taxes (
  _root_lago_id UUID NOT NULL,
  _minimum_commitment__taxes_index BIGINT NOT NULL,
  lago_id UUID,
  name VARCHAR,
  code VARCHAR,
  description VARCHAR,
  rate DOUBLE,
  applied_to_organization BOOLEAN,
  created_at TIMESTAMPTZ,
  applied_to_billing_entities_codes JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  lago_id UUID,
  lago_billable_metric_id UUID,
  code VARCHAR,
  billable_metric_code VARCHAR,
  invoice_display_name VARCHAR,
  created_at TIMESTAMPTZ,
  charge_model VARCHAR,
  pay_in_advance BOOLEAN,
  invoiceable BOOLEAN,
  regroup_paid_fees VARCHAR,
  prorated BOOLEAN,
  min_amount_cents BIGINT,
  properties__grouped_by JSON,
  properties__pricing_group_keys JSON,
  properties__amount DECIMAL(38,15),
  properties__free_units BIGINT,
  properties__package_size BIGINT,
  properties__rate DECIMAL(38,15),
  properties__fixed_amount DECIMAL(38,15),
  properties__free_units_per_events BIGINT,
  properties__free_units_per_total_aggregation DECIMAL(38,15),
  properties__per_transaction_max_amount DECIMAL(38,15),
  properties__per_transaction_min_amount DECIMAL(38,15),
  applied_pricing_unit__code VARCHAR,
  applied_pricing_unit__conversion_rate DECIMAL(38,15),
  accepts_target_wallet BOOLEAN,
  lago_parent_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__properties__graduated_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _properties__graduated_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__properties__graduated_percentage_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _properties__graduated_percentage_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  rate DECIMAL(38,15),
  flat_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__properties__volume_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _properties__volume_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__properties__presentation_group_keys (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _properties__presentation_group_keys_index BIGINT NOT NULL,
  value VARCHAR,
  options__display_in_invoice BOOLEAN,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__filters (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  invoice_display_name VARCHAR,
  properties__grouped_by JSON,
  properties__pricing_group_keys JSON,
  properties__amount DECIMAL(38,15),
  properties__free_units BIGINT,
  properties__package_size BIGINT,
  properties__rate DECIMAL(38,15),
  properties__fixed_amount DECIMAL(38,15),
  properties__free_units_per_events BIGINT,
  properties__free_units_per_total_aggregation DECIMAL(38,15),
  properties__per_transaction_max_amount DECIMAL(38,15),
  properties__per_transaction_min_amount DECIMAL(38,15),
  values JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__filters__properties__graduated_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  _properties__graduated_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges_3400a7_properties__graduated_percentage_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  _properties__graduated_percentage_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  rate DECIMAL(38,15),
  flat_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__filters__properties__volume_ranges (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  _properties__volume_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__charges__taxes (
  _root_lago_id UUID NOT NULL,
  _charges_index BIGINT NOT NULL,
  _taxes_index BIGINT NOT NULL,
  lago_id UUID,
  name VARCHAR,
  code VARCHAR,
  description VARCHAR,
  rate DOUBLE,
  applied_to_organization BOOLEAN,
  created_at TIMESTAMPTZ,
  applied_to_billing_entities_codes JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__fixed_charges (
  _root_lago_id UUID NOT NULL,
  _fixed_charges_index BIGINT NOT NULL,
  lago_id UUID,
  lago_add_on_id UUID,
  invoice_display_name VARCHAR,
  add_on_code VARCHAR,
  created_at TIMESTAMPTZ,
  code VARCHAR,
  charge_model VARCHAR,
  pay_in_advance BOOLEAN,
  prorated BOOLEAN,
  properties__amount DECIMAL(38,15),
  units DECIMAL(38,15),
  lago_parent_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__fixed_charges__properties__graduated_ranges (
  _root_lago_id UUID NOT NULL,
  _fixed_charges_index BIGINT NOT NULL,
  _properties__graduated_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__fixed_charges__properties__volume_ranges (
  _root_lago_id UUID NOT NULL,
  _fixed_charges_index BIGINT NOT NULL,
  _properties__volume_ranges_index BIGINT NOT NULL,
  from_value BIGINT,
  to_value BIGINT,
  flat_amount DECIMAL(38,15),
  per_unit_amount DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__fixed_charges__taxes (
  _root_lago_id UUID NOT NULL,
  _fixed_charges_index BIGINT NOT NULL,
  _taxes_index BIGINT NOT NULL,
  lago_id UUID,
  name VARCHAR,
  code VARCHAR,
  description VARCHAR,
  rate DOUBLE,
  applied_to_organization BOOLEAN,
  created_at TIMESTAMPTZ,
  applied_to_billing_entities_codes JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__taxes (
  _root_lago_id UUID NOT NULL,
  _taxes_index BIGINT NOT NULL,
  lago_id UUID,
  name VARCHAR,
  code VARCHAR,
  description VARCHAR,
  rate DOUBLE,
  applied_to_organization BOOLEAN,
  created_at TIMESTAMPTZ,
  applied_to_billing_entities_codes JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__usage_thresholds (
  _root_lago_id UUID NOT NULL,
  _usage_thresholds_index BIGINT NOT NULL,
  lago_id UUID,
  threshold_display_name VARCHAR,
  amount_cents BIGINT,
  recurring BOOLEAN,
  created_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__entitlements (
  _root_lago_id UUID NOT NULL,
  _entitlements_index BIGINT NOT NULL,
  code VARCHAR,
  name VARCHAR,
  description VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS plans__entitlements__privileges (
  _root_lago_id UUID NOT NULL,
  _entitlements_index BIGINT NOT NULL,
  _privileges_index BIGINT NOT NULL,
  code VARCHAR,
  name VARCHAR,
  value_type VARCHAR,
  config__select_options JSON,
  value JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO plans_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"plans":[{
  "lago_id":"VARCHAR",
  "name":"VARCHAR",
  "invoice_display_name":"VARCHAR",
  "created_at":"VARCHAR",
  "code":"VARCHAR",
  "interval":"VARCHAR",
  "description":"VARCHAR",
  "amount_cents":"VARCHAR",
  "amount_currency":"VARCHAR",
  "trial_period":"VARCHAR",
  "pay_in_advance":"VARCHAR",
  "bill_charges_monthly":"VARCHAR",
  "bill_fixed_charges_monthly":"VARCHAR",
  "minimum_commitment":{
    "lago_id":"VARCHAR",
    "plan_code":"VARCHAR",
    "amount_cents":"VARCHAR",
    "invoice_display_name":"VARCHAR",
    "interval":"VARCHAR",
    "created_at":"VARCHAR",
    "updated_at":"VARCHAR",
    "taxes":[{
      "lago_id":"VARCHAR",
      "name":"VARCHAR",
      "code":"VARCHAR",
      "description":"VARCHAR",
      "rate":"VARCHAR",
      "applied_to_organization":"VARCHAR",
      "created_at":"VARCHAR",
      "applied_to_billing_entities_codes":"JSON",
      "$extra":"VARCHAR"
    }],
  },
  "metadata":"JSON",
  "pending_deletion":"VARCHAR",
  "charges":[{
    "lago_id":"VARCHAR",
    "lago_billable_metric_id":"VARCHAR",
    "code":"VARCHAR",
    "billable_metric_code":"VARCHAR",
    "invoice_display_name":"VARCHAR",
    "created_at":"VARCHAR",
    "charge_model":"VARCHAR",
    "pay_in_advance":"VARCHAR",
    "invoiceable":"VARCHAR",
    "regroup_paid_fees":"VARCHAR",
    "prorated":"VARCHAR",
    "min_amount_cents":"VARCHAR",
    "properties":{
      "grouped_by":"JSON",
      "pricing_group_keys":"JSON",
      "amount":"VARCHAR",
      "free_units":"VARCHAR",
      "package_size":"VARCHAR",
      "rate":"VARCHAR",
      "fixed_amount":"VARCHAR",
      "free_units_per_events":"VARCHAR",
      "free_units_per_total_aggregation":"VARCHAR",
      "per_transaction_max_amount":"VARCHAR",
      "per_transaction_min_amount":"VARCHAR",
      "graduated_ranges":[{
        "from_value":"VARCHAR",
        "to_value":"VARCHAR",
        "flat_amount":"VARCHAR",
        "per_unit_amount":"VARCHAR",
        "$extra":"VARCHAR"
      }],
      "graduated_percentage_ranges":[{
        "from_value":"VARCHAR",
        "to_value":"VARCHAR",
        "rate":"VARCHAR",
        "flat_amount":"VARCHAR",
        "$extra":"VARCHAR"
      }],
      "volume_ranges":[{
        "from_value":"VARCHAR",
        "to_value":"VARCHAR",
        "flat_amount":"VARCHAR",
        "per_unit_amount":"VARCHAR",
        "$extra":"VARCHAR"
      }],
      "presentation_group_keys":[{
        "value":"VARCHAR",
        "options":{
          "display_in_invoice":"VARCHAR",
        },
        "$extra":"VARCHAR"
      }],
    },
    "applied_pricing_unit":{
      "code":"VARCHAR",
      "conversion_rate":"VARCHAR",
    },
    "accepts_target_wallet":"VARCHAR",
    "lago_parent_id":"VARCHAR",
    "filters":[{
      "invoice_display_name":"VARCHAR",
      "properties":{
        "grouped_by":"JSON",
        "pricing_group_keys":"JSON",
        "amount":"VARCHAR",
        "free_units":"VARCHAR",
        "package_size":"VARCHAR",
        "rate":"VARCHAR",
        "fixed_amount":"VARCHAR",
        "free_units_per_events":"VARCHAR",
        "free_units_per_total_aggregation":"VARCHAR",
        "per_transaction_max_amount":"VARCHAR",
        "per_transaction_min_amount":"VARCHAR",
        "graduated_ranges":[{
          "from_value":"VARCHAR",
          "to_value":"VARCHAR",
          "flat_amount":"VARCHAR",
          "per_unit_amount":"VARCHAR",
          "$extra":"VARCHAR"
        }],
        "graduated_percentage_ranges":[{
          "from_value":"VARCHAR",
          "to_value":"VARCHAR",
          "rate":"VARCHAR",
          "flat_amount":"VARCHAR",
          "$extra":"VARCHAR"
        }],
        "volume_ranges":[{
          "from_value":"VARCHAR",
          "to_value":"VARCHAR",
          "flat_amount":"VARCHAR",
          "per_unit_amount":"VARCHAR",
          "$extra":"VARCHAR"
        }],
      },
      "values":"JSON",
      "$extra":"VARCHAR"
    }],
    "taxes":[{
      "lago_id":"VARCHAR",
      "name":"VARCHAR",
      "code":"VARCHAR",
      "description":"VARCHAR",
      "rate":"VARCHAR",
      "applied_to_organization":"VARCHAR",
      "created_at":"VARCHAR",
      "applied_to_billing_entities_codes":"JSON",
      "$extra":"VARCHAR"
    }],
    "$extra":"VARCHAR"
  }],
  "taxes":[{
    "lago_id":"VARCHAR",
    "name":"VARCHAR",
    "code":"VARCHAR",
    "description":"VARCHAR",
    "rate":"VARCHAR",
    "applied_to_organization":"VARCHAR",
    "created_at":"VARCHAR",
    "applied_to_billing_entities_codes":"JSON",
    "$extra":"VARCHAR"
  }],
  "usage_thresholds":[{
    "lago_id":"VARCHAR",
    "threshold_display_name":"VARCHAR",
    "amount_cents":"VARCHAR",
    "recurring":"VARCHAR",
    "created_at":"VARCHAR",
    "updated_at":"VARCHAR",
    "$extra":"VARCHAR"
  }],
  "entitlements":[{
    "code":"VARCHAR",
    "name":"VARCHAR",
    "description":"VARCHAR",
    "privileges":[{
      "code":"VARCHAR",
      "name":"VARCHAR",
      "value_type":"VARCHAR",
      "config":{
        "select_options":"JSON",
      },
      "value":"JSON",
      "$extra":"VARCHAR"
    }],
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').plans) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_plans AS
SELECT
  t.*,
  r.minimum_commitment.taxes AS "minimum_commitment__taxes[]",
  r.charges AS "charges[]",
  r.taxes AS "taxes[]",
  r.usage_thresholds AS "usage_thresholds[]",
  r.entitlements AS "entitlements[]",
FROM shape.plans AS t, plans_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_plans BY NAME
SELECT
  r.lago_id::UUID AS lago_id,
  r.name AS name,
  r.invoice_display_name AS invoice_display_name,
  r.created_at::TIMESTAMPTZ AS created_at,
  r.code AS code,
  r.interval AS interval,
  r.description AS description,
  r.amount_cents::BIGINT AS amount_cents,
  r.amount_currency AS amount_currency,
  r.trial_period::DOUBLE AS trial_period,
  r.pay_in_advance::BOOLEAN AS pay_in_advance,
  r.bill_charges_monthly::BOOLEAN AS bill_charges_monthly,
  r.bill_fixed_charges_monthly::BOOLEAN AS bill_fixed_charges_monthly,
  r.minimum_commitment.lago_id::UUID AS minimum_commitment__lago_id,
  r.minimum_commitment.plan_code AS minimum_commitment__plan_code,
  r.minimum_commitment.amount_cents::BIGINT AS minimum_commitment__amount_cents,
  r.minimum_commitment.invoice_display_name AS minimum_commitment__invoice_display_name,
  r.minimum_commitment.interval AS minimum_commitment__interval,
  r.minimum_commitment.created_at::TIMESTAMPTZ AS minimum_commitment__created_at,
  r.minimum_commitment.updated_at::TIMESTAMPTZ AS minimum_commitment__updated_at,
  r.metadata AS metadata,
  r.pending_deletion::BOOLEAN AS pending_deletion,
  r.minimum_commitment.taxes AS "minimum_commitment__taxes[]",
  r.charges AS "charges[]",
  r.taxes AS "taxes[]",
  r.usage_thresholds AS "usage_thresholds[]",
  r.entitlements AS "entitlements[]",
  r."$extra"::JSON AS _extra
FROM plans_records($pages);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_plans WHERE rowid NOT IN (SELECT max(rowid) FROM stage_plans GROUP BY lago_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM plans AS t USING stage_plans AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO plans BY NAME
SELECT * EXCLUDE (
  "minimum_commitment__taxes[]",
  "charges[]",
  "taxes[]",
  "usage_thresholds[]",
  "entitlements[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_plans;

-- name: children
DELETE FROM plans__minimum_commitment__taxes AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__minimum_commitment__taxes BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _minimum_commitment__taxes_index,
    r.lago_id::UUID AS lago_id,
    r.name AS name,
    r.code AS code,
    r.description AS description,
    r.rate::DOUBLE AS rate,
    r.applied_to_organization::BOOLEAN AS applied_to_organization,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.applied_to_billing_entities_codes AS applied_to_billing_entities_codes,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("minimum_commitment__taxes[]") AS r, generate_subscripts("minimum_commitment__taxes[]", 1) - 1 AS _minimum_commitment__taxes_index
    FROM stage_plans
  )
);

-- name: children
DELETE FROM plans__charges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges BY NAME
SELECT * REPLACE (
  exact_decimal(properties__amount) AS properties__amount,
  exact_decimal(properties__rate) AS properties__rate,
  exact_decimal(properties__fixed_amount) AS properties__fixed_amount,
  exact_decimal(properties__free_units_per_total_aggregation) AS properties__free_units_per_total_aggregation,
  exact_decimal(properties__per_transaction_max_amount) AS properties__per_transaction_max_amount,
  exact_decimal(properties__per_transaction_min_amount) AS properties__per_transaction_min_amount,
  exact_decimal(applied_pricing_unit__conversion_rate) AS applied_pricing_unit__conversion_rate,
) FROM (
  SELECT
    _root_lago_id,
    _charges_index,
    r.lago_id::UUID AS lago_id,
    r.lago_billable_metric_id::UUID AS lago_billable_metric_id,
    r.code AS code,
    r.billable_metric_code AS billable_metric_code,
    r.invoice_display_name AS invoice_display_name,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.charge_model AS charge_model,
    r.pay_in_advance::BOOLEAN AS pay_in_advance,
    r.invoiceable::BOOLEAN AS invoiceable,
    r.regroup_paid_fees AS regroup_paid_fees,
    r.prorated::BOOLEAN AS prorated,
    r.min_amount_cents::BIGINT AS min_amount_cents,
    r.properties.grouped_by AS properties__grouped_by,
    r.properties.pricing_group_keys AS properties__pricing_group_keys,
    r.properties.amount AS properties__amount,
    r.properties.free_units::BIGINT AS properties__free_units,
    r.properties.package_size::BIGINT AS properties__package_size,
    r.properties.rate AS properties__rate,
    r.properties.fixed_amount AS properties__fixed_amount,
    r.properties.free_units_per_events::BIGINT AS properties__free_units_per_events,
    r.properties.free_units_per_total_aggregation AS properties__free_units_per_total_aggregation,
    r.properties.per_transaction_max_amount AS properties__per_transaction_max_amount,
    r.properties.per_transaction_min_amount AS properties__per_transaction_min_amount,
    r.applied_pricing_unit.code AS applied_pricing_unit__code,
    r.applied_pricing_unit.conversion_rate AS applied_pricing_unit__conversion_rate,
    r.accepts_target_wallet::BOOLEAN AS accepts_target_wallet,
    r.lago_parent_id::UUID AS lago_parent_id,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("charges[]") AS r, generate_subscripts("charges[]", 1) - 1 AS _charges_index
    FROM stage_plans
  )
);

-- name: children
DELETE FROM plans__charges__properties__graduated_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__graduated_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(flat_amount) AS flat_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
) FROM (
  SELECT
    _root_lago_id,
    _charges_index,
    _properties__graduated_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.flat_amount AS flat_amount,
    r.per_unit_amount AS per_unit_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _charges_index, unnest(r.properties.graduated_ranges) AS r, generate_subscripts(r.properties.graduated_ranges, 1) - 1 AS _properties__graduated_ranges_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("charges[]") AS r, generate_subscripts("charges[]", 1) - 1 AS _charges_index
      FROM stage_plans
    )
  )
);

-- name: children
DELETE FROM plans__charges__properties__graduated_percentage_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__graduated_percentage_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(rate) AS rate,
  exact_decimal(flat_amount) AS flat_amount,
) FROM (
  SELECT
    _root_lago_id,
    _charges_index,
    _properties__graduated_percentage_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.rate AS rate,
    r.flat_amount AS flat_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _charges_index, unnest(r.properties.graduated_percentage_ranges) AS r, generate_subscripts(r.properties.graduated_percentage_ranges, 1) - 1 AS _properties__graduated_percentage_ranges_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("charges[]") AS r, generate_subscripts("charges[]", 1) - 1 AS _charges_index
      FROM stage_plans
    )
  )
);

-- name: children
DELETE FROM plans__charges__properties__volume_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__volume_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(flat_amount) AS flat_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
) FROM (
  SELECT
    _root_lago_id,
    _charges_index,
    _properties__volume_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.flat_amount AS flat_amount,
    r.per_unit_amount AS per_unit_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _charges_index, unnest(r.properties.volume_ranges) AS r, generate_subscripts(r.properties.volume_ranges, 1) - 1 AS _properties__volume_ranges_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("charges[]") AS r, generate_subscripts("charges[]", 1) - 1 AS _charges_index
      FROM stage_plans
    )
  )
);

-- name: children
DELETE FROM plans__charges__properties__presentation_group_keys AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__properties__presentation_group_keys BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _charges_index,
    _properties__presentation_group_keys_index,
    r.value AS value,
    r.options.display_in_invoice::BOOLEAN AS options__display_in_invoice,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _charges_index, unnest(r.properties.presentation_group_keys) AS r, generate_subscripts(r.properties.presentation_group_keys, 1) - 1 AS _properties__presentation_group_keys_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("charges[]") AS r, generate_subscripts("charges[]", 1) - 1 AS _charges_index
      FROM stage_plans
    )
  )
);

-- name: children
DELETE FROM plans__charges__filters AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters BY NAME
SELECT * REPLACE (
  exact_decimal(properties__amount) AS properties__amount,
  exact_decimal(properties__rate) AS properties__rate,
  exact_decimal(properties__fixed_amount) AS properties__fixed_amount,
  exact_decimal(properties__free_units_per_total_aggregation) AS properties__free_units_per_total_aggregation,
  exact_decimal(properties__per_transaction_max_amount) AS properties__per_transaction_max_amount,
  exact_decimal(properties__per_transaction_min_amount) AS properties__per_transaction_min_amount,
) FROM (
  SELECT
    _root_lago_id,
    _charges_index,
    _filters_index,
    r.invoice_display_name AS invoice_display_name,
    r.properties.grouped_by AS properties__grouped_by,
    r.properties.pricing_group_keys AS properties__pricing_group_keys,
    r.properties.amount AS properties__amount,
    r.properties.free_units::BIGINT AS properties__free_units,
    r.properties.package_size::BIGINT AS properties__package_size,
    r.properties.rate AS properties__rate,
    r.properties.fixed_amount AS properties__fixed_amount,
    r.properties.free_units_per_events::BIGINT AS properties__free_units_per_events,
    r.properties.free_units_per_total_aggregation AS properties__free_units_per_total_aggregation,
    r.properties.per_transaction_max_amount AS properties__per_transaction_max_amount,
    r.properties.per_transaction_min_amount AS properties__per_transaction_min_amount,
    r.values AS values,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _charges_index, unnest(r.filters) AS r, generate_subscripts(r.filters, 1) - 1 AS _filters_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("charges[]") AS r, generate_subscripts("charges[]", 1) - 1 AS _charges_index
      FROM stage_plans
    )
  )
);

-- name: children
DELETE FROM plans__charges__filters__properties__graduated_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters__properties__graduated_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(flat_amount) AS flat_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
) FROM (
  SELECT
    _root_lago_id,
    _charges_index,
    _filters_index,
    _properties__graduated_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.flat_amount AS flat_amount,
    r.per_unit_amount AS per_unit_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _charges_index, _filters_index, unnest(r.properties.graduated_ranges) AS r, generate_subscripts(r.properties.graduated_ranges, 1) - 1 AS _properties__graduated_ranges_index
    FROM (
      SELECT _root_lago_id, _charges_index, unnest(r.filters) AS r, generate_subscripts(r.filters, 1) - 1 AS _filters_index
      FROM (
        SELECT lago_id AS _root_lago_id, unnest("charges[]") AS r, generate_subscripts("charges[]", 1) - 1 AS _charges_index
        FROM stage_plans
      )
    )
  )
);

-- name: children
DELETE FROM plans__charges_3400a7_properties__graduated_percentage_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges_3400a7_properties__graduated_percentage_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(rate) AS rate,
  exact_decimal(flat_amount) AS flat_amount,
) FROM (
  SELECT
    _root_lago_id,
    _charges_index,
    _filters_index,
    _properties__graduated_percentage_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.rate AS rate,
    r.flat_amount AS flat_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _charges_index, _filters_index, unnest(r.properties.graduated_percentage_ranges) AS r, generate_subscripts(r.properties.graduated_percentage_ranges, 1) - 1 AS _properties__graduated_percentage_ranges_index
    FROM (
      SELECT _root_lago_id, _charges_index, unnest(r.filters) AS r, generate_subscripts(r.filters, 1) - 1 AS _filters_index
      FROM (
        SELECT lago_id AS _root_lago_id, unnest("charges[]") AS r, generate_subscripts("charges[]", 1) - 1 AS _charges_index
        FROM stage_plans
      )
    )
  )
);

-- name: children
DELETE FROM plans__charges__filters__properties__volume_ranges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__filters__properties__volume_ranges BY NAME
SELECT * REPLACE (
  exact_decimal(flat_amount) AS flat_amount,
  exact_decimal(per_unit_amount) AS per_unit_amount,
) FROM (
  SELECT
    _root_lago_id,
    _charges_index,
    _filters_index,
    _properties__volume_ranges_index,
    r.from_value::BIGINT AS from_value,
    r.to_value::BIGINT AS to_value,
    r.flat_amount AS flat_amount,
    r.per_unit_amount AS per_unit_amount,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _charges_index, _filters_index, unnest(r.properties.volume_ranges) AS r, generate_subscripts(r.properties.volume_ranges, 1) - 1 AS _properties__volume_ranges_index
    FROM (
      SELECT _root_lago_id, _charges_index, unnest(r.filters) AS r, generate_subscripts(r.filters, 1) - 1 AS _filters_index
      FROM (
        SELECT lago_id AS _root_lago_id, unnest("charges[]") AS r, generate_subscripts("charges[]", 1) - 1 AS _charges_index
        FROM stage_plans
      )
    )
  )
);

-- name: children
DELETE FROM plans__charges__taxes AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__charges__taxes BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _charges_index,
    _taxes_index,
    r.lago_id::UUID AS lago_id,
    r.name AS name,
    r.code AS code,
    r.description AS description,
    r.rate::DOUBLE AS rate,
    r.applied_to_organization::BOOLEAN AS applied_to_organization,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.applied_to_billing_entities_codes AS applied_to_billing_entities_codes,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _charges_index, unnest(r.taxes) AS r, generate_subscripts(r.taxes, 1) - 1 AS _taxes_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("charges[]") AS r, generate_subscripts("charges[]", 1) - 1 AS _charges_index
      FROM stage_plans
    )
  )
);

-- name: children
DELETE FROM plans__taxes AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__taxes BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _taxes_index,
    r.lago_id::UUID AS lago_id,
    r.name AS name,
    r.code AS code,
    r.description AS description,
    r.rate::DOUBLE AS rate,
    r.applied_to_organization::BOOLEAN AS applied_to_organization,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.applied_to_billing_entities_codes AS applied_to_billing_entities_codes,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("taxes[]") AS r, generate_subscripts("taxes[]", 1) - 1 AS _taxes_index
    FROM stage_plans
  )
);

-- name: children
DELETE FROM plans__usage_thresholds AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__usage_thresholds BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _usage_thresholds_index,
    r.lago_id::UUID AS lago_id,
    r.threshold_display_name AS threshold_display_name,
    r.amount_cents::BIGINT AS amount_cents,
    r.recurring::BOOLEAN AS recurring,
    r.created_at::TIMESTAMPTZ AS created_at,
    r.updated_at::TIMESTAMPTZ AS updated_at,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("usage_thresholds[]") AS r, generate_subscripts("usage_thresholds[]", 1) - 1 AS _usage_thresholds_index
    FROM stage_plans
  )
);

-- name: children
DELETE FROM plans__entitlements AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__entitlements BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _entitlements_index,
    r.code AS code,
    r.name AS name,
    r.description AS description,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("entitlements[]") AS r, generate_subscripts("entitlements[]", 1) - 1 AS _entitlements_index
    FROM stage_plans
  )
);

-- name: children
DELETE FROM plans__entitlements__privileges AS c USING stage_plans AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO plans__entitlements__privileges BY NAME
SELECT * FROM (
  SELECT
    _root_lago_id,
    _entitlements_index,
    _privileges_index,
    r.code AS code,
    r.name AS name,
    r.value_type AS value_type,
    r.config.select_options AS config__select_options,
    r.value AS value,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _entitlements_index, unnest(r.privileges) AS r, generate_subscripts(r.privileges, 1) - 1 AS _privileges_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("entitlements[]") AS r, generate_subscripts("entitlements[]", 1) - 1 AS _entitlements_index
      FROM stage_plans
    )
  )
);

-- name: children
-- A record that is there again: what single records told of it is, too.
UPDATE plans__fixed_charges AS c SET _deleted_at = NULL FROM stage_plans AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: children
-- A record that is there again: what single records told of it is, too.
UPDATE plans__fixed_charges__properties__graduated_ranges AS c SET _deleted_at = NULL FROM stage_plans AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: children
-- A record that is there again: what single records told of it is, too.
UPDATE plans__fixed_charges__properties__volume_ranges AS c SET _deleted_at = NULL FROM stage_plans AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: children
-- A record that is there again: what single records told of it is, too.
UPDATE plans__fixed_charges__taxes AS c SET _deleted_at = NULL FROM stage_plans AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: sweep
UPDATE plans SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__minimum_commitment__taxes AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__properties__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__properties__presentation_group_keys AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__filters AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__filters__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges_3400a7_properties__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__filters__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__charges__taxes AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__fixed_charges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__fixed_charges__properties__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__fixed_charges__properties__volume_ranges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__fixed_charges__taxes AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__taxes AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__usage_thresholds AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__entitlements AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE plans__entitlements__privileges AS c SET _deleted_at = s._deleted_at FROM plans AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
