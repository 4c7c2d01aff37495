import type { Command } from "commander";
import { readStates, type State } from "../reader/states.ts";
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
    const states = await readStates(destination.query, resources, named);
    process.stdout.write(json ? `${JSON.stringify(states)}\n` : formatStates(states, destination.name));
  } finally {
    await destination.close();
  }
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
