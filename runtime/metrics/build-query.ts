import { ConfigurationError } from "../errors.ts";
import type { Metric } from "./metric.ts";

/** A question about a metric. All of it is optional. */
export interface MetricQuestion {
  /** An ISO 4217 code: only this currency. */
  readonly currency?: string | undefined;
  /** Only months from this date on, `2026-01-01`. */
  readonly from?: string | undefined;
  /** Only months up to this date, `2026-06-30`. */
  readonly to?: string | undefined;
  /** Dimensions to break the figures down by, from `metric.dimensions`. */
  readonly by?: readonly string[] | undefined;
}

/** A query with its parameters, for both databases (`$1`, …). */
export interface MetricQuery {
  readonly sql: string;
  readonly values: readonly string[];
}

/** The complete SQL of a question: parts, query, filters. Dimensions are names from the metric's own list, filters are parameters. */
export function buildQuery(metric: Metric, parts: ReadonlyMap<string, string>, question: MetricQuestion = {}): MetricQuery {
  const by = [...new Set(question.by)];
  for (const name of by) {
    if (!metric.dimensions.includes(name)) throw new ConfigurationError(`${metric.name} cannot be broken down by ${name}. ${listDimensions(metric)}`);
  }
  const body = metric.sql.replaceAll(" /* by */", () => by.map((name) => `, ${name}`).join(""));
  const orderAt = body.lastIndexOf("\nORDER BY ");
  const filters = listFilters(metric, question);
  const base = metric.parts.length === 0 ? "" : `WITH ${metric.parts.map((name) => parts.get(name)!.trimEnd()).join(",\n")}\n`;
  if (filters.length === 0) return { sql: base + body, values: [] };
  const conditions = filters.map(({ column, operator, type }, index) => `${column} ${operator} CAST($${index + 1} AS ${type})`);
  // The outer query cannot name the inner one's tables.
  const order = body.slice(orderAt).replaceAll(/\b\w+\.(?=\w)/g, "");
  return {
    sql: `${base}SELECT *\nFROM (\n${body.slice(0, orderAt)}\n) AS figures\nWHERE ${conditions.join(" AND ")}${order}`,
    values: filters.map(({ value }) => value),
  };
}

/** The tables that a metric reads: the names after FROM and JOIN that are not parts of the query itself. */
export function findTables({ parts: used, sql }: Metric, parts: ReadonlyMap<string, string>): string[] {
  const text = [...used.map((name) => parts.get(name)!), sql].join("\n").replaceAll(/--.*/g, "");
  const named = [...text.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]\w*)(?!\w*\s*[(.])/g)].map(([, table]) => table!);
  const own = new Set([...text.matchAll(/\b([a-z_]\w*) AS \(/g)].map(([, name]) => name));
  return [...new Set(named)].filter((table) => !own.has(table)).sort();
}

function listFilters({ name, time, sql }: Metric, { currency, from, to }: MetricQuestion) {
  if (currency !== undefined && !/\bcurrency\b/.test(sql)) throw new ConfigurationError(`${name} has no currency. Leave --currency away.`);
  for (const [name, date] of Object.entries({ from, to })) if (date !== undefined && !isDate(date)) throw new ConfigurationError(`"${date}" (${name}) is no date. Write it as 2026-01-31.`);
  if (from !== undefined && to !== undefined && from > to) throw new ConfigurationError(`The first date, ${from}, is after the last, ${to}.`);
  if (time === undefined && (from !== undefined || to !== undefined)) throw new ConfigurationError(`${name} is a figure of one moment. Leave --from and --to away.`);
  return [
    { column: "currency", operator: "=", type: "varchar", value: currency },
    { column: time!, operator: ">=", type: "date", value: from },
    { column: time!, operator: "<=", type: "date", value: to },
  ].flatMap(({ value, ...filter }) => (value === undefined ? [] : [{ ...filter, value }]));
}

/** A valid date: a database would refuse another with its own message, or roll it over. */
export function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function listDimensions({ dimensions }: Metric): string {
  return dimensions.length === 0 ? "It has no dimensions." : `It has ${dimensions.join(", ")}.`;
}
