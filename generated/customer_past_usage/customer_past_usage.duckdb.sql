-- name: create
CREATE TABLE IF NOT EXISTS customer_past_usage (
  external_customer_id VARCHAR NOT NULL,
  external_subscription_id VARCHAR NOT NULL,
  from_datetime TIMESTAMPTZ,
  to_datetime TIMESTAMPTZ,
  issuing_date DATE,
  lago_invoice_id UUID NOT NULL,
  currency VARCHAR,
  amount_cents BIGINT,
  taxes_amount_cents BIGINT,
  total_amount_cents BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customer_past_usage__charges_usage (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_invoice_id UUID NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  units DECIMAL(38,15),
  total_aggregated_units DECIMAL(38,15),
  events_count BIGINT,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  pricing_unit_details__amount_cents BIGINT,
  pricing_unit_details__short_name VARCHAR,
  pricing_unit_details__conversion_rate DECIMAL(38,15),
  charge__lago_id UUID,
  charge__charge_model VARCHAR,
  charge__invoice_display_name VARCHAR,
  billable_metric__lago_id UUID,
  billable_metric__name VARCHAR,
  billable_metric__code VARCHAR,
  billable_metric__aggregation_type VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customer_past_usage__charges_usage__filters (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_invoice_id UUID NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  units DECIMAL(38,15),
  total_aggregated_units DECIMAL(38,15),
  amount_cents BIGINT,
  events_count BIGINT,
  invoice_display_name VARCHAR,
  pricing_unit_details__amount_cents BIGINT,
  pricing_unit_details__short_name VARCHAR,
  pricing_unit_details__conversion_rate DECIMAL(38,15),
  values JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customer_past_usage_1d29eb_filters__presentation_breakdowns (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_invoice_id UUID NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  _presentation_breakdowns_index BIGINT NOT NULL,
  presentation_by JSON,
  units DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customer_past_usage__charges_usage__grouped_usage (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_invoice_id UUID NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _grouped_usage_index BIGINT NOT NULL,
  amount_cents BIGINT,
  events_count BIGINT,
  units DECIMAL(38,15),
  total_aggregated_units DECIMAL(38,15),
  pricing_unit_details__amount_cents BIGINT,
  pricing_unit_details__short_name VARCHAR,
  pricing_unit_details__conversion_rate DECIMAL(38,15),
  grouped_by JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customer_past_usage__charges_usage__grouped_usage__filters (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_invoice_id UUID NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _grouped_usage_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  units DECIMAL(38,15),
  total_aggregated_units DECIMAL(38,15),
  amount_cents BIGINT,
  events_count BIGINT,
  invoice_display_name VARCHAR,
  pricing_unit_details__amount_cents BIGINT,
  pricing_unit_details__short_name VARCHAR,
  pricing_unit_details__conversion_rate DECIMAL(38,15),
  values JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customer_past_usage_bb6b71_filters__presentation_breakdowns (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_invoice_id UUID NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _grouped_usage_index BIGINT NOT NULL,
  _filters_index BIGINT NOT NULL,
  _presentation_breakdowns_index BIGINT NOT NULL,
  presentation_by JSON,
  units DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customer_past_usage_6c05e9_usage__presentation_breakdowns (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_invoice_id UUID NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _grouped_usage_index BIGINT NOT NULL,
  _presentation_breakdowns_index BIGINT NOT NULL,
  presentation_by JSON,
  units DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS customer_past_usage__charges_usage__presentation_breakdowns (
  _root_external_customer_id VARCHAR NOT NULL,
  _root_external_subscription_id VARCHAR NOT NULL,
  _root_lago_invoice_id UUID NOT NULL,
  _charges_usage_index BIGINT NOT NULL,
  _presentation_breakdowns_index BIGINT NOT NULL,
  presentation_by JSON,
  units DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO customer_past_usage_records(pages, external_customer_id, external_subscription_id) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"usage_periods":[{
  "from_datetime":"VARCHAR",
  "to_datetime":"VARCHAR",
  "issuing_date":"VARCHAR",
  "lago_invoice_id":"VARCHAR",
  "currency":"VARCHAR",
  "amount_cents":"VARCHAR",
  "taxes_amount_cents":"VARCHAR",
  "total_amount_cents":"VARCHAR",
  "charges_usage":[{
    "units":"VARCHAR",
    "total_aggregated_units":"VARCHAR",
    "events_count":"VARCHAR",
    "amount_cents":"VARCHAR",
    "amount_currency":"VARCHAR",
    "pricing_unit_details":{
      "amount_cents":"VARCHAR",
      "short_name":"VARCHAR",
      "conversion_rate":"VARCHAR",
    },
    "charge":{
      "lago_id":"VARCHAR",
      "charge_model":"VARCHAR",
      "invoice_display_name":"VARCHAR",
    },
    "billable_metric":{
      "lago_id":"VARCHAR",
      "name":"VARCHAR",
      "code":"VARCHAR",
      "aggregation_type":"VARCHAR",
    },
    "filters":[{
      "units":"VARCHAR",
      "total_aggregated_units":"VARCHAR",
      "amount_cents":"VARCHAR",
      "events_count":"VARCHAR",
      "invoice_display_name":"VARCHAR",
      "pricing_unit_details":{
        "amount_cents":"VARCHAR",
        "short_name":"VARCHAR",
        "conversion_rate":"VARCHAR",
      },
      "values":"JSON",
      "presentation_breakdowns":[{
        "presentation_by":"JSON",
        "units":"VARCHAR",
        "$extra":"VARCHAR"
      }],
      "$extra":"VARCHAR"
    }],
    "grouped_usage":[{
      "amount_cents":"VARCHAR",
      "events_count":"VARCHAR",
      "units":"VARCHAR",
      "total_aggregated_units":"VARCHAR",
      "pricing_unit_details":{
        "amount_cents":"VARCHAR",
        "short_name":"VARCHAR",
        "conversion_rate":"VARCHAR",
      },
      "grouped_by":"JSON",
      "filters":[{
        "units":"VARCHAR",
        "total_aggregated_units":"VARCHAR",
        "amount_cents":"VARCHAR",
        "events_count":"VARCHAR",
        "invoice_display_name":"VARCHAR",
        "pricing_unit_details":{
          "amount_cents":"VARCHAR",
          "short_name":"VARCHAR",
          "conversion_rate":"VARCHAR",
        },
        "values":"JSON",
        "presentation_breakdowns":[{
          "presentation_by":"JSON",
          "units":"VARCHAR",
          "$extra":"VARCHAR"
        }],
        "$extra":"VARCHAR"
      }],
      "presentation_breakdowns":[{
        "presentation_by":"JSON",
        "units":"VARCHAR",
        "$extra":"VARCHAR"
      }],
      "$extra":"VARCHAR"
    }],
    "presentation_breakdowns":[{
      "presentation_by":"JSON",
      "units":"VARCHAR",
      "$extra":"VARCHAR"
    }],
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').usage_periods) AS r, p.external_customer_id, p.external_subscription_id
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(external_customer_id::VARCHAR[]) AS external_customer_id, unnest(external_subscription_id::VARCHAR[]) AS external_subscription_id) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_customer_past_usage AS
SELECT
  t.*,
  r.charges_usage AS "charges_usage[]",
FROM shape.customer_past_usage AS t, customer_past_usage_records([], [], []) LIMIT 0;

-- name: add
INSERT INTO stage_customer_past_usage BY NAME
SELECT
  external_customer_id,
  external_subscription_id,
  r.from_datetime::TIMESTAMPTZ AS from_datetime,
  r.to_datetime::TIMESTAMPTZ AS to_datetime,
  r.issuing_date::DATE AS issuing_date,
  r.lago_invoice_id::UUID AS lago_invoice_id,
  r.currency AS currency,
  r.amount_cents::BIGINT AS amount_cents,
  r.taxes_amount_cents::BIGINT AS taxes_amount_cents,
  r.total_amount_cents::BIGINT AS total_amount_cents,
  r.charges_usage AS "charges_usage[]",
  r."$extra"::JSON AS _extra
FROM customer_past_usage_records($pages, $external_customer_id, $external_subscription_id);

-- name: deduplicate
-- A record that moved from page to page while they were read came twice: the last one counts.
DELETE FROM stage_customer_past_usage WHERE rowid NOT IN (SELECT max(rowid) FROM stage_customer_past_usage GROUP BY external_customer_id, external_subscription_id, lago_invoice_id);

-- name: merge
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM customer_past_usage AS t USING stage_customer_past_usage AS s WHERE t.external_customer_id = s.external_customer_id AND t.external_subscription_id = s.external_subscription_id AND t.lago_invoice_id = s.lago_invoice_id;

-- name: merge
INSERT INTO customer_past_usage BY NAME
SELECT * EXCLUDE (
  "charges_usage[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_customer_past_usage;

-- name: children
DELETE FROM customer_past_usage__charges_usage AS c USING stage_customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id;

-- name: children
INSERT INTO customer_past_usage__charges_usage BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
  exact_decimal(total_aggregated_units) AS total_aggregated_units,
  exact_decimal(pricing_unit_details__conversion_rate) AS pricing_unit_details__conversion_rate,
) FROM (
  SELECT
    _root_external_customer_id,
    _root_external_subscription_id,
    _root_lago_invoice_id,
    _charges_usage_index,
    r.units AS units,
    r.total_aggregated_units AS total_aggregated_units,
    r.events_count::BIGINT AS events_count,
    r.amount_cents::BIGINT AS amount_cents,
    r.amount_currency AS amount_currency,
    r.pricing_unit_details.amount_cents::BIGINT AS pricing_unit_details__amount_cents,
    r.pricing_unit_details.short_name AS pricing_unit_details__short_name,
    r.pricing_unit_details.conversion_rate AS pricing_unit_details__conversion_rate,
    r.charge.lago_id::UUID AS charge__lago_id,
    r.charge.charge_model AS charge__charge_model,
    r.charge.invoice_display_name AS charge__invoice_display_name,
    r.billable_metric.lago_id::UUID AS billable_metric__lago_id,
    r.billable_metric.name AS billable_metric__name,
    r.billable_metric.code AS billable_metric__code,
    r.billable_metric.aggregation_type AS billable_metric__aggregation_type,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT external_customer_id AS _root_external_customer_id, external_subscription_id AS _root_external_subscription_id, lago_invoice_id AS _root_lago_invoice_id, unnest("charges_usage[]") AS r, generate_subscripts("charges_usage[]", 1) - 1 AS _charges_usage_index
    FROM stage_customer_past_usage
  )
);

-- name: children
DELETE FROM customer_past_usage__charges_usage__filters AS c USING stage_customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id;

-- name: children
INSERT INTO customer_past_usage__charges_usage__filters BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
  exact_decimal(total_aggregated_units) AS total_aggregated_units,
  exact_decimal(pricing_unit_details__conversion_rate) AS pricing_unit_details__conversion_rate,
) FROM (
  SELECT
    _root_external_customer_id,
    _root_external_subscription_id,
    _root_lago_invoice_id,
    _charges_usage_index,
    _filters_index,
    r.units AS units,
    r.total_aggregated_units AS total_aggregated_units,
    r.amount_cents::BIGINT AS amount_cents,
    r.events_count::BIGINT AS events_count,
    r.invoice_display_name AS invoice_display_name,
    r.pricing_unit_details.amount_cents::BIGINT AS pricing_unit_details__amount_cents,
    r.pricing_unit_details.short_name AS pricing_unit_details__short_name,
    r.pricing_unit_details.conversion_rate AS pricing_unit_details__conversion_rate,
    r.values AS values,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, unnest(r.filters) AS r, generate_subscripts(r.filters, 1) - 1 AS _filters_index
    FROM (
      SELECT external_customer_id AS _root_external_customer_id, external_subscription_id AS _root_external_subscription_id, lago_invoice_id AS _root_lago_invoice_id, unnest("charges_usage[]") AS r, generate_subscripts("charges_usage[]", 1) - 1 AS _charges_usage_index
      FROM stage_customer_past_usage
    )
  )
);

-- name: children
DELETE FROM customer_past_usage_1d29eb_filters__presentation_breakdowns AS c USING stage_customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id;

-- name: children
INSERT INTO customer_past_usage_1d29eb_filters__presentation_breakdowns BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
) FROM (
  SELECT
    _root_external_customer_id,
    _root_external_subscription_id,
    _root_lago_invoice_id,
    _charges_usage_index,
    _filters_index,
    _presentation_breakdowns_index,
    r.presentation_by AS presentation_by,
    r.units AS units,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, _filters_index, unnest(r.presentation_breakdowns) AS r, generate_subscripts(r.presentation_breakdowns, 1) - 1 AS _presentation_breakdowns_index
    FROM (
      SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, unnest(r.filters) AS r, generate_subscripts(r.filters, 1) - 1 AS _filters_index
      FROM (
        SELECT external_customer_id AS _root_external_customer_id, external_subscription_id AS _root_external_subscription_id, lago_invoice_id AS _root_lago_invoice_id, unnest("charges_usage[]") AS r, generate_subscripts("charges_usage[]", 1) - 1 AS _charges_usage_index
        FROM stage_customer_past_usage
      )
    )
  )
);

-- name: children
DELETE FROM customer_past_usage__charges_usage__grouped_usage AS c USING stage_customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id;

-- name: children
INSERT INTO customer_past_usage__charges_usage__grouped_usage BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
  exact_decimal(total_aggregated_units) AS total_aggregated_units,
  exact_decimal(pricing_unit_details__conversion_rate) AS pricing_unit_details__conversion_rate,
) FROM (
  SELECT
    _root_external_customer_id,
    _root_external_subscription_id,
    _root_lago_invoice_id,
    _charges_usage_index,
    _grouped_usage_index,
    r.amount_cents::BIGINT AS amount_cents,
    r.events_count::BIGINT AS events_count,
    r.units AS units,
    r.total_aggregated_units AS total_aggregated_units,
    r.pricing_unit_details.amount_cents::BIGINT AS pricing_unit_details__amount_cents,
    r.pricing_unit_details.short_name AS pricing_unit_details__short_name,
    r.pricing_unit_details.conversion_rate AS pricing_unit_details__conversion_rate,
    r.grouped_by AS grouped_by,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, unnest(r.grouped_usage) AS r, generate_subscripts(r.grouped_usage, 1) - 1 AS _grouped_usage_index
    FROM (
      SELECT external_customer_id AS _root_external_customer_id, external_subscription_id AS _root_external_subscription_id, lago_invoice_id AS _root_lago_invoice_id, unnest("charges_usage[]") AS r, generate_subscripts("charges_usage[]", 1) - 1 AS _charges_usage_index
      FROM stage_customer_past_usage
    )
  )
);

-- name: children
DELETE FROM customer_past_usage__charges_usage__grouped_usage__filters AS c USING stage_customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id;

-- name: children
INSERT INTO customer_past_usage__charges_usage__grouped_usage__filters BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
  exact_decimal(total_aggregated_units) AS total_aggregated_units,
  exact_decimal(pricing_unit_details__conversion_rate) AS pricing_unit_details__conversion_rate,
) FROM (
  SELECT
    _root_external_customer_id,
    _root_external_subscription_id,
    _root_lago_invoice_id,
    _charges_usage_index,
    _grouped_usage_index,
    _filters_index,
    r.units AS units,
    r.total_aggregated_units AS total_aggregated_units,
    r.amount_cents::BIGINT AS amount_cents,
    r.events_count::BIGINT AS events_count,
    r.invoice_display_name AS invoice_display_name,
    r.pricing_unit_details.amount_cents::BIGINT AS pricing_unit_details__amount_cents,
    r.pricing_unit_details.short_name AS pricing_unit_details__short_name,
    r.pricing_unit_details.conversion_rate AS pricing_unit_details__conversion_rate,
    r.values AS values,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, _grouped_usage_index, unnest(r.filters) AS r, generate_subscripts(r.filters, 1) - 1 AS _filters_index
    FROM (
      SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, unnest(r.grouped_usage) AS r, generate_subscripts(r.grouped_usage, 1) - 1 AS _grouped_usage_index
      FROM (
        SELECT external_customer_id AS _root_external_customer_id, external_subscription_id AS _root_external_subscription_id, lago_invoice_id AS _root_lago_invoice_id, unnest("charges_usage[]") AS r, generate_subscripts("charges_usage[]", 1) - 1 AS _charges_usage_index
        FROM stage_customer_past_usage
      )
    )
  )
);

-- name: children
DELETE FROM customer_past_usage_bb6b71_filters__presentation_breakdowns AS c USING stage_customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id;

-- name: children
INSERT INTO customer_past_usage_bb6b71_filters__presentation_breakdowns BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
) FROM (
  SELECT
    _root_external_customer_id,
    _root_external_subscription_id,
    _root_lago_invoice_id,
    _charges_usage_index,
    _grouped_usage_index,
    _filters_index,
    _presentation_breakdowns_index,
    r.presentation_by AS presentation_by,
    r.units AS units,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, _grouped_usage_index, _filters_index, unnest(r.presentation_breakdowns) AS r, generate_subscripts(r.presentation_breakdowns, 1) - 1 AS _presentation_breakdowns_index
    FROM (
      SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, _grouped_usage_index, unnest(r.filters) AS r, generate_subscripts(r.filters, 1) - 1 AS _filters_index
      FROM (
        SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, unnest(r.grouped_usage) AS r, generate_subscripts(r.grouped_usage, 1) - 1 AS _grouped_usage_index
        FROM (
          SELECT external_customer_id AS _root_external_customer_id, external_subscription_id AS _root_external_subscription_id, lago_invoice_id AS _root_lago_invoice_id, unnest("charges_usage[]") AS r, generate_subscripts("charges_usage[]", 1) - 1 AS _charges_usage_index
          FROM stage_customer_past_usage
        )
      )
    )
  )
);

-- name: children
DELETE FROM customer_past_usage_6c05e9_usage__presentation_breakdowns AS c USING stage_customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id;

-- name: children
INSERT INTO customer_past_usage_6c05e9_usage__presentation_breakdowns BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
) FROM (
  SELECT
    _root_external_customer_id,
    _root_external_subscription_id,
    _root_lago_invoice_id,
    _charges_usage_index,
    _grouped_usage_index,
    _presentation_breakdowns_index,
    r.presentation_by AS presentation_by,
    r.units AS units,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, _grouped_usage_index, unnest(r.presentation_breakdowns) AS r, generate_subscripts(r.presentation_breakdowns, 1) - 1 AS _presentation_breakdowns_index
    FROM (
      SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, unnest(r.grouped_usage) AS r, generate_subscripts(r.grouped_usage, 1) - 1 AS _grouped_usage_index
      FROM (
        SELECT external_customer_id AS _root_external_customer_id, external_subscription_id AS _root_external_subscription_id, lago_invoice_id AS _root_lago_invoice_id, unnest("charges_usage[]") AS r, generate_subscripts("charges_usage[]", 1) - 1 AS _charges_usage_index
        FROM stage_customer_past_usage
      )
    )
  )
);

