import type { Metrics } from "../metrics/read-metrics.ts";
import type { Answer } from "../destinations/destination.ts";
import type { Sql } from "../destinations/sql.ts";
import type { Ask, Reader } from "../reader/reader.ts";
import type { Resource } from "../resource.ts";
import type { Html } from "./html.ts";

/** One page. Each is a file in `pages/`; `pages.ts` lists them. */
export interface Page {
  /** Its first path segment: `loads`. */
  readonly path: string;
  /** Its title, in the navigation and the window. */
  readonly title: string;
  /** Renders the main part of the page. Throws a `ConfigurationError` for what the visitor can correct. */
  render(visit: Visit): Promise<Html>;
  /** Returns the rows of the page, and more of them, for a download: the rows, or the statement that selects them. */
  download?(visit: Visit): Promise<Rows | Question>;
}

/** Rows for a download. */
export interface Rows extends Answer {
  /** File name without extension: `invoices`. */
  readonly name: string;
}

/** A statement whose rows are downloaded. */
export interface Question {
  readonly name: string;
  /** Whether the statement is the program's own, or a visitor's, which runs bounded. */
  readonly statement: string | Sql;
}

/** What a page is rendered from. */
export interface Visit {
  readonly reader: Reader;
  readonly metrics: Metrics;
  readonly resources: readonly Resource[];
  /** Path segments after the page's own, decoded: `["invoices"]` of `/schema/invoices`. */
  readonly rest: readonly string[];
  readonly params: URLSearchParams;
  /** Caches what several pages need, for each state of the database. */
  readonly remember: <Result>(name: string, work: (ask: Ask) => Promise<Result>) => Promise<Result>;
  /** True: leave out personal columns, and replace names by ids. */
  readonly anonymous: boolean;
  /** URL of a page; undefined in a report, which has no other pages. */
  readonly link: Link;
}

export type Link = (path: string, params?: Readonly<Record<string, string>>) => string | undefined;
