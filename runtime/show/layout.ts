import { html, type Html, trusted } from "./html.ts";
import type { Link, Page } from "./page.ts";
import { STYLE } from "./style.ts";

export interface Frame {
  readonly pages: readonly Page[];
  readonly current: Pick<Page, "path" | "title">;
  readonly main: Html;
  /** Name of the database. */
  readonly name: string;
  /** Start of the last load; null if there was none. */
  readonly asOf: string | null;
  /** A message above the page, e.g. that a load is writing. */
  readonly notice: string | undefined;
  readonly link: Link;
}

/** The document around a page. Page, print and report share the markup. */
export function layOut({ pages, current, main, name, asOf, notice, link }: Frame): string {
  const entries = pages.map((page) => html`<li><a href="${link(page.path)}"${page === current && trusted(' aria-current="page"')}>${page.title}</a></li>`);
  const navigation = link(current.path) !== undefined && html`<nav aria-label="Pages"><ul>${entries}</ul></nav>`;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${current.title} – lago-loader</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header><strong>lago-loader</strong>${navigation}<p>${name} · ${asOf === null ? "nothing loaded" : `loaded ${formatTime(asOf)}`}</p></header>
<main id="main">
${notice !== undefined && html`<p class="notice" role="status">${notice}</p>`}
${main}
</main>
</body>
</html>
`;
  return document.markup;
}

/** `2026-11-29 19:26:03.5+00` → `2026-11-29 19:26 UTC`. */
export function formatTime(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}
