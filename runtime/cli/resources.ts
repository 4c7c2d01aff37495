import type { Command } from "commander";
import { hasDetails } from "../destinations/details.ts";
import type { Resource } from "../resource.ts";
import { strategyOf } from "../load/strategy.ts";
import { formatTable } from "./table.ts";

/** `lago-loader resources`: what can be loaded. */
export function addResources(program: Command): void {
  program
    .command("resources")
    .description("list what can be loaded")
    .option("--json", "print one JSON array")
    .action(run);
}

async function run({ json }: { json?: boolean }): Promise<void> {
  const { resources } = await import("../../generated/index.ts");
  process.stdout.write(json ? `${JSON.stringify(resources.map(describe))}\n` : formatResources(resources));
}

function describe(resource: Resource) {
  const { name, path, primaryKey, parent, cursor, reslice, snapshot, tables } = resource;
  return {
    name,
    path,
    primary_key: primaryKey,
    parent: parent?.resource ?? null,
    strategy: strategyOf(resource),
    cursor: cursor ?? null,
    /** Whether single records have what the list lacks. */
    details: hasDetails(resource),
    /** False: only by its name, or, what is no snapshot, with `--all`. */
    default: !reslice && snapshot === undefined,
    tables: tables.map((table) => table.name),
  };
}

function formatResources(resources: readonly Resource[]): string {
  const rows = resources.map((resource) => [
    resource.name,
    resource.path,
    resource.primaryKey.join(", ") || "none",
    String(resource.tables.length),
    describeStrategy(resource),
    resource.parent ? `below ${resource.parent.resource}` : "",
    [...(resource.reslice ? ["only with --all or by name"] : resource.snapshot === undefined ? [] : ["only by name"]), ...(hasDetails(resource) ? ["more with --details"] : [])].join(", "),
  ]);
  return formatTable(["resource", "list", "key", "tables", "strategy", "", ""], rows);
}

function describeStrategy(resource: Resource): string {
  const { cursor } = resource;
  return cursor ? `window on ${cursor.column}, ${cursor.lookbackDays} days back` : strategyOf(resource);
}
