import { ConfigurationError } from "../../errors.ts";
import type { MetricAnswer } from "../../metrics/ask-metric.ts";
import { buildQuery } from "../../metrics/build-query.ts";
import { type Card, CARDS, listFigures, type Material } from "../billing/cards.ts";
import { type Answers, askAll, listCurrencies, pick, QUESTIONS, type Row } from "../billing/figures.ts";
import { html, type Html } from "../html.ts";
import type { Page, Visit } from "../page.ts";
import { showTable } from "../table.ts";

/** Revenue, receivables, usage, payments: one currency at a time. */
export const billing: Page = {
  path: "billing",
  title: "Billing",
  async render(visit) {
    const answers = await readAnswers(visit);
    const currencies = listCurrencies(answers);
    const asked = visit.params.get("currency")?.toUpperCase();
    const currency = currencies.find((one) => one === asked) ?? currencies[0];
    // Figures of another currency under the requested name would mislead.
    if (asked && currency !== undefined && currency !== asked) throw new ConfigurationError(`There are no figures in ${asked}. There are some in ${currencies.join(", ")}.`);
    if (currency === undefined) return html`<h1>Billing</h1><p>There are no invoices and no subscriptions yet. Load them with <code>lago-loader load</code>.</p>`;
    return html`<h1>Billing</h1>
${showCurrencies(currencies, currency, visit)}
<dl class="figures">${listFigures(answers, currency).map(({ name, value, note }) => html`<div class="figure"><dt>${name}</dt><dd class="value">${value}</dd><dd class="muted">${note}</dd></div>`)}</dl>
<div class="cards">${CARDS.map((card) => showCard(card, answers, currency, visit))}${showParts(visit)}</div>`;
  },
  async download(visit) {
    const { params } = visit;
    const { answer, rows } = pick(await readAnswers(visit), params.get("card") ?? "", params.get("currency") ?? undefined);
    if (!answer) throw new ConfigurationError("There is no such card.");
    const columns = answer.columns.filter((column) => !(visit.anonymous && column === "name"));
    return { name: answer.metric.name, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
  },
};

/** Read for all currencies at once, so that switching the currency needs no query. */
function readAnswers({ remember, metrics }: Visit): Promise<Answers> {
  return remember("billing", (ask) => askAll(metrics, ask));
}

function showCurrencies(currencies: readonly string[], current: string, { link }: Visit): Html {
  const entries = currencies.map((currency, index) => {
    const address = link("billing", { currency });
    return html`${index > 0 && " · "}${currency === current || address === undefined ? html`<strong>${currency}</strong>` : html`<a href="${address}">${currency}</a>`}`;
  });
  return html`<p>${link("billing") === undefined ? html`<strong>${current}</strong>` : entries} <span class="muted">Currencies are never added up.</span></p>`;
}

function showCard(card: Card, answers: Answers, currency: string, visit: Visit): Html {
  const { answer, rows: all, missing } = pick(answers, card.name, currency);
  if (!answer) return html`<section class="card"><h2>${card.title}</h2><p>${missing}</p></section>`;
  const rows = visit.anonymous ? all.map(({ name: _, ...row }): Row => row) : all;
  const month = answer.asOf === null ? "" : `${answer.asOf.slice(0, 7)}-01`;
  return html`<section class="card${card.wide && " wide"}">
<h2>${card.title}</h2>
<p>${answer.metric.definition}</p>
${rows.length === 0 ? html`<p>No figures in ${currency}.</p>` : drawCard(card, answer, { rows, currency, month })}
<details><summary>the numbers</summary>${showNumbers(card, answer, rows, mostNumbers(visit))}<p>${answer.metric.caveats}${showDownload(card, currency, rows.length, visit)}</p></details>
${showSql(card, answer, visit)}
</section>`;
}

/** A chart of many years would be neither read nor small: its card says that it shows the latest months. */
function drawCard({ monthly, draw }: Card, { metric: { time } }: MetricAnswer, material: Material): Html {
  if (!monthly || time === undefined) return draw(material);
  const months = [...new Set(material.rows.map((row) => row[time]!))].sort();
  if (months.length <= MOST_MONTHS) return draw(material);
  const first = months.at(-MOST_MONTHS)!;
  return html`<p>since ${first.slice(0, 7)}; earlier months are in the CSV below</p>${draw({ ...material, rows: material.rows.filter((row) => row[time]! >= first) })}`;
}

const MOST_MONTHS = 24;

/** The latest of them: the page must stay small. */
function showNumbers({ title }: Card, { columns, metric }: MetricAnswer, rows: readonly Row[], most: number): Html {
  const shown = metric.time === undefined ? rows.slice(0, most) : rows.slice(-most);
  // All of the card is in one currency.
  const kept = columns.filter((column) => column !== "currency" && (rows[0] === undefined || column in rows[0]));
  return showTable(kept, shown.map((row) => kept.map((column) => row[column] ?? null)), `${title}: the numbers`);
}

/** A report has no other pages to link to. */
function mostNumbers({ link }: Visit): number {
  return link("billing") === undefined ? 60 : 6;
}

function showDownload({ name }: Card, currency: string, count: number, visit: Visit): Html | false {
  const address = visit.link("billing", { currency, card: name, format: "csv" });
  return address !== undefined && html` <a href="${address}">${count > mostNumbers(visit) && `All ${count} rows `}as CSV</a>`;
}

/** Without the parts that metrics share: these are at the end of the page, once. */
function showSql({ name }: Card, { metric }: MetricAnswer, { metrics, link }: Visit): Html {
  const { by } = QUESTIONS.find((question) => question.name === name)!;
  const address = link("sql", { metric: metric.name, ...(by && { by: by.join() }) });
  return html`<details><summary>the SQL</summary><pre tabindex="0"><code>${buildQuery({ ...metric, parts: [] }, metrics.parts, { by }).sql}</code></pre>
<p>${metric.parts.length > 0 && html`It builds on ${metric.parts.map((part, index) => html`${index > 0 && ", "}<a href="#part-${part}">${part}</a>`)}. `}${address !== undefined && html`<a href="${address}">Open in the SQL box</a>`}</p></details>`;
}

function showParts({ metrics }: Visit): Html {
  const used = new Set(CARDS.flatMap(({ name }) => metrics.metrics.get(QUESTIONS.find((question) => question.name === name)!.metric)!.parts));
  return html`<section class="card wide"><h2>Parts of the SQL</h2><p>Several queries build on these.</p>${[...used].map((part) => html`<details id="part-${part}"><summary>${part}</summary><pre tabindex="0"><code>${metrics.parts.get(part)!}</code></pre></details>`)}</section>`;
}
