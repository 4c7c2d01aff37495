import { drawBars, drawLine, drawStack, type Named, type Part, type Point } from "../charts/charts.ts";
import { SERIES } from "../charts/draw.ts";
import { html, type Html } from "../html.ts";
import { formatBrief } from "../money.ts";
import { type Answers, pick, type Row } from "./figures.ts";

/** What a card is rendered from. */
export interface Material {
  readonly rows: readonly Row[];
  readonly currency: string;
  /** First day of the current month, which is incomplete. */
  readonly month: string;
}

/** A chart of one metric, with its definition, numbers and SQL. */
export interface Card {
  /** Name of the answer in `QUESTIONS`. */
  readonly name: string;
  readonly title: string;
  readonly wide?: boolean;
  /** Draws something for each month: of many years, only the latest are drawn. */
  readonly monthly?: boolean;
  draw(material: Material): Html;
}

/** In the order of the page. */
export const CARDS: readonly Card[] = [
  { name: "mrr", title: "Monthly recurring revenue", monthly: true, draw: ({ rows, currency, month }) => drawLine("Monthly recurring revenue by month", rows.map((row) => toPoint(row, "mrr", currency)), { unit: "", unfinished: toDate(month) }) },
  { name: "movements", title: "What moved it", monthly: true, draw: drawMovements },
  { name: "cohorts", title: "Revenue retained by cohort", monthly: true, wide: true, draw: drawCohorts },
  { name: "kinds", title: "Invoiced, by kind of fee", monthly: true, draw: (material) => drawSeries("Invoiced revenue by month and kind of fee", material, "kind", "amount") },
  { name: "plans", title: "Invoiced, by plan", monthly: true, draw: (material) => drawSeries("Invoiced revenue by month and plan", material, "plan", "amount") },
  { name: "aging", title: "Receivables by age", draw: ({ rows, currency }) => drawBars("Receivables by days late", rows.map((row) => toNamed(row["age"]!, row["due"]!, currency, ` · ${row["invoices"]}`)), { color: "var(--red)" }) },
  { name: "debtors", title: "Who owes the most", draw: ({ rows, currency }) => drawBars("Customers who owe the most", rows.slice(0, 8).map((row) => toNamed(row["name"] || row["customer"]!, row["due"]!, currency)), { color: "var(--red)" }) },
  { name: "usage", title: "Usage revenue by metric", draw: ({ rows, currency }) => drawBars("Usage revenue by billable metric", sumBy(rows, "metric", "amount", currency)) },
  { name: "failures", title: "Payments that failed", monthly: true, draw: drawFailures },
  { name: "recovered", title: "Failed payments recovered", monthly: true, draw: ({ rows }) => drawLine("Share of failed invoices that were paid later", rows.map((row) => ({ month: toDate(row["month"]!), value: Number(row["recovered_percent"]), title: `${row["recovered"]} of ${row["failed_invoices"]}` })), { unit: " %" }) },
  { name: "wallets", title: "Wallet credits", monthly: true, draw: ({ rows, currency }) => drawKinds("Wallet credits by month", rows, ["bought", "granted", "consumed"], currency) },
  { name: "taxes", title: "Taxes by code", draw: ({ rows, currency }) => drawBars("Taxes by code", sumBy(rows, "tax_code", "tax", currency), { color: "var(--purple)" }) },
  { name: "bridge", title: "From fees to what is due", draw: drawBridge },
];

function drawMovements({ rows, currency }: Material): Html {
  return drawKinds("Movements of MRR by month", rows, ["new", "expansion", "reactivation", "contraction", "churn"], currency);
}

/** Each column is a series. */
function drawKinds(label: string, rows: readonly Row[], kinds: readonly string[], currency: string): Html {
  const parts: Part[] = rows.flatMap((row) => kinds.filter((kind) => Number(row[kind]) !== 0).map((kind) => ({ ...toPoint(row, kind, currency, `${kind} `), series: kind })));
  const used = kinds.filter((kind) => parts.some(({ series }) => series === kind));
  return html`${drawLegend(used)}${drawStack(label, parts, used, { unit: "" })}`;
}

/** The values of a column are the series: the five largest, and the rest. */
function drawSeries(label: string, { rows, currency }: Material, column: string, measure: string): Html {
  const largest = sumBy(rows, column, measure, currency).map(({ name }) => name).slice(0, 5);
  const totals = new Map<string, { month: string; series: string; value: number }>();
  for (const row of rows) {
    const name = row[column] || "none";
    const series = largest.includes(name) ? name : "other";
    const key = `${row["month"]} ${series}`;
    totals.set(key, { month: row["month"]!, series, value: (totals.get(key)?.value ?? 0) + Number(row[measure]) });
  }
  const parts = [...totals.values()].map(({ month, series, value }) => ({ month: toDate(month), value, series, title: `${series} ${month.slice(0, 7)}: ${formatBrief(value, currency)}` }));
  const used = [...largest, "other"].filter((name) => parts.some(({ series }) => series === name));
  return html`${drawLegend(used)}${drawStack(label, parts, used, { unit: "" })}`;
}

function drawFailures({ rows, month }: Material): Html {
  const months = new Map<string, { failed: number; attempts: number }>();
  for (const row of rows.filter((row) => row["attempt_kind"] === "invoice" && row["month"] !== month)) {
    const before = months.get(row["month"]!) ?? { failed: 0, attempts: 0 };
    months.set(row["month"]!, { failed: before.failed + Number(row["failed"]), attempts: before.attempts + Number(row["attempts"]) });
  }
  const points = [...months].map(([name, { failed, attempts }]) => ({ month: toDate(name), value: (100 * failed) / attempts, title: `${name.slice(0, 7)}: ${failed} of ${attempts}` }));
  return html`<p>first attempts; the month under way is left out</p>${drawLine("Share of payment attempts that failed, by month", points, { unit: " %" })}`;
}

