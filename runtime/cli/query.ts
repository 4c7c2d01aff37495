import type { Command } from "commander";
import type { Answer } from "../destinations/destination.ts";
import { addDestinationOptions, type DestinationFlags, readDestination } from "./settings.ts";
import { formatTable } from "./table.ts";

/** `lago-loader query`: an answer of the database without another program. */
export function addQuery(program: Command): void {
  const command = program.command("query").description("ask the database, read-only where it can be").argument("<sql>");
  addDestinationOptions(command)
    .option("--json", "print an object a row; values are text, exactly as the database prints them")
    .addHelpText("after", EXAMPLE)
    .action(run);
}

const EXAMPLE = `
Example:
  lago-loader query "SELECT payment_status, count(*) FROM invoices GROUP BY ALL"`;

async function run(sql: string, { json, ...flags }: DestinationFlags & { json?: boolean }): Promise<void> {
  const { openDestination } = await import("../destinations/open.ts");
  const destination = await openDestination(readDestination(flags), { schema: flags.schema, readOnly: true });
  try {
    const answer = await destination.query(sql);
    process.stdout.write(json ? formatLines(answer) : formatAnswer(answer));
  } finally {
    await destination.close();
  }
}

function formatAnswer({ columns, rows }: Answer): string {
  return `${formatTable(columns, rows.map((row) => row.map((value) => value ?? "NULL")))}${rows.length} row${rows.length === 1 ? "" : "s"}\n`;
}

function formatLines({ columns, rows }: Answer): string {
  return rows.map((row) => `${JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, row[index]])))}\n`).join("");
}
