import type { Command } from "commander";
import type { PastLoad } from "../reader/history.ts";
import { readStates, type State } from "../reader/states.ts";
import { say } from "./terminal/messages.ts";
import { findResources } from "./select-resources.ts";
import { addDestinationOptions, type DestinationFlags, readDestination } from "./settings/settings.ts";
import { fitColumns, formatCount, formatTable, terminalWidth } from "./terminal/table.ts";

/** `lago-loader status`: shows the last load of each resource, and the size of its table. */
export function addStatus(program: Command): void {
  const command = program.command("status").description("show the last load of each resource, and how many rows its table has");
  command.argument("[resource...]", "names or patterns; default: all");
  addDestinationOptions(command)
    .option("--history", "show earlier loads as well, latest first")
    .option("--json", "print one JSON array")
    .action(run);
}

/** Maximum number of loads in `--history`. */
const MOST = 200;

async function run(names: readonly string[], { history, json, ...flags }: DestinationFlags & { history?: boolean; json?: boolean }): Promise<void> {
  const [{ openDestination }, { resources }] = await Promise.all([import("../destinations/open.ts"), import("../../generated/index.ts")]);
  const named = findResources(resources, names);
  const destination = await openDestination(readDestination(flags), { schema: flags.schema, readOnly: true, onNotice: say });
  try {
    if (history) {
      const { readHistory } = await import("../reader/history.ts");
      const loads = await readHistory(destination.query, named, MOST);
      return void process.stdout.write(json ? `${JSON.stringify(loads)}\n` : formatHistory(loads));
    }
    const states = await readStates(destination.query, resources, named);
    process.stdout.write(json ? `${JSON.stringify(states)}\n` : formatStates(states, destination.name));
  } finally {
    await destination.close();
  }
}

function formatHistory(loads: readonly PastLoad[]): string {
  const rows = loads.map(({ resource, started_at, seconds, status, extent, rows, inserted, updated, deleted, requests, reason }) => [
    started_at.replace(/\.\d+/, ""),
    resource,
    status,
    ...[rows, inserted, updated, deleted, requests].map(formatCount),
    seconds.toFixed(1),
    reason ?? extent ?? "",
  ]);
  return format(["started", "resource", "status", "rows", "inserted", "updated", "deleted", "requests", "seconds", ""], rows, ["requests", "seconds", "deleted", "updated", "inserted"]);
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
  return format(["resource", "strategy", "last load", "finished", "last full refresh", "rows", "soft-deleted", "rejected", ""], rows, ["strategy", "last full refresh", "rejected", "soft-deleted"]);
}

/** A terminal shows as many columns as fit, and wraps the reason, which is the last one. */
function format(heading: readonly string[], rows: readonly (readonly string[])[], expendable: readonly string[]): string {
  const width = terminalWidth();
  const [shown, cells] = fitColumns([...heading.slice(0, -1)], rows.map((row) => row.slice(0, -1)), width, expendable);
  return formatTable([...shown, ""], cells.map((row, index) => [...row, rows[index]!.at(-1)!]), width);
}
