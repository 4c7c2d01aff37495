import type { Destination } from "../../destinations/destination.ts";
import { quoteName, quoteText } from "../../destinations/identifiers.ts";
import type { Resource } from "../../resource.ts";

/**
 * An empty answer for a table that has rows is more likely a wrong key, or a filter of the server, than the end of all
 * records. It is believed when a second load gets it again, other than one that only asked for changes. Answers why it is not, yet.
 */
export async function doubtEmptiness(destination: Destination, { name }: Resource): Promise<string | undefined> {
  const [rows] = await readRow(destination, `SELECT count(*) FROM ${quoteName(name)} WHERE _deleted_at IS NULL`);
  if (Number(rows) === 0) return undefined;
  const [before] = await readRow(
    destination,
    `SELECT rows FROM _loads WHERE resource = ${quoteText(name)} AND status IN ('loaded', 'incomplete') AND extent NOT LIKE 'changes since %' ORDER BY finished_at DESC LIMIT 1`,
  );
  if (before === "0") return undefined;
  return `Lago lists none, and the table has ${rows}. They stay; load again, and they are marked as deleted if Lago lists none then either`;
}

async function readRow(destination: Destination, sql: string): Promise<readonly (string | null)[]> {
  return (await destination.query(sql)).rows[0] ?? [];
}
