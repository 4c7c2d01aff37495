import type { CursorState, Destination } from "../destinations/destination.ts";
import { journalColumn, LATEST_FIRST } from "../destinations/journal.ts";
import { identifier, sql } from "../destinations/sql.ts";
import type { Resource } from "../resource.ts";

/**
 * The cursor of the resource. Undefined if it was never read in full, or if somebody has emptied its table: a window is of no use without
 * the older rows. The table must exist. `now`: start of this load.
 */
export async function findCursorState(destination: Destination, { name }: Resource, now: Date): Promise<CursorState | undefined> {
  const { rows } = await destination.query(
    sql`SELECT reached, extract(epoch FROM last_full_at), extract(epoch FROM followed), (
  SELECT ${journalColumn("withheld")} FROM _loads AS l
  WHERE resource = ${name} AND status IN ('loaded', 'incomplete') AND ${journalColumn("scope")} NOT IN ('range', 'webhooks') ORDER BY ${LATEST_FIRST} LIMIT 1
) FROM _cursors
WHERE resource = ${name} AND (
  EXISTS (SELECT 1 FROM ${identifier(name)} WHERE _deleted_at IS NULL)
  OR NOT EXISTS (SELECT 1 FROM _loads WHERE resource = ${name} AND inserted > 0)
)`,
  );
  const [[reached, lastFullAt, followed, withheld] = []] = rows;
  if (lastFullAt == null) return undefined;
  const state: CursorState = { reached: reached ?? null, lastFullAt: toDate(lastFullAt), ...(followed != null && { followed: toDate(followed) }) };
  if (Number(withheld ?? 0) > 0) return { ...state, distrust: `since ${withheld} rows were missing in the load before` };
  return isAhead(state, now) ? { reached: null, lastFullAt: now, distrust: "since the clock of an earlier load was ahead of this one" } : state;
}

/** The page size that the latest load has learned; undefined if none has. */
export async function findPageSize(destination: Destination, { name }: Resource): Promise<number | undefined> {
  const { rows: [[size] = []] } = await destination.query(sql`SELECT page_size FROM _loads AS l WHERE resource = ${name} AND page_size IS NOT NULL ORDER BY ${LATEST_FIRST} LIMIT 1`);
  return size == null ? undefined : Number(size);
}

/** Whether any load has read the resource. */
export async function wasLoadedBefore(destination: Destination, { name }: Resource): Promise<boolean> {
  const { rows } = await destination.query(sql`SELECT 1 FROM _loads WHERE resource = ${name} AND status IN ('loaded', 'incomplete') LIMIT 1`);
  return rows.length > 0;
}

/** A future time is ignored: it would hide all changes until then. */
function isAhead({ reached, lastFullAt, followed }: CursorState, now: Date): boolean {
  const times = [lastFullAt, followed, reached === null ? undefined : new Date(reached)];
  return times.some((time) => time !== undefined && time.getTime() > now.getTime() + TOLERANCE_MS);
}

/** Tolerance for the clocks of machines that load in turn. */
const TOLERANCE_MS = 5 * 60_000;

const toDate = (seconds: string) => new Date(Number(seconds) * 1000);
