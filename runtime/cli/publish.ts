import type { Command } from "commander";
import type { Publication } from "../publish/publish.ts";
import { interruptSignal } from "./interrupt.ts";
import { describePublication, publishOnce, readSource } from "./publish-once.ts";
import { findResources } from "./select-resources.ts";
import { formatCount, formatTable } from "./table.ts";

interface PublishFlags {
  readonly to: string;
  readonly from?: string;
  readonly schema: string;
  readonly full?: boolean;
  readonly wait?: boolean;
  readonly json?: boolean;
}

/** `lago-loader publish`: brings what loads have changed in a DuckDB file to where others read it. */
export function addPublish(program: Command): void {
  program
    .command("publish")
    .description("publish the tables of a DuckDB file as Parquet files; only what changed is written")
    .argument("[resource...]", "only these")
    .requiredOption("--to <address>", "where to: file:DIR or s3://bucket/prefix")
    .option("--from <file>", "the DuckDB file, instead of LAGO_DESTINATION")
    .option("--schema <name>", "of the tables in it", "lago_data")
    .option("--full", "write every object again")
    .option("--wait", "wait for a load into the same file to end")
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLE)
    .action(run);
}

const EXAMPLE = `
Examples:
  lago-loader publish --to file:./lake
  lago-loader publish --to s3://bucket/lago
  lago-loader load --publish file:./lake`;

async function run(names: readonly string[], { to, from, schema, full, wait, json }: PublishFlags): Promise<void> {
  const { resources } = await import("../../generated/index.ts");
  const only = names.length > 0 ? { only: findResources(resources, names) } : {};
  const publication = await publishOnce(to, { source: readSource(from), schema, signal: interruptSignal(), ...only, ...(full && { full }), ...(wait && { wait }) });
  process.stdout.write(json ? `${JSON.stringify(publication)}\n` : formatPublication(publication));
}

function formatPublication(publication: Publication): string {
  const rows = publication.written.map(({ key, rows, bytes }) => [key, formatCount(rows), formatCount(bytes)]);
  const table = rows.length > 0 ? `${formatTable(["object", "rows", "bytes"], rows)}\n` : "";
  return `${table}${describePublication(publication)}\n`;
}
