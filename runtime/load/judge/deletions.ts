import type { Destination, Scope, SweepSize } from "../../destinations/destination.ts";
import { LATEST_FIRST } from "../../destinations/journal.ts";
import { identifier, sql } from "../../destinations/sql.ts";
import type { Resource } from "../../resource.ts";

/** What a load has read of a resource, and what it would therefore mark as deleted. */
export interface Missing extends SweepSize {
  readonly scope: Scope;
  /** Records that arrived. */
  readonly rows: number;
  /** Whether any list was requested: a nested list may have no parents. */
  readonly asked: boolean;
  /** False if the last load is no independent look at the list. */
  readonly confirms?: false;
}

/** Rows that stay unmarked for now, and why. */
export interface Withheld {
  readonly withheld: number;
  readonly doubt: string;
}

/**
 * The circuit breaker: if many rows are missing at once, a wrong key, a gateway or a server's filter is more likely than deletions. The
 * next full refresh has to confirm them. Undefined if nothing speaks against the deletions.
 */
export async function doubtDeletions(destination: Destination, resource: Resource, missing: Missing): Promise<Withheld | undefined> {
  const { scope, rows, asked } = missing;
  const { gone, again, covered } = resource.primaryKey.length > 0 ? missing : await measureReplaced(destination, resource, rows);
  const isEmpty = rows === 0 && asked && (scope === "full" || (scope === "window" && gone > 0));
  const held = isEmpty && scope === "full" ? await countLiving(destination, resource) : gone;
  if (!(isEmpty && held > 0) && !areMany(gone, covered)) return undefined;
  const before = missing.confirms === false ? NO_SWEEP : await findLastSweep(destination, resource);
  if (isEmpty) {
    const isSecond = scope === "full" && before.scope === "full" && before.rows === 0 && before.withheld > 0;
    const place = scope === "full" ? "the table" : "the window";
    return isSecond ? undefined : { withheld: held, doubt: `Lago lists none, and ${place} has ${held}. They stay; the next full refresh marks them as deleted if Lago lists none then either` };
  }
  // The same rows as last time, and few others.
  if (scope === "full" && before.withheld > 0 && !areMany(gone - again, covered)) return undefined;
  const doubt = `Lago no longer lists ${gone} of ${covered} rows, which is too many to be believed at first sight. They stay; the next full refresh marks them as deleted if Lago does not list them then either, and --accept-deletions marks them now`;
  return { withheld: gone, doubt };
}

/** A load that would mark more rows than both of these marks none. */
const MANY_ROWS = 50;
const MANY_OF_ALL = 1 / 5;

function areMany(gone: number, covered: number): boolean {
  return gone >= MANY_ROWS && gone > covered * MANY_OF_ALL;
}

/** A table without a key is replaced: the rows that it would lose. Rows cannot be distinguished, so equal numbers count as the same rows. */
async function measureReplaced(destination: Destination, resource: Resource, rows: number): Promise<SweepSize> {
  const [covered, { withheld }] = [await countLiving(destination, resource), await findLastSweep(destination, resource)];
  const gone = Math.max(0, covered - rows);
  return { gone, again: Math.min(gone, withheld), covered };
}

async function countLiving(destination: Destination, { name }: Resource): Promise<number> {
  const { rows } = await destination.query(sql`SELECT count(*) FROM ${identifier(name)} WHERE _deleted_at IS NULL`);
  return Number(rows[0]![0]);
}

interface LastSweep {
  readonly scope: string | null;
  readonly rows: number;
  readonly withheld: number;
}

const NO_SWEEP: LastSweep = { scope: null, rows: 0, withheld: 0 };

/** Of the last load that checked for deletions, complete or not. Loads of a range of time do not check. */
async function findLastSweep(destination: Destination, { name }: Resource): Promise<LastSweep> {
  const { rows } = await destination.query(
    sql`SELECT scope, rows, withheld FROM _loads AS l WHERE resource = ${name} AND status IN ('loaded', 'incomplete') AND scope IN ('full', 'window', 'parents', 'changes') ORDER BY ${LATEST_FIRST} LIMIT 1`,
  );
  const [[scope = null, count, withheld] = []] = rows;
  return { scope, rows: Number(count ?? 0), withheld: Number(withheld ?? 0) };
}