-- name: children
DELETE FROM customer_past_usage__charges_usage__presentation_breakdowns AS c USING stage_customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id;

-- name: children
INSERT INTO customer_past_usage__charges_usage__presentation_breakdowns BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
) FROM (
  SELECT
    _root_external_customer_id,
    _root_external_subscription_id,
    _root_lago_invoice_id,
    _charges_usage_index,
    _presentation_breakdowns_index,
    r.presentation_by AS presentation_by,
    r.units AS units,
    r."$extra"::JSON AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_external_customer_id, _root_external_subscription_id, _root_lago_invoice_id, _charges_usage_index, unnest(r.presentation_breakdowns) AS r, generate_subscripts(r.presentation_breakdowns, 1) - 1 AS _presentation_breakdowns_index
    FROM (
      SELECT external_customer_id AS _root_external_customer_id, external_subscription_id AS _root_external_subscription_id, lago_invoice_id AS _root_lago_invoice_id, unnest("charges_usage[]") AS r, generate_subscripts("charges_usage[]", 1) - 1 AS _charges_usage_index
      FROM stage_customer_past_usage
    )
  )
);

-- name: sweep
UPDATE customer_past_usage SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep_children
UPDATE customer_past_usage__charges_usage AS c SET _deleted_at = s._deleted_at FROM customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customer_past_usage__charges_usage__filters AS c SET _deleted_at = s._deleted_at FROM customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customer_past_usage_1d29eb_filters__presentation_breakdowns AS c SET _deleted_at = s._deleted_at FROM customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customer_past_usage__charges_usage__grouped_usage AS c SET _deleted_at = s._deleted_at FROM customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customer_past_usage__charges_usage__grouped_usage__filters AS c SET _deleted_at = s._deleted_at FROM customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customer_past_usage_bb6b71_filters__presentation_breakdowns AS c SET _deleted_at = s._deleted_at FROM customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customer_past_usage_6c05e9_usage__presentation_breakdowns AS c SET _deleted_at = s._deleted_at FROM customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE customer_past_usage__charges_usage__presentation_breakdowns AS c SET _deleted_at = s._deleted_at FROM customer_past_usage AS s WHERE c._root_external_customer_id = s.external_customer_id AND c._root_external_subscription_id = s.external_subscription_id AND c._root_lago_invoice_id = s.lago_invoice_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
