-- The time of the figures: when the last load began. A report of last week's copy must not age by itself.
clock AS (
  SELECT max(started_at) AS as_of, CAST(max(started_at) AT TIME ZONE 'UTC' AS date) AS today
  FROM _loads
  WHERE status IN ('loaded', 'incomplete')
)
