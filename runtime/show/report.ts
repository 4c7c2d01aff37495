import { ConfigurationError } from "../errors.ts";
import { readAsOf } from "../metrics/as-of.ts";
import type { Metrics } from "../metrics/read-metrics.ts";
import type { Ask, Reader } from "../reader/reader.ts";
import type { Resource } from "../resource.ts";
import { html } from "./html.ts";
import { layOut } from "./layout.ts";
import type { Page } from "./page.ts";
import { billing } from "./pages/billing.ts";
import { checks } from "./pages/checks.ts";
import { loads } from "./pages/loads.ts";

export interface ReportOptions {
  readonly reader: Reader;
  readonly metrics: Metrics;
  readonly resources: readonly Resource[];
  readonly anonymous: boolean;
  /** Names of pages, in the order of the report. */
  readonly pages: readonly string[];
  /** Default: the currency of most customers. */
  readonly currency: string | undefined;
}

/** Pages that work without interaction. */
const REPORT_PAGES: readonly Page[] = [billing, loads, checks];

/**
 * Renders pages as one self-contained HTML document: no other file, no URL, no script. The same data gives the same bytes: the only time in it
 * is that of the last load.
 */
export async function writeReport({ reader, pages: names, currency, ...options }: ReportOptions): Promise<string> {
  const pages = names.map((name) => {
    const page = REPORT_PAGES.find(({ path }) => path === name);
    if (!page) throw new ConfigurationError(`A report has no page "${name}". It can have ${REPORT_PAGES.map(({ path }) => path).join(", ")}.`);
    return page;
  });
  const remember = <Result>(_: string, work: (ask: Ask) => Promise<Result>) => reader.read(work);
  const params = new URLSearchParams(currency === undefined ? {} : { currency });
  const parts = [];
  for (const page of pages) parts.push(await page.render({ ...options, reader, remember, params, rest: [], link: () => undefined }));
  const asOf = await reader.read((ask) => readAsOf(options.metrics, ask));
  const title = pages.map(({ title }) => title).join(", ");
  return layOut({ pages: [], current: { path: "", title }, main: html`${parts}`, name: reader.name, asOf, notice: undefined, link: () => undefined });
}