/** A triangle of percentages, darker where more is retained. */
function drawCohorts({ rows }: Material): Html {
  const cohorts = [...new Set(rows.map((row) => row["cohort"]!))];
  const oldest = Math.max(0, ...rows.map((row) => Number(row["age_months"])));
  const ages = Array.from({ length: 1 + Math.min(oldest, MOST_AGE) }, (_, age) => age);
  const cells = new Map(rows.map((row) => [`${row["cohort"]} ${row["age_months"]}`, row]));
  const shade = (percent: number) => `--heat: ${Math.min(60, Math.round(percent * 0.4))}%`;
  return html`${oldest > MOST_AGE && html`<p>to ${MOST_AGE} months of age; later ones are in the CSV below</p>`}<div class="scroll" tabindex="0" role="region" aria-label="Revenue by cohort and age"><table class="numbers">
<thead><tr><th scope="col" class="t">first paid</th>${ages.map((age) => html`<th scope="col">${age} mo</th>`)}</tr></thead>
<tbody>${cohorts.map((cohort) => html`<tr><th scope="row" class="t">${cohort.slice(0, 7)}</th>${ages.map((age) => {
    const cell = cells.get(`${cohort} ${age}`);
    return cell ? html`<td style="${shade(Number(cell["percent"]))}" title="${cell["customers"]} customers">${Math.round(Number(cell["percent"]))} %</td>` : html`<td></td>`;
  })}</tr>`)}</tbody></table></div>`;
}

/** Two years, as of months. */
const MOST_AGE = 24;

function drawBridge({ rows, currency }: Material): Html {
  const steps = ["fees", "coupons", "progressive_billing", "taxes", "credit_notes", "prepaid_credits", "total", "paid", "offset_credit_notes", "due"];
  const sum = (step: string) => rows.reduce((total, row) => total + Number(row[step]), 0);
  return drawBars("From fees to what is due", steps.map((step) => toNamed(step.replaceAll("_", " "), String(sum(step)), currency)), { color: "var(--blue)" });
}

function drawLegend(series: readonly string[]): Html {
  return html`<ul class="legend">${series.map((name, index) => html`<li><i style="background: ${SERIES[index % SERIES.length]!}"></i>${name.replaceAll("_", " ")}</li>`)}</ul>`;
}

function sumBy(rows: readonly Row[], column: string, measure: string, currency: string): Named[] {
  const totals = new Map<string, number>();
  for (const row of rows) totals.set(row[column] || "none", (totals.get(row[column] || "none") ?? 0) + Number(row[measure]));
  return [...totals].sort(([, one], [, other]) => other - one).map(([name, value]) => toNamed(name, String(value), currency));
}

function toNamed(name: string, value: string, currency: string, behind = ""): Named {
  return { name, value: Number(value), title: formatBrief(value, currency) + behind };
}

function toPoint(row: Row, column: string, currency: string, before = ""): Point {
  return { month: toDate(row["month"]!), value: Number(row[column]), title: `${before}${row["month"]!.slice(0, 7)}: ${formatBrief(row[column]!, currency)}` };
}

function toDate(month: string): Date {
  return new Date(`${month}T00:00:00Z`);
}

/** The figures above the charts. */
export function listFigures(answers: Answers, currency: string): { name: string; value: string; note: string }[] {
  const last = (name: string) => pick(answers, name, currency).rows.at(-1);
  const [mrr, arpa, dso, liability] = [last("mrr"), last("arpa"), last("dso"), last("liability")];
  // For a past month: in the current one only quick payers have paid.
  const pay = pick(answers, "pay", currency).rows.at(-2);
  const kept = pick(answers, "retention", currency).rows.filter((row) => row["over_months"] === "6").at(-1) ?? last("retention");
  const owed = pick(answers, "aging", currency).rows;
  const sum = (rows: readonly Row[]) => rows.reduce((total, row) => total + Number(row["due"]), 0);
  return [
    { name: "MRR, contracted", value: mrr ? formatBrief(mrr["mrr"]!, currency) : "–", note: mrr ? `ARR ${formatBrief(mrr["arr"]!, currency)}` : "" },
    { name: "Paying customers", value: arpa?.["customers"] ?? "–", note: arpa ? `${formatBrief(arpa["arpa"]!, currency)} each` : "" },
    { name: "Net revenue retention", value: kept ? `${kept["nrr"]} %` : "–", note: kept ? `${kept["over_months"]} months; gross ${kept["grr"]} %` : "" },
    { name: "Overdue", value: formatBrief(sum(owed.filter((row) => row["bucket"] !== "0")), currency), note: `of ${formatBrief(sum(owed), currency)} owed` },
    { name: "Days sales outstanding", value: dso?.["dso_days"] ?? "–", note: pay ? `invoices of ${pay["month"]!.slice(0, 7)} were paid in ${pay["median_days"]} days` : "on 90 days of billing" },
    { name: "Wallet liability", value: liability ? formatBrief(liability["bought_remaining"]!, currency) : "–", note: liability ? `bought, not used; granted ${formatBrief(liability["granted_remaining"]!, currency)}` : "" },
  ];
}
