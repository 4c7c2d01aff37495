import type { Command } from "commander";
import { hasDetails } from "../destinations/details.ts";
import type { Resource } from "../resource.ts";
import { describeUnseen, strategyOf } from "../load/strategy.ts";
import { findResources } from "./select-resources.ts";
import { countOf, fitColumns, formatTable, terminalWidth } from "./terminal/table.ts";

/** `lago-loader resources`: lists what can be loaded. */
export function addResources(program: Command): void {
  program
    .command("resources")
    .description("list what can be loaded, or explain how loads read the named resources")
    .argument("[resource...]", "names or patterns")
    .option("--json", "print one JSON array")
    .action(run);
}

async function run(names: readonly string[], { json }: { json?: boolean }): Promise<void> {
  const { resources: known } = await import("../../generated/index.ts");
  const resources = names.length > 0 ? findResources(known, names) : known;
  if (names.length > 0 && !json) return void process.stdout.write(resources.map(formatReading).join("\n"));
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
    watch: parent?.watch ?? null,
    /** The changes that incremental loads miss; null if each load reads all. */
    unseen: describeUnseen(resource) ?? null,
    /** How Lago announces its changes: for `load --webhooks`, for `load --changes`. */
    told_by: listAnnouncers(resource),
    /** Whether single records have more fields than the list. */
    details: hasDetails(resource),
    /** False: loaded only by name, or, if it is no snapshot, with `--all`. */
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
    listAnnouncers(resource).join(", ") || "neither",
    resource.parent ? `nested in ${resource.parent.resource}` : "",
    [...(resource.reslice ? ["only with --all or by name"] : resource.snapshot === undefined ? [] : ["only by name"]), ...(hasDetails(resource) ? ["more with --details"] : [])].join(", "),
  ]);
  const heading = ["resource", "list", "key", "tables", "strategy", "announced by", "parent", "note"];
  return formatTable(...fitColumns(heading, rows, terminalWidth(), ["key", "list", "announced by", "tables", "parent", "note"]));
}

/** How Lago announces that rows have changed. */
function listAnnouncers({ webhooks, changes }: Resource): string[] {
  return [...(webhooks ? ["webhooks"] : []), ...(changes ? ["activities"] : [])];
}

function describeStrategy(resource: Resource): string {
  const { cursor } = resource;
  return cursor ? `window on ${cursor.column}, ${countOf(cursor.lookbackDays, "day")} back` : strategyOf(resource);
}

/** A paragraph that says what loads read of it, and why. */
function formatReading(resource: Resource): string {
  const { name, path, cursor, parent } = resource;
  const unseen = describeUnseen(resource);
  const why = cursor?.why ?? parent?.watch?.why;
  const lines = [
    `${name} (GET ${path}): ${describeStrategy(resource)}`,
    ...(cursor && cursor.from === undefined ? ["read from the first page, which has the newest rows"] : []),
    ...(cursor?.from !== undefined ? [`filters: ${[cursor, ...(cursor.also ?? [])].flatMap(({ from, to }) => [from ?? [], to ?? []].flat()).join(", ")}: ${cursor.inclusive ? "inclusive" : "exclusive"}, to the ${cursor.granularity === "date" ? "day" : "second"}`] : []),
    ...(unseen === undefined ? ["Every load is a full refresh."] : [`Not seen before the next full refresh: ${unseen}.`]),
    `Changes are announced by: ${listAnnouncers(resource).join(", ") || "neither webhooks nor activities"}.`,
    ...(why === undefined ? [] : [`Why: ${why}`]),
  ];
  return `${lines.join("\n  ")}\n`;
}
