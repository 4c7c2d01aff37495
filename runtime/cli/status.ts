import type { Command } from "commander";
import type { Destination } from "../destinations/destination.ts";
import { LATEST_FIRST } from "../destinations/journal.ts";
import { identifier, joinSql, type Sql, sql } from "../destinations/sql.ts";
import { detailsName, type Strategy, strategyOf } from "../load/plan/strategy.ts";
import type { Resource } from "../resource.ts";
import { findTables } from "./look-into.ts";
import { findResources } from "./select-resources.ts";
import { addDestinationOptions, type DestinationFlags, readDestination } from "./settings.ts";
import { formatCount, formatTable } from "./table.ts";

/** `lago-loader status`: what the last loads did, and what the tables hold. */
export function addStatus(program: Command): void {
  const command = program.command("status").description("show the last load of each resource, and how many rows its table has");
  command.argument("[resource...]", "only these");
  addDestinationOptions(command).option("--json", "print one JSON array").action(run);
}

async function run(names: readonly string[], { json, ...flags }: DestinationFlags & { json?: boolean }): Promise<void> {
  const [{ openDestination }, { resources }] = await Promise.all([import("../destinations/open.ts"), import("../../generated/index.ts")]);
  const named = findResources(resources, names);
  const destination = await openDestination(readDestination(flags), { schema: flags.schema, readOnly: true });
  try {
    const states = await readStates(destination, resources, named);
    process.stdout.write(json ? `${JSON.stringify(states)}\n` : formatStates(states, destination.name));
  } finally {
    await destination.close();
  }
}

interface State {
  readonly resource: string;
  /** Null where this version of the loader does not know the resource. */
  readonly strategy: Strategy | null;
  readonly status: string;
  readonly finished_at: string;
  /** What of the list was looked at. */
  readonly extent: string | null;
  /** When a load last began that read the whole list; known of lists that are read by windows. */
  readonly last_full_at: string | null;
  /** The latest row that was seen, by the column that windows go by. */
  readonly reached: string | null;
  /** Null where the table is not there. */
  readonly rows: number | null;
  /** Of these, gone from Lago. */
  readonly deleted: number | null;
  /** Records of Lago's that the last load could not store: they are in `_rejected`. */
  readonly rejected: number;
  readonly reason: string | null;
}

/** Both databases understand it. With all columns, since one that an earlier version has made lacks some. */
const LAST_LOADS = sql`SELECT *
FROM (SELECT *, row_number() OVER (PARTITION BY resource ORDER BY ${LATEST_FIRST}) AS age FROM _loads AS l) AS loads
WHERE age = 1
ORDER BY resource`;

/** Of all that were ever loaded, or of those that are named. */
async function readStates(destination: Destination, resources: readonly Resource[], named: readonly Resource[]): Promise<State[]> {
  const strategies = new Map<string, Strategy>(resources.flatMap((resource) => [[resource.name, strategyOf(resource)], [detailsName(resource), "details"]]));
  const wanted = new Set(named.flatMap((resource) => [resource.name, detailsName(resource)]));
  const loads = (await readRecords(destination, LAST_LOADS)).filter(({ resource }) => wanted.size === 0 || wanted.has(resource!));
  const cursors = new Map((await readRecords(destination, sql`SELECT * FROM _cursors`)).map((cursor) => [cursor["resource"], cursor]));
  const tables = await findTables(destination);
  // A database of an earlier version has no such table.
  const rejected = new Map(tables.has("_rejected") ? (await destination.query(REJECTED)).rows.map(([name, count]) => [name, Number(count)]) : []);
  const counts = await readCounts(destination, loads.map(({ resource }) => resource!).filter((name) => tables.has(name)));
  return loads.map(({ resource, status, finished_at, extent = null, reason = null }) => {
    const [rows = null, deleted = null] = counts.get(resource!) ?? [];
    const { last_full_at = null, reached = null } = cursors.get(resource!) ?? {};
    const strategy = strategies.get(resource!) ?? null;
    return { resource: resource!, strategy, status: status!, finished_at: finished_at!, extent, last_full_at, reached, rows, deleted, rejected: rejected.get(resource!) ?? 0, reason };
  });
}

const REJECTED = sql`SELECT resource, count(*) FROM _rejected GROUP BY resource`;

async function readRecords(destination: Destination, statement: Sql): Promise<Record<string, string | null>[]> {
  const { columns, rows } = await destination.query(statement);
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]!])));
}

async function readCounts(destination: Destination, tables: readonly string[]): Promise<Map<string, readonly [number, number]>> {
  if (tables.length === 0) return new Map();
  const counts = tables.map((name) => sql`SELECT ${name}, count(*), count(_deleted_at) FROM ${identifier(name)}`);
  const { rows } = await destination.query(joinSql(counts, "\nUNION ALL\n"));
  return new Map(rows.map(([name, all, deleted]) => [name!, [Number(all), Number(deleted)]]));
}

function formatStates(states: readonly State[], name: string): string {
  if (states.length === 0) return `Nothing has been loaded into ${name} yet.\n`;
  const count = (value: number | null) => (value === null ? "" : formatCount(value));
  const second = (time: string | null) => time?.replace(/\.\d+/, "") ?? "";
  const rows = states.map(({ resource, strategy, status, finished_at, last_full_at, rows, deleted, rejected, reason }) => [
    resource,
    strategy ?? "",
    status,
    second(finished_at),
    second(last_full_at),
    count(rows),
    count(deleted),
    count(rejected),
    reason ?? "",
  ]);
  return formatTable(["resource", "strategy", "last load", "finished", "last full read", "rows", "of them deleted", "rejected", ""], rows);
}
