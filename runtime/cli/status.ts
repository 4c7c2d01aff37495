import type { Command } from "commander";
import type { Destination } from "../destinations/destination.ts";
import { quoteName, quoteText } from "../destinations/identifiers.ts";
import { addDestinationOptions, type DestinationFlags, readDestination } from "./settings.ts";
import { formatCount, formatTable } from "./table.ts";

/** `lago-loader status`: what the last loads did, and what the tables hold. */
export function addStatus(program: Command): void {
  const command = program.command("status").description("show the last load of each resource, and how many rows its table has");
  addDestinationOptions(command).option("--json", "print one JSON array").action(run);
}

async function run({ json, ...flags }: DestinationFlags & { json?: boolean }): Promise<void> {
  const { openDestination } = await import("../destinations/open.ts");
  const destination = await openDestination(readDestination(flags), { schema: flags.schema, readOnly: true });
  try {
    const states = await readStates(destination);
    process.stdout.write(json ? `${JSON.stringify(states)}\n` : formatStates(states, destination.name));
  } finally {
    await destination.close();
  }
}

interface State {
  readonly resource: string;
  readonly status: string;
  readonly finished_at: string;
  /** Null where the table is not there. */
  readonly rows: number | null;
  /** Of these, gone from Lago. */
  readonly deleted: number | null;
  readonly reason: string | null;
}

/** Both databases understand it. */
const LAST_LOADS = `SELECT resource, status, finished_at, reason
FROM (SELECT *, row_number() OVER (PARTITION BY resource ORDER BY finished_at DESC) AS age FROM _loads) AS loads
WHERE age = 1
ORDER BY resource`;

const TABLES = "SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = current_schema()";

async function readStates(destination: Destination): Promise<State[]> {
  const loads = await destination.query(LAST_LOADS);
  const tables = new Set((await destination.query(TABLES)).rows.map(([name]) => name));
  const counts = await readCounts(destination, loads.rows.flatMap(([name]) => (name && tables.has(name) ? [name] : [])));
  return loads.rows.map(([resource, status, finished_at, reason]) => {
    const [rows = null, deleted = null] = counts.get(resource!) ?? [];
    return { resource: resource!, status: status!, finished_at: finished_at!, rows, deleted, reason: reason ?? null };
  });
}

async function readCounts(destination: Destination, tables: readonly string[]): Promise<Map<string, readonly [number, number]>> {
  if (tables.length === 0) return new Map();
  const counts = tables.map((name) => `SELECT ${quoteText(name)}, count(*), count(_deleted_at) FROM ${quoteName(name)}`);
  const { rows } = await destination.query(counts.join("\nUNION ALL\n"));
  return new Map(rows.map(([name, all, deleted]) => [name!, [Number(all), Number(deleted)]]));
}

function formatStates(states: readonly State[], name: string): string {
  if (states.length === 0) return `Nothing has been loaded into ${name} yet.\n`;
  const count = (value: number | null) => (value === null ? "" : formatCount(value));
  const rows = states.map(({ resource, status, finished_at, rows, deleted, reason }) => [
    resource,
    status,
    finished_at.replace(/\.\d+/, ""),
    count(rows),
    count(deleted),
    reason ?? "",
  ]);
  return formatTable(["resource", "last load", "finished", "rows", "of them deleted", ""], rows);
}
