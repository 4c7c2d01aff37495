import type { Sweep } from "./destination.ts";
import type { Sql } from "./sql.ts";

/** Which rows that did not come are gone: from a time on, or that fulfil a condition; where neither is given, all. */
export interface Swept {
  readonly since: string | null;
  readonly where: Sql | undefined;
}

/** Undefined where none is to be marked. `oldest`: the time of the oldest row that came; null where none did. */
export function findSwept(sweep: Sweep, oldest: string | null): Swept | undefined {
  const { since = null, where } = typeof sweep === "object" ? sweep : sweep === "since oldest" ? { since: oldest } : {};
  // Where nothing came, nothing can be told from it.
  return since === null && where === undefined && sweep !== "all" ? undefined : { since, where };
}
