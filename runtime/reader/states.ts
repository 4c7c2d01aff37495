import { LATEST_FIRST } from "../destinations/journal.ts";
import { identifier, joinSql, sql } from "../destinations/sql.ts";
import { detailsName, type Strategy, strategyOf } from "../load/strategy.ts";
import type { Resource } from "../resource.ts";
import type { Ask } from "./reader.ts";
import { readRecords } from "./records.ts";

/** The state of a resource in a database: its last load, and its table. */
export interface State {
  readonly resource: string;
  /** Null if this version of the loader does not know the resource. */
  readonly strategy: Strategy | null;
  readonly status: string;
  readonly finished_at: string;
  /** What the last load read, for people. */
  readonly extent: string | null;
  /** Start of the last full refresh; known for resources with incremental loads. */
  readonly last_full_at: string | null;
  /** The time of the latest known row, by the cursor's column. */
  readonly reached: string | null;
  /** Null if the table does not exist. */
  readonly rows: number | null;
  /** Those that are soft-deleted. */
  readonly deleted: number | null;
  /** Records that the last load could not store: they are in `_rejected`. */
  readonly rejected: number;
  readonly reason: string | null;
}

/** For both databases. With all columns, since a table of an earlier version lacks some. */
const LAST_LOADS = sql`SELECT *
FROM (SELECT *, row_number() OVER (PARTITION BY resource ORDER BY ${LATEST_FIRST}) AS age FROM _loads AS l) AS loads
WHERE age = 1
ORDER BY resource`;

/** The state of each resource that was ever loaded, or of the named ones, by name. `resources`: those that this version of the loader knows. */
export async function readStates(ask: Ask, resources: readonly Resource[], named: readonly Resource[] = []): Promise<State[]> {
  const strategies = new Map<string, Strategy>(resources.flatMap((resource) => [[resource.name, strategyOf(resource)], [detailsName(resource), "details"]]));
  const wanted = new Set(named.flatMap((resource) => [resource.name, detailsName(resource)]));
  const loads = (await readRecords(ask, LAST_LOADS)).filter(({ resource }) => wanted.size === 0 || wanted.has(resource!));
  const cursors = new Map((await readRecords(ask, sql`SELECT * FROM _cursors`)).map((cursor) => [cursor["resource"], cursor]));
  const tables = new Set((await ask(TABLES)).rows.map(([name]) => name!));
  // A database of an earlier version has no such table.
  const rejected = new Map(tables.has("_rejected") ? (await ask(REJECTED)).rows.map(([name, count]) => [name, Number(count)]) : []);
  const counts = await readCounts(ask, loads.map(({ resource }) => resource!).filter((name) => tables.has(name)));
  return loads.map(({ resource, status, finished_at, extent = null, reason = null }) => {
    const [rows = null, deleted = null] = counts.get(resource!) ?? [];
    const { last_full_at = null, reached = null } = cursors.get(resource!) ?? {};
    const strategy = strategies.get(resource!) ?? null;
    return { resource: resource!, strategy, status: status!, finished_at: finished_at!, extent, last_full_at, reached, rows, deleted, rejected: rejected.get(resource!) ?? 0, reason };
  });
}

const TABLES = sql`SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()`;

const REJECTED = sql`SELECT resource, count(*) FROM _rejected GROUP BY resource`;

async function readCounts(ask: Ask, tables: readonly string[]): Promise<Map<string, readonly [number, number]>> {
  if (tables.length === 0) return new Map();
  const counts = tables.map((name) => sql`SELECT ${name}, count(*), count(_deleted_at) FROM ${identifier(name)}`);
  const { rows } = await ask(joinSql(counts, "\nUNION ALL\n"));
  return new Map(rows.map(([name, all, deleted]) => [name!, [Number(all), Number(deleted)]]));
}
