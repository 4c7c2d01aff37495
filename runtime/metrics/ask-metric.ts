import type { Answer } from "../destinations/destination.ts";
import type { Ask } from "../reader/reader.ts";
import { ConfigurationError } from "../errors.ts";
import { buildQuery, findTables, type MetricQuestion } from "./build-query.ts";
import { trimAmount } from "./currency.ts";
import type { Metric } from "./metric.ts";
import { findMetric, type Metrics } from "./read-metrics.ts";

/** The figures of a metric, with all that is needed to believe them. */
export interface MetricAnswer extends Answer {
  readonly metric: Metric;
  /** The query that gave the rows, to be run by hand. */
  readonly sql: string;
  /** Its parameters, `$1` first. */
  readonly values: readonly string[];
  /** When the last load began: the "today" of the figures. Null where nothing was loaded. */
  readonly asOf: string | null;
}

/** Asks a database for the figures of a metric. Throws a `ConfigurationError` where the question does not fit the metric. */
export async function askMetric(metrics: Metrics, name: string, question: MetricQuestion, ask: Ask): Promise<MetricAnswer> {
  const metric = findMetric(metrics, name);
  await expectTables(metrics, metric, ask);
  const { sql, values } = buildQuery(metric, metrics.parts, question);
  const answer = await ask(sql, values);
  const clock = await ask(`WITH ${metrics.parts.get("clock")!}\nSELECT as_of FROM clock`, []);
  return { metric, sql, values, asOf: clock.rows[0]?.[0] ?? null, columns: answer.columns, rows: trimAmounts(answer) };
}

/** A query that fails would end a transaction, and its error would not say what to load. */
async function expectTables({ parts }: Metrics, metric: Metric, ask: Ask): Promise<void> {
  const { rows } = await ask("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()", []);
  const known = new Set(rows.map(([table]) => table));
  const missing = findTables(metric, parts).filter((table) => !known.has(table));
  if (missing.length > 0) throw new ConfigurationError(`The metric ${metric.name} needs ${missing.join(", ")}, which this database does not have yet. Load ${missing.length === 1 ? "it" : "them"} first.`);
}

/** Amounts come with four decimals, whatever the currency; they leave with those that it has. */
function trimAmounts({ columns, rows }: Answer): Answer["rows"] {
  const at = columns.indexOf("currency");
  if (at < 0) return rows;
  return rows.map((row) => row.map((value) => (value !== null && AMOUNT.test(value) ? trimAmount(value, row[at] ?? "") : value)));
}

const AMOUNT = /^-?\d+\.\d{4}$/;
