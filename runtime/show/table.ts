import { html, type Html, trusted } from "./html.ts";

/** Rows as a table that can be scrolled with the keyboard. Columns of numbers are right-aligned. */
export function showTable(columns: readonly (string | Html)[], rows: readonly (readonly (string | Html | null)[])[], label: string): Html {
  if (rows.length === 0) return html`<p class="muted">No rows.</p>`;
  const numeric = columns.map((_, index) => rows.every((row) => row[index] === null || (typeof row[index] === "string" && NUMBER.test(row[index]))));
  // HTML needs no end tags of cells: pages of figures are a quarter smaller without.
  const mostly = numeric.filter(Boolean).length * 2 > columns.length;
  const className = (index: number) => (numeric[index] === mostly ? null : trusted(mostly ? ' class="t"' : ' class="n"'));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table${mostly && trusted(' class="numbers"')}>
<thead><tr>${columns.map((name, index) => html`<th scope="col"${className(index)}>${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((value, index) => html`<td${className(index)}>${value}`)}`)}</tbody>
</table></div>`;
}

const NUMBER = /^-?\d[\d,]*(\.\d+)?$/;
