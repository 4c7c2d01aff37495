import { ConfigurationError } from "../../errors.ts";
import { askMetrics, type MetricAnswer } from "../../metrics/ask-metric.ts";
import type { Metrics } from "../../metrics/read-metrics.ts";
import type { Ask } from "../../reader/reader.ts";

/** The figures of one metric in one currency, or why there are none. */
export interface Figures {
  readonly answer: MetricAnswer | undefined;
  /** Rows of the currency, by column. */
  readonly rows: readonly Row[];
  readonly missing: string | undefined;
}

export type Row = Readonly<Record<string, string>>;

/** The results of several metrics in all currencies, from one opening of the database. */
export type Answers = ReadonlyMap<string, MetricAnswer | ConfigurationError>;

/** A question, by the name that cards and figures use. */
export interface NamedQuestion {
  readonly name: string;
  readonly metric: string;
  readonly by?: readonly string[];
}

export const QUESTIONS: readonly NamedQuestion[] = [
  { name: "mrr", metric: "mrr" },
  { name: "movements", metric: "mrr_movements" },
  { name: "arpa", metric: "arpa" },
  { name: "retention", metric: "revenue_retention" },
  { name: "cohorts", metric: "mrr_cohorts" },
  { name: "kinds", metric: "invoiced_revenue", by: ["kind"] },
  { name: "plans", metric: "invoiced_revenue", by: ["plan"] },
  { name: "aging", metric: "receivables_aging" },
  { name: "debtors", metric: "top_debtors" },
  { name: "dso", metric: "days_sales_outstanding" },
  { name: "pay", metric: "days_to_pay" },
  { name: "usage", metric: "usage_revenue" },
  { name: "failures", metric: "payment_failures", by: ["provider"] },
  { name: "recovered", metric: "payments_recovered" },
  { name: "wallets", metric: "wallet_credits" },
  { name: "liability", metric: "wallet_liability" },
  { name: "taxes", metric: "taxes" },
  { name: "bridge", metric: "invoice_bridge" },
];

/** Runs all questions. One that fails, because a resource was never loaded, does not stop the others. */
export async function askAll(metrics: Metrics, ask: Ask): Promise<Answers> {
  const answers = await askMetrics(metrics, QUESTIONS.map(({ metric, by }) => ({ name: metric, ...(by && { question: { by } }) })), ask);
  return new Map(QUESTIONS.map(({ name }, index) => [name, answers[index]!]));
}

/** Currencies with figures; the one with most customers first. */
export function listCurrencies(answers: Answers): string[] {
  const counts = new Map<string, number>();
  for (const name of ["bridge", "mrr", "kinds", "wallets"]) {
    const { rows } = pick(answers, name, undefined);
    for (const row of rows) if (row["currency"]) counts.set(row["currency"], (counts.get(row["currency"]) ?? 0) + Number(row["customers"] ?? row["invoices"] ?? 1));
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([currency]) => currency);
}

/** The rows of a result, for one currency or for all. */
export function pick(answers: Answers, name: string, currency: string | undefined): Figures {
  const answer = answers.get(name);
  if (answer === undefined || answer instanceof ConfigurationError) return { answer: undefined, rows: [], missing: answer?.message };
  const rows = answer.rows.map((row) => Object.fromEntries(answer.columns.map((column, index) => [column, row[index] ?? ""])));
  return { answer, rows: rows.filter((row) => currency === undefined || row["currency"] === undefined || row["currency"] === currency), missing: undefined };
}
