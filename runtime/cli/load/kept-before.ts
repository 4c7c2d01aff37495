import type { Destination } from "../../destinations/destination.ts";
import { LATEST_FIRST } from "../../destinations/journal.ts";
import { sql } from "../../destinations/sql.ts";
import { hasSystemTables } from "../../destinations/system-tables.ts";

/** What earlier loads have kept in `_extra`, as `table.name`. The summary does not repeat it. */
export async function readKeptBefore(destination: Destination): Promise<ReadonlySet<string>> {
  if (!(await hasSystemTables(destination))) return new Set();
  const { rows } = await destination.query(LAST_READ);
  return new Set(rows.flatMap(([misfits, unknown]) => [...Object.keys(JSON.parse(misfits!) as object), ...(JSON.parse(unknown!) as string[])]));
}

/** The last load of each resource that read something. */
const LAST_READ = sql`SELECT misfits, unknown
FROM (SELECT *, row_number() OVER (PARTITION BY resource ORDER BY ${LATEST_FIRST}) AS age FROM _loads AS l WHERE status IN ('loaded', 'incomplete') AND rows > 0) AS loads
WHERE age = 1`;
