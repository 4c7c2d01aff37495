import type { Command } from "commander";
import type { Resource } from "../resource.ts";
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

function describe({ name, path, primaryKey, parent, cursor, reslice, tables }: Resource) {
  return {
    name,
    path,
    primary_key: primaryKey,
    parent: parent?.resource ?? null,
    cursor: cursor?.column ?? null,
    /** False: only with `--all`, or by its name. */
    default: !reslice,
    tables: tables.map((table) => table.name),
  };
}

function formatResources(resources: readonly Resource[]): string {
  const rows = resources.map(({ name, path, primaryKey, parent, reslice, tables }) => [
    name,
    path,
    primaryKey.join(", ") || "none: replaced whole",
    String(tables.length),
    parent ? `below ${parent.resource}` : "",
    reslice ? "only with --all or by name" : "",
  ]);
  return formatTable(["resource", "list", "key", "tables", "", ""], rows);
}
