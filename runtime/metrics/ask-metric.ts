import type { Answer } from "../destinations/destination.ts";
import { sql } from "../destinations/sql.ts";
import type { Ask } from "../reader/reader.ts";
import { ConfigurationError } from "../errors.ts";
import { readAsOf } from "./as-of.ts";
import { buildQuery, findTables, type MetricQuestion } from "./build-query.ts";
import { trimAmount } from "./currency.ts";
import type { Metric } from "./metric.ts";
import { findMetric, type Metrics } from "./read-metrics.ts";

/** The figures of a metric, with everything needed to verify them. */
export interface MetricAnswer extends Answer {
  readonly metric: Metric;
  /** The query behind the rows, to run by hand. */
  readonly sql: string;
  /** Its parameters, `$1` first. */
  readonly values: readonly string[];
  /** Start of the last load: the "today" of the figures. Null if nothing was loaded. */
  readonly asOf: string | null;
}

/** A metric, and what to ask of it. */
export interface MetricRequest {
  readonly name: string;
  readonly question?: MetricQuestion;
}

/** Queries a database for the figures of a metric. Throws a `ConfigurationError` if the question does not fit the metric. */
export async function askMetric(metrics: Metrics, name: string, question: MetricQuestion, ask: Ask): Promise<MetricAnswer> {
  const [answer] = await askMetrics(metrics, [{ name, question }], ask);
  if (answer instanceof ConfigurationError) throw answer;
  return answer!;
}

/**
 * Queries several metrics at the same time; the database decides how many run in parallel. Results are in the same order. A failed one is replaced
 * by its error, so that it does not stop the others.
 */
export async function askMetrics(metrics: Metrics, requests: readonly MetricRequest[], ask: Ask): Promise<(MetricAnswer | ConfigurationError)[]> {
  const [first] = requests;
  if (!first) return [];
  const known = new Set((await ask(TABLES)).rows.map(([table]) => table!));
  const asOf = known.has("_loads") ? await readAsOf(metrics, ask) : null;
  // Waits for all before an error is thrown, since the caller then closes the database.
  const settled = await Promise.allSettled(requests.map((request) => askOne(metrics, request, { known, asOf }, ask)));
  return settled.map((outcome) => {
    if (outcome.status === "fulfilled") return outcome.value;
    if (outcome.reason instanceof ConfigurationError) return outcome.reason;
    throw outcome.reason;
  });
}

const TABLES = sql`SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()`;

async function askOne(metrics: Metrics, { name, question }: MetricRequest, { known, asOf }: { readonly known: ReadonlySet<string>; readonly asOf: string | null }, ask: Ask): Promise<MetricAnswer> {
  const metric = findMetric(metrics, name);
  // It would return no rows, as for a company without figures.
  if (question?.currency !== undefined && !/^[A-Z]{3}$/.test(question.currency)) throw new ConfigurationError(`"${question.currency}" is no currency. Write its code, as EUR.`);
  // A query that fails would end a transaction, and its error would not say what to load.
  const missing = findTables(metric, metrics.parts).filter((table) => !known.has(table));
  if (missing.length > 0) throw new ConfigurationError(`The metric ${metric.name} needs ${missing.join(", ")}, which this database does not have yet. Load first: ${listResources(missing)}.`);
  const query = buildQuery(metric, metrics.parts, question);
  const answer = await ask(query.sql, query.values);
  return { metric, ...query, asOf, columns: answer.columns, rows: trimAmounts(answer) };
}

/** The resources to load for tables: a child table comes with its resource, and the loader's own tables with any. */
function listResources(tables: readonly string[]): string {
  const names = new Set(tables.filter((table) => !table.startsWith("_")).map((table) => table.split("__")[0]!));
  return names.size === 0 ? "any resource" : [...names].join(", ");
}

/** SQL returns amounts with four decimals; here they get those of their currency. */
function trimAmounts({ columns, rows }: Answer): Answer["rows"] {
  const at = columns.indexOf("currency");
  if (at < 0) return rows;
  return rows.map((row) => row.map((value) => (value !== null && AMOUNT.test(value) ? trimAmount(value, row[at] ?? "") : value)));
}

const AMOUNT = /^-?\d+\.\d{4}$/;
