-- name: create
CREATE TABLE IF NOT EXISTS analytics_usage (
  organization_id UUID,
  start_of_period_dt DATE,
  end_of_period_dt DATE,
  amount_currency VARCHAR,
  amount_cents BIGINT,
  billable_metric_code VARCHAR,
  units DECIMAL(38,15),
  is_billable_metric_deleted BOOLEAN,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
-- The pages as Lago sent them; "$extra" is what the loader found no column for.
CREATE OR REPLACE TEMP MACRO analytics_usage_records(pages) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"usages":[{
  "organization_id":"VARCHAR",
  "start_of_period_dt":"VARCHAR",
  "end_of_period_dt":"VARCHAR",
  "amount_currency":"VARCHAR",
  "amount_cents":"VARCHAR",
  "billable_metric_code":"VARCHAR",
  "units":"VARCHAR",
  "is_billable_metric_deleted":"VARCHAR",
  "$extra":"VARCHAR"
}]}').usages) AS r
FROM (SELECT unnest(pages::BLOB[]) AS page) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_analytics_usage AS
SELECT
  t.* REPLACE (
    units::VARCHAR AS units,
  ),
FROM shape.analytics_usage AS t, analytics_usage_records([]) LIMIT 0;

-- name: add
INSERT INTO stage_analytics_usage BY NAME
SELECT
  r.organization_id::UUID AS organization_id,
  r.start_of_period_dt::DATE AS start_of_period_dt,
  r.end_of_period_dt::DATE AS end_of_period_dt,
  r.amount_currency AS amount_currency,
  r.amount_cents::BIGINT AS amount_cents,
  r.billable_metric_code AS billable_metric_code,
  r.units AS units,
  r.is_billable_metric_deleted::BOOLEAN AS is_billable_metric_deleted,
  r."$extra"::JSON AS _extra
FROM analytics_usage_records($pages);

-- name: merge
-- Lago gives these rows no identity that lasts: the table is replaced.
DELETE FROM analytics_usage;

-- name: merge
INSERT INTO analytics_usage BY NAME
SELECT * EXCLUDE (
  _loaded_at,
  _load_id
) REPLACE (
  exact_decimal(units) AS units,
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_analytics_usage;
