import { ConfigurationError } from "../../errors.ts";
import { askMetric, type MetricAnswer } from "../../metrics/ask-metric.ts";
import type { MetricQuestion } from "../../metrics/build-query.ts";
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

/** The answers of several metrics in all currencies, asked on one opening of the database. */
export type Answers = ReadonlyMap<string, MetricAnswer | string>;

/** What the page asks: a name for each answer, the metric and how it is broken down. */
export const QUESTIONS: readonly (readonly [name: string, metric: string, question?: MetricQuestion])[] = [
  ["mrr", "mrr"],
  ["movements", "mrr_movements"],
  ["arpa", "arpa"],
  ["retention", "revenue_retention"],
  ["churn", "logo_churn"],
  ["cohorts", "mrr_cohorts"],
  ["kinds", "invoiced_revenue", { by: ["kind"] }],
  ["plans", "invoiced_revenue", { by: ["plan"] }],
  ["aging", "receivables_aging"],
  ["debtors", "top_debtors"],
  ["dso", "days_sales_outstanding"],
  ["pay", "days_to_pay"],
  ["usage", "usage_revenue"],
  ["failures", "payment_failures", { by: ["provider"] }],
  ["recovered", "payments_recovered"],
  ["wallets", "wallet_credits"],
  ["balances", "wallet_balances"],
  ["liability", "wallet_liability"],
  ["taxes", "taxes"],
  ["bridge", "invoice_bridge"],
];

/** Asks all of them. One that cannot be answered, because a resource was never loaded, does not stop the others. */
export async function askAll(metrics: Metrics, ask: Ask): Promise<Answers> {
  const answers = new Map<string, MetricAnswer | string>();
  for (const [name, metric, question = {}] of QUESTIONS) {
    answers.set(
      name,
      await askMetric(metrics, metric, question, ask).catch((error: unknown) => {
        if (error instanceof ConfigurationError) return error.message;
        throw error;
      }),
    );
  }
  return answers;
}

/** Currencies that have figures; the one with most customers first. */
export function listCurrencies(answers: Answers): string[] {
  const counts = new Map<string, number>();
  for (const name of ["bridge", "mrr", "kinds", "wallets"]) {
    const { rows } = pick(answers, name, undefined);
    for (const row of rows) if (row["currency"]) counts.set(row["currency"], (counts.get(row["currency"]) ?? 0) + Number(row["customers"] ?? row["invoices"] ?? 1));
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([currency]) => currency);
}

/** The rows of an answer, of one currency or of all. */
export function pick(answers: Answers, name: string, currency: string | undefined): Figures {
  const answer = answers.get(name);
  if (answer === undefined || typeof answer === "string") return { answer: undefined, rows: [], missing: answer };
  const rows = answer.rows.map((row) => Object.fromEntries(answer.columns.map((column, index) => [column, row[index] ?? ""])));
  return { answer, rows: rows.filter((row) => currency === undefined || row["currency"] === undefined || row["currency"] === currency), missing: undefined };
}
