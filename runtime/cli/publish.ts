import type { Command } from "commander";
import type { Publication } from "../publish/publish.ts";
import type { Verified } from "../publish/warehouse/verify.ts";
import { EXIT } from "../errors.ts";
import { interruptSignal } from "./terminal/interrupt.ts";
import { say } from "./terminal/messages.ts";
import { describePublication, publishOnce, readSource, type VerifiedPublication } from "./publish-once.ts";
import { findResources } from "./select-resources.ts";
import { parseSchema } from "./settings/settings.ts";
import { countOf, formatCount, formatTable } from "./terminal/table.ts";

interface PublishFlags {
  readonly to: string;
  readonly from?: string;
  readonly schema: string;
  readonly full?: boolean;
  readonly wait?: boolean;
  readonly verify?: boolean;
  readonly json?: boolean;
}

/** `lago-loader publish`: writes what changed in a DuckDB file to an object store or a warehouse. */
export function addPublish(program: Command): void {
  program
    .command("publish")
    .description("publish the tables of a DuckDB file as Parquet files or into a warehouse; only what changed is written")
    .argument("[resource...]", "names or patterns; default: all")
    .requiredOption("--to <address>", "where to: file:DIR, s3://bucket/prefix, bigquery://project/dataset, …: docs/warehouses.md")
    .option("--from <file>", "DuckDB file to publish, instead of LAGO_DESTINATION")
    .option("--schema <name>", "schema of the tables", parseSchema, "lago_data")
    .option("--full", "write everything again, even what has not changed")
    .option("--wait", "wait for a load into the same file, or another publish to the same place, to end")
    .option("--verify", "then compare counts and sums with those of the warehouse")
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLE)
    .action(run);
}

const EXAMPLE = `
Examples:
  lago-loader publish --to file:./lake
  lago-loader publish --to s3://bucket/lago
  lago-loader publish --to bigquery://project/dataset --verify
  lago-loader load --publish file:./lake`;

async function run(names: readonly string[], { to, from, schema, full, wait, verify, json }: PublishFlags): Promise<void> {
  const { resources } = await import("../../generated/index.ts");
  const only = names.length > 0 ? { only: findResources(resources, names) } : {};
  const publication = await publishOnce(to, { source: readSource(from), schema, signal: interruptSignal(), ...only, ...(full && { full }), ...(wait && { wait }), ...(verify && { verify }) });
  process.stdout.write(json ? `${JSON.stringify(publication)}\n` : formatPublication(publication));
  const different = "verified" in publication ? (publication.verified ?? []).filter(({ same }) => !same) : [];
  if (different.length === 0) return;
  say(`${countOf(different.length, "figure")} ${different.length === 1 ? "differs" : "differ"}: ${publication.place} has other rows than the working copy. Publish again with --full.`);
  process.exitCode = EXIT.differs;
}

function formatPublication(publication: Publication | VerifiedPublication): string {
  const tables = "published" in publication ? [formatRows(publication), ...(publication.verified ? [formatVerified(publication.verified)] : [])] : [formatObjects(publication)];
  return [...tables.filter((table) => table !== ""), `${describePublication(publication)}\n`].join("\n");
}

function formatObjects({ written }: Publication): string {
  const rows = written.map(({ key, rows, bytes }) => [key, formatCount(rows), formatCount(bytes)]);
  return rows.length > 0 ? formatTable(["object", "rows", "bytes"], rows) : "";
}

function formatRows({ published }: VerifiedPublication): string {
  const rows = published.flatMap(({ mode, rows }) => Object.entries(rows).map(([table, count]) => [table, mode, formatCount(count)]));
  return rows.length > 0 ? formatTable(["table", "mode", "rows"], rows) : "";
}

function formatVerified(verified: readonly Verified[]): string {
  return formatTable(["table", "figure", "working copy", "warehouse", ""], verified.map(({ table, figure, copy, warehouse, same }) => [table, figure, copy, warehouse, same ? "same" : "DIFFERENT"]));
}
