-- name: create
CREATE TABLE IF NOT EXISTS parcels (
  shop_code VARCHAR,
  lago_id UUID NOT NULL,
  state VARCHAR,
  weight BIGINT,
  units DECIMAL(38,15),
  rate DOUBLE,
  fragile BOOLEAN,
  sent_at TIMESTAMPTZ,
  due_on DATE,
  tags JSON,
  to__city VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS parcels__items (
  _root_lago_id UUID NOT NULL,
  _items_index BIGINT NOT NULL,
  sku VARCHAR,
  price DECIMAL(38,15),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS parcels__items__labels (
  _root_lago_id UUID NOT NULL,
  _items_index BIGINT NOT NULL,
  _labels_index BIGINT NOT NULL,
  "text" VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: records
CREATE OR REPLACE TEMP MACRO parcels_records(pages, shop_code) AS TABLE
SELECT unnest(from_json(decode(p.page), '{"parcels":[{
  "lago_id":"VARCHAR",
  "state":"VARCHAR",
  "weight":"VARCHAR",
  "units":"VARCHAR",
  "rate":"VARCHAR",
  "fragile":"VARCHAR",
  "sent_at":"VARCHAR",
  "due_on":"VARCHAR",
  "tags":"JSON",
  "to":{
    "city":"VARCHAR"
  },
  "items":[{
    "sku":"VARCHAR",
    "price":"VARCHAR",
    "labels":[{
      "text":"VARCHAR",
      "$extra":"VARCHAR"
    }],
    "$extra":"VARCHAR"
  }],
  "$extra":"VARCHAR"
}]}').parcels) AS r, p.shop_code
FROM (SELECT unnest(pages::BLOB[]) AS page, unnest(shop_code::VARCHAR[]) AS shop_code) AS p;

-- name: stage
CREATE OR REPLACE TEMP TABLE stage_parcels AS
SELECT t.*, r.items AS "items[]"
FROM shape.parcels AS t, parcels_records([], []) LIMIT 0;

-- name: add
INSERT INTO stage_parcels BY NAME
SELECT * REPLACE (
  exact_decimal(units) AS units,
  _extra::JSON AS _extra
) FROM (
  SELECT
    shop_code,
    r.lago_id AS lago_id,
    r.state AS state,
    r.weight AS weight,
    r.units AS units,
    r.rate AS rate,
    r.fragile AS fragile,
    r.sent_at AS sent_at,
    r.due_on AS due_on,
    r.tags AS tags,
    r."to".city AS to__city,
    r.items AS "items[]",
    r."$extra" AS _extra
  FROM parcels_records($pages, $shop_code)
);

-- name: deduplicate
DELETE FROM stage_parcels WHERE rowid NOT IN (SELECT max(rowid) FROM stage_parcels GROUP BY lago_id);

-- name: merge
DELETE FROM parcels AS t USING stage_parcels AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO parcels BY NAME
SELECT * EXCLUDE (
  "items[]",
  _loaded_at,
  _load_id
), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_parcels;

-- name: children
DELETE FROM parcels__items AS c USING stage_parcels AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO parcels__items BY NAME
SELECT * REPLACE (
  exact_decimal(price) AS price,
  _extra::JSON AS _extra
) FROM (
  SELECT
    _root_lago_id,
    _items_index,
    r.sku AS sku,
    r.price AS price,
    r."$extra" AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT lago_id AS _root_lago_id, unnest("items[]") AS r, generate_subscripts("items[]", 1) - 1 AS _items_index
    FROM stage_parcels
  )
);

-- name: children
DELETE FROM parcels__items__labels AS c USING stage_parcels AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO parcels__items__labels BY NAME
SELECT * REPLACE (
  _extra::JSON AS _extra
) FROM (
  SELECT
    _root_lago_id,
    _items_index,
    _labels_index,
    r."text" AS "text",
    r."$extra" AS _extra,
    $loaded_at::TIMESTAMPTZ AS _loaded_at,
    $load_id AS _load_id
  FROM (
    SELECT _root_lago_id, _items_index, unnest(r.labels) AS r, generate_subscripts(r.labels, 1) - 1 AS _labels_index
    FROM (
      SELECT lago_id AS _root_lago_id, unnest("items[]") AS r, generate_subscripts("items[]", 1) - 1 AS _items_index
      FROM stage_parcels
    )
  )
);

-- name: sweep
UPDATE parcels SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep
UPDATE parcels__items SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep
UPDATE parcels__items__labels SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
