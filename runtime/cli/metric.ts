import { type Command, Option } from "commander";
import { ConfigurationError } from "../errors.ts";
import type { MetricAnswer } from "../metrics/ask-metric.ts";
import { isDate } from "../metrics/build-query.ts";
import type { Metric } from "../metrics/metric.ts";
import { ANSWER_FORMATS, type AnswerFormat, formatAnswer } from "./terminal/answer-format.ts";
import { say } from "./terminal/messages.ts";
import { type DestinationFlags, parseNames, parseSchema, readDestination } from "./settings/settings.ts";
import { formatTable } from "./terminal/table.ts";

interface MetricFlags extends Pick<DestinationFlags, "schema"> {
  /** A destination, or a date if somebody pairs `--from` with `--to`. */
  readonly to?: readonly string[];
  readonly currency?: string;
  readonly from?: string;
  readonly until?: string;
  readonly by?: string;
  readonly format: AnswerFormat;
  readonly sql?: boolean;
}

/** `lago-loader metric`: lists the billing metrics, or prints one of them. */
export function addMetric(program: Command): void {
  const command = program.command("metric").description("print a billing metric, or list them all").argument("[name]");
  command
    .option("--to <destination>", "a DuckDB file or postgres://…, instead of LAGO_DESTINATION; a date is taken as --until", (value: string, before: readonly string[] = []) => [...before, value])
    .option("--schema <name>", "schema of the tables", parseSchema, "lago_data")
    .option("--currency <code>", "only this currency, e.g. EUR")
    .option("--from <date>", "only months from this date on, e.g. 2026-01-01")
    .option("--until <date>", "only months up to this date")
    .option("--by <dimensions>", "break down by these, e.g. plan or plan,customer")
    .addOption(new Option("--format <format>", "how to print the rows").choices(ANSWER_FORMATS).default("table"))
    .option("--sql", "print the SQL query instead of running it")
    .addHelpText("after", EXAMPLE)
    .action(run);
}

const EXAMPLE = `
Examples:
  lago-loader metric                                  list the metrics
  lago-loader metric mrr --currency EUR --by plan
  lago-loader metric receivables_aging --format csv`;

async function run(name: string | undefined, { to = [], schema, currency, from, by, format, sql, ...flags }: MetricFlags): Promise<void> {
  const until = flags.until ?? to.find((text) => DATE.test(text));
  const address = to.findLast((text) => !DATE.test(text));
  const { readMetrics, findMetric } = await import("../metrics/read-metrics.ts");
  const metrics = await readMetrics();
  if (name === undefined) return print(listMetrics([...metrics.metrics.values()], format));
  const question = { currency: currency?.toUpperCase(), from: checkDate("--from", from), to: checkDate("--until", until), by: by === undefined ? undefined : parseNames(by) };
  const { buildQuery } = await import("../metrics/build-query.ts");
  // Refuses a misspelt name before the database is opened.
  const query = buildQuery(findMetric(metrics, name), metrics.parts, question);
  if (sql) {
    return print([query.sql, ...query.values.map((value, index) => `-- $${index + 1} = ${value}`), ""].join("\n"));
  }
  const [{ openDestination }, { askMetric }] = await Promise.all([import("../destinations/open.ts"), import("../metrics/ask-metric.ts")]);
  const destination = await openDestination(readDestination(address === undefined ? {} : { to: address }), { schema, readOnly: true, onNotice: say });
  try {
    const answer = await askMetric(metrics, name, question, destination.query);
    print(format === "table" ? describe(answer) + formatAnswer(answer, format) : formatAnswer(answer, format));
  } finally {
    await destination.close();
  }
}

function describe({ metric, asOf }: MetricAnswer): string {
  return `${metric.title}, ${metric.unit}, as of ${asOf?.replace(/\.\d+/, "") ?? "no load"}\n${metric.definition}\n\n`;
}

function listMetrics(metrics: readonly Metric[], format: AnswerFormat): string {
  if (format === "table") return formatTable(["metric", "what", "by"], metrics.map(({ name, title, dimensions }) => [name, title, dimensions.join(", ")]));
  const columns = ["name", "title", "definition", "unit", "dimensions", "caveats"] as const;
  return formatAnswer({ columns, rows: metrics.map((metric) => columns.map((column) => String(metric[column]))) }, format);
}

function checkDate(flag: string, text: string | undefined): string | undefined {
  if (text === undefined || isDate(text)) return text;
  throw new ConfigurationError(`${flag} is "${text}", which is no date. Write it as 2026-01-31.`);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function print(text: string): void {
  process.stdout.write(text);
}
