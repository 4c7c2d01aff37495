import { type Card, CARDS, listFigures } from "../billing/cards.ts";
import { type Answers, askAll, listCurrencies, pick, type Row } from "../billing/figures.ts";
import { html, type Html } from "../html.ts";
import type { Page, Visit } from "../page.ts";
import { showTable } from "../table.ts";

/** Revenue, who owes, usage, payments: one currency at a time. */
export const billing: Page = {
  path: "billing",
  title: "Billing",
  async render(visit) {
    const answers = await visit.reader.read((ask) => askAll(visit.metrics, ask));
    const currencies = listCurrencies(answers);
    const asked = visit.params.get("currency")?.toUpperCase();
    const currency = currencies.find((one) => one === asked) ?? currencies[0];
    if (currency === undefined) return html`<h1>Billing</h1><p>There are no invoices and no subscriptions yet. Load them with <code>lago-loader load</code>.</p>`;
    return html`<h1>Billing</h1>
${showCurrencies(currencies, currency, visit)}
<dl class="figures">${listFigures(answers, currency).map(({ name, value, note }) => html`<div class="figure"><dt>${name}</dt><dd class="value">${value}</dd><dd class="muted">${note}</dd></div>`)}</dl>
<div class="cards">${CARDS.map((card) => showCard(card, answers, currency, visit))}</div>`;
  },
};

function showCurrencies(currencies: readonly string[], current: string, { link }: Visit): Html {
  const entries = currencies.map((currency, index) => {
    const address = link("billing", { currency });
    return html`${index > 0 && " · "}${currency === current || address === undefined ? html`<strong>${currency}</strong>` : html`<a href="${address}">${currency}</a>`}`;
  });
  return html`<p>${link("billing") === undefined ? html`<strong>${current}</strong>` : entries} <span class="muted">Currencies are never added up.</span></p>`;
}

function showCard(card: Card, answers: Answers, currency: string, { link, anonymous }: Visit): Html {
  const { answer, rows: all, missing } = pick(answers, card.name, currency);
  if (!answer) return html`<section class="card"><h2>${card.title}</h2><p>${missing}</p></section>`;
  const rows = anonymous ? all.map(({ name: _, ...row }): Row => row) : all;
  const month = answer.asOf === null ? "" : `${answer.asOf.slice(0, 7)}-01`;
  const address = link("sql", { q: answer.sql });
  return html`<section class="card${card.wide && " wide"}">
<h2>${card.title}</h2>
<p>${answer.metric.definition}</p>
${rows.length === 0 ? html`<p>No figures in ${currency}.</p>` : card.draw({ rows, currency, month })}
<details><summary>the numbers</summary>${showTable(answer.columns, rows.map((row) => answer.columns.map((column) => row[column] ?? null)), `${card.title}: the numbers`)}<p>${answer.metric.caveats}</p></details>
<details><summary>the SQL</summary><pre tabindex="0"><code>${answer.sql}</code></pre>${address !== undefined && html`<p><a href="${address}">Open in the SQL box</a></p>`}</details>
</section>`;
}
