import type { Sweep, SweepSize } from "./destination.ts";
import type { Sql } from "./sql.ts";

/** The condition for rows to mark as deleted if they did not arrive: from a time on, or by a condition; all rows without either. */
export interface Swept {
  readonly since: string | null;
  readonly where: Sql | undefined;
}

/** Runs the generated statements of a name, with an additional condition on the rows. */
type Run = (name: string, values?: Readonly<Record<string, string | null>>, where?: Sql) => Promise<readonly { readonly changed: number; readonly row: Readonly<Record<string, unknown>> | undefined }[]>;

export const NOTHING_GONE: SweepSize = { gone: 0, again: 0, covered: 0 };

/** Undefined if no row is to be marked. `oldest`: the time of the oldest row that arrived; null if none did. */
export function findSwept(sweep: Sweep, oldest: string | null): Swept | undefined {
  const { since = null, where } = typeof sweep === "object" ? sweep : sweep === "since oldest" ? { since: oldest } : {};
  // If nothing arrived, there is no oldest row to start from.
  return since === null && where === undefined && sweep !== "all" ? undefined : { since, where };
}

/** `inserted`: rows that this load has added, which no sweep covers. */
export async function measureSweep(run: Run, swept: Swept | undefined, inserted: number): Promise<SweepSize> {
  if (!swept) return NOTHING_GONE;
  const count = async (name: string) => Number((await run(name, { since: swept.since }, swept.where))[0]?.row?.["count"] ?? 0);
  const gone = await count("count_gone");
  if (gone === 0) return NOTHING_GONE;
  return { gone, again: await count("count_again"), covered: Math.max(gone, (await count("count_covered")) - inserted) };
}

/** Marks these rows and their child rows as deleted. Returns the number of rows. */
export async function markSwept(run: Run, swept: Swept | undefined): Promise<number> {
  if (!swept) return 0;
  const [marked] = await run("sweep", { since: swept.since }, swept.where);
  const deleted = marked?.changed ?? 0;
  if (deleted > 0) await run("sweep_children");
  return deleted;
}
