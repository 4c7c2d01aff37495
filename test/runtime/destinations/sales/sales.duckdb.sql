-- name: create
CREATE TABLE IF NOT EXISTS sales (
  "month" VARCHAR,
  amount_cents BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: clear
DELETE FROM sales;

-- name: merge
INSERT INTO sales BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_sales;
