import type { CursorState, Destination } from "../destinations/destination.ts";
import { quoteName, quoteText } from "../destinations/identifiers.ts";
import type { Resource } from "../resource.ts";

/**
 * How far the resource was read. Undefined where it never was in full: a window means nothing without the rows around it,
 * so neither does a cursor whose table somebody has emptied. Its table must be there.
 */
export async function findCursorState(destination: Destination, { name }: Resource): Promise<CursorState | undefined> {
  const { rows } = await destination.query(
    `SELECT reached, extract(epoch FROM last_full_at), extract(epoch FROM followed) FROM _cursors
WHERE resource = ${quoteText(name)} AND (
  EXISTS (SELECT 1 FROM ${quoteName(name)} WHERE _deleted_at IS NULL)
  OR NOT EXISTS (SELECT 1 FROM _loads WHERE resource = ${quoteText(name)} AND inserted > 0)
)`,
  );
  const [[reached, lastFullAt, followed] = []] = rows;
  if (lastFullAt == null) return undefined;
  return { reached: reached ?? null, lastFullAt: toDate(lastFullAt), ...(followed != null && { followed: toDate(followed) }) };
}

const toDate = (seconds: string) => new Date(Number(seconds) * 1000);
