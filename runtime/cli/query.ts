import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { type Command, Option } from "commander";
import { ConfigurationError } from "../errors.ts";
import { ANSWER_FORMATS, type AnswerFormat, formatAnswer } from "./terminal/answer-format.ts";
import { say } from "./terminal/messages.ts";
import { addDestinationOptions, type DestinationFlags, isDuckDB, readDestination } from "./settings/settings.ts";

interface QueryFlags extends DestinationFlags {
  readonly format: AnswerFormat | "parquet";
  readonly file?: string;
  readonly json?: boolean;
}

/** `lago-loader query`: runs SQL without another program. */
export function addQuery(program: Command): void {
  const command = program.command("query").description("run a read-only SQL query").argument("[sql]", "the query, or - for standard input");
  addDestinationOptions(command)
    .addOption(new Option("--format <format>", "how to print the rows").choices([...ANSWER_FORMATS, "parquet"]).default("table"))
    .option("-f, --file <file>", "read the query from a file; - is standard input")
    .addOption(new Option("--json", "the same as --format jsonl").implies({ format: "jsonl" }))
    .addHelpText("after", EXAMPLE)
    .action(run);
}

const EXAMPLE = `
Examples:
  lago-loader query "SELECT payment_status, count(*) FROM invoices GROUP BY ALL"
  lago-loader query -f report.sql --format csv > report.csv
  lago-loader query "SELECT * FROM fees" --format parquet > fees.parquet`;

async function run(typed: string | undefined, { format, file, ...flags }: QueryFlags): Promise<void> {
  const sql = await readSql(typed, file);
  const { openDestination } = await import("../destinations/open.ts");
  const address = readDestination(flags);
  if (format === "parquet" && !isDuckDB(address)) throw new ConfigurationError("Only a DuckDB file answers as Parquet. Choose --format csv or jsonl.");
  const destination = await openDestination(address, { schema: flags.schema, readOnly: true, onNotice: say });
  try {
    if (format === "parquet") {
      const [{ exportAnswer }, { sendParquet }] = await Promise.all([import("../export/export-table.ts"), import("./send-parquet.ts")]);
      return await sendParquet((target) => exportAnswer(destination, sql, target));
    }
    process.stdout.write(formatAnswer(await destination.query(sql), format));
  } finally {
    await destination.close();
  }
}

async function readSql(typed: string | undefined, file: string | undefined): Promise<string> {
  if (typed !== undefined && file !== undefined) throw new ConfigurationError("There are two queries: one as an argument, one in --file. Give one.");
  const from = file ?? (typed === "-" ? "-" : undefined);
  if (from === "-") return readAll(process.stdin);
  if (from === undefined) {
    if (typed === undefined) throw new ConfigurationError("There is no query. Write it behind `query`, or name a file with --file.");
    return typed;
  }
  return readFile(from, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new ConfigurationError(`${from} cannot be read (${error.code}).`, { cause: error });
  });
}
