import type { CursorState, Destination } from "../destinations/destination.ts";
import { quoteName, quoteText } from "../destinations/identifiers.ts";
import type { Resource } from "../resource.ts";

/**
 * How far the resource was read. Undefined where it never was in full: a window means nothing without the rows around it,
 * so neither does a cursor whose table somebody has emptied. Its table must be there.
 */
export async function findCursorState(destination: Destination, { name, cursor }: Resource): Promise<CursorState | undefined> {
  if (!cursor) return undefined;
  const { rows } = await destination.query(
    `SELECT reached, extract(epoch FROM last_full_at) FROM _cursors
WHERE resource = ${quoteText(name)} AND EXISTS (SELECT 1 FROM ${quoteName(name)} WHERE _deleted_at IS NULL)`,
  );
  const [found] = rows;
  return found && { reached: found[0] ?? null, lastFullAt: new Date(Number(found[1]) * 1000) };
}
