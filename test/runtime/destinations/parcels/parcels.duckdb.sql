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

-- name: deduplicate
CREATE OR REPLACE TEMP TABLE superseded_parcels AS
SELECT _n FROM stage_parcels ANTI JOIN (SELECT max(_n) AS _n FROM stage_parcels GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM superseded_parcels;

-- name: remove
DELETE FROM parcels AS t USING (SELECT lago_id FROM stage_parcels) AS s WHERE t.lago_id = s.lago_id;

-- name: merge
INSERT INTO parcels BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_parcels ANTI JOIN superseded_parcels USING (_n);

-- name: remove_children
DELETE FROM parcels__items AS c USING (SELECT lago_id FROM stage_parcels) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO parcels__items BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _items_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_parcels__items ANTI JOIN superseded_parcels USING (_n);

-- name: remove_children
DELETE FROM parcels__items__labels AS c USING (SELECT lago_id FROM stage_parcels) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO parcels__items__labels BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _items_index, "$3" AS _labels_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_parcels__items__labels ANTI JOIN superseded_parcels USING (_n);

-- name: count
SELECT count(*) AS count, max(rowid) AS last FROM parcels WHERE _load_id = $load_id AND rowid > $after::BIGINT;

-- name: sweep
UPDATE parcels SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep
UPDATE parcels__items SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;

-- name: sweep
UPDATE parcels__items__labels SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _load_id <> $load_id AND _deleted_at IS NULL;
