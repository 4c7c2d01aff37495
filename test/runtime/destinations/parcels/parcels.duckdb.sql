-- name: create
CREATE TABLE IF NOT EXISTS parcels (
  shop_code VARCHAR,
  lago_id UUID NOT NULL,
  state VARCHAR,
  weight BIGINT,
  units DECIMAL(38,18),
  rate DOUBLE,
  fragile BOOLEAN,
  sent_at TIMESTAMPTZ,
  due_on DATE,
  tags JSON,
  to__city VARCHAR,
  _hash BIGINT,
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
  price DECIMAL(38,18),
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

-- name: stage
CREATE OR REPLACE TEMP TABLE seen_parcels AS SELECT lago_id, 0::BIGINT AS _n, false AS written FROM parcels LIMIT 0;

-- name: deduplicate
CREATE OR REPLACE TEMP TABLE skipped_parcels AS
SELECT _n FROM stage_parcels ANTI JOIN (SELECT max(_n) AS _n FROM stage_parcels GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_parcels;

-- name: compare
CREATE OR REPLACE TEMP TABLE known_parcels AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM parcels AS t JOIN (SELECT _n, lago_id, _hash FROM stage_parcels ANTI JOIN skipped_parcels USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_parcels SELECT _n FROM known_parcels WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_parcels WHERE same;

-- name: remember_keys
INSERT INTO seen_parcels SELECT lago_id, _n, skipped._n IS NULL FROM stage_parcels LEFT JOIN skipped_parcels AS skipped USING (_n);

-- name: remove
DELETE FROM parcels WHERE rowid IN (SELECT place FROM known_parcels WHERE NOT same);

-- name: merge
INSERT INTO parcels BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_parcels ANTI JOIN skipped_parcels USING (_n);

-- name: remove_children
DELETE FROM parcels__items AS c USING (SELECT lago_id FROM stage_parcels ANTI JOIN skipped_parcels USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO parcels__items BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _items_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_parcels__items ANTI JOIN skipped_parcels USING (_n);

-- name: remove_children
DELETE FROM parcels__items__labels AS c USING (SELECT lago_id FROM stage_parcels ANTI JOIN skipped_parcels USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO parcels__items__labels BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _items_index, "$3" AS _labels_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_parcels__items__labels ANTI JOIN skipped_parcels USING (_n);

-- name: count
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_parcels WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: sweep
UPDATE parcels AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_parcels AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE parcels__items AS c SET _deleted_at = s._deleted_at FROM parcels AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE parcels__items__labels AS c SET _deleted_at = s._deleted_at FROM parcels AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
