-- name: create
CREATE TABLE IF NOT EXISTS parcels (
  shop_code text,
  lago_id uuid NOT NULL,
  state text,
  weight bigint,
  units numeric,
  rate double precision,
  fragile boolean,
  sent_at timestamptz,
  due_on date,
  tags jsonb,
  to__city text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS parcels__items (
  _root_lago_id uuid NOT NULL,
  _items_index bigint NOT NULL,
  sku text,
  price numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _items_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS parcels__items__labels (
  _root_lago_id uuid NOT NULL,
  _items_index bigint NOT NULL,
  _labels_index bigint NOT NULL,
  "text" text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _items_index, _labels_index)
);

-- name: stage
CREATE TEMP TABLE stage_parcels (_n bigint) INHERITS (pg_temp.parcels);

-- name: stage
CREATE TEMP TABLE stage_parcels__items (_n bigint) INHERITS (pg_temp.parcels__items);

-- name: stage
CREATE TEMP TABLE stage_parcels__items__labels (_n bigint) INHERITS (pg_temp.parcels__items__labels);

-- name: stage
CREATE TEMP TABLE seen_parcels AS SELECT lago_id, _n, false AS written FROM stage_parcels WITH NO DATA;

-- name: stage
CREATE TEMP TABLE arrived_parcels AS SELECT lago_id, _hash, _n FROM stage_parcels WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_parcels (lago_id);

-- name: analyze
SET LOCAL default_statistics_target = 10;
ANALYZE parcels (lago_id);
ANALYZE parcels__items (_root_lago_id);
ANALYZE parcels__items__labels (_root_lago_id);

-- name: remember_all
TRUNCATE seen_parcels;
INSERT INTO seen_parcels SELECT lago_id, -1, true FROM parcels;

-- name: find_duplicates
SELECT FROM stage_parcels GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
WITH gone AS (
  DELETE FROM stage_parcels AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_parcels GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_parcels__items AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_parcels__items__labels AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
WITH same AS (
  SELECT s._n FROM arrived_parcels AS s JOIN parcels AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_parcels AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_parcels AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_parcels SELECT lago_id, _n, found IS NULL FROM arrived_parcels LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_parcels;

-- name: merge
WITH written AS (
  INSERT INTO parcels (
    shop_code,
    lago_id,
    state,
    weight,
    units,
    rate,
    fragile,
    sent_at,
    due_on,
    tags,
    to__city,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.parcels
  ON CONFLICT (lago_id) DO UPDATE SET
    shop_code = EXCLUDED.shop_code,
    state = EXCLUDED.state,
    weight = EXCLUDED.weight,
    units = EXCLUDED.units,
    rate = EXCLUDED.rate,
    fragile = EXCLUDED.fragile,
    sent_at = EXCLUDED.sent_at,
    due_on = EXCLUDED.due_on,
    tags = EXCLUDED.tags,
    to__city = EXCLUDED.to__city,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM parcels__items AS c USING stage_parcels AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO parcels__items (
  _root_lago_id,
  _items_index,
  sku,
  price,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.parcels__items;

-- name: remove_children
DELETE FROM parcels__items__labels AS c USING stage_parcels AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO parcels__items__labels (
  _root_lago_id,
  _items_index,
  _labels_index,
  "text",
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.parcels__items__labels;

-- name: count
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_parcels WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: sweep
UPDATE parcels AS t SET _deleted_at = $1 WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_parcels AS s WHERE t.lago_id = s.lago_id);

-- name: sweep_children
UPDATE parcels__items AS c SET _deleted_at = s._deleted_at FROM parcels AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE parcels__items__labels AS c SET _deleted_at = s._deleted_at FROM parcels AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
