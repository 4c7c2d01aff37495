import type { Metrics } from "../metrics/read-metrics.ts";
import type { Answer } from "../destinations/destination.ts";
import type { Sql } from "../destinations/sql.ts";
import type { Ask, Reader } from "../reader/reader.ts";
import type { Resource } from "../resource.ts";
import type { Html } from "./html.ts";

/** One page. A file of `pages/` each; `pages.ts` lists them. */
export interface Page {
  /** Its first path segment: `loads`. */
  readonly path: string;
  /** In the navigation and the window's title. */
  readonly title: string;
  /** Answers with the main part of the page. Throws a `ConfigurationError` for what the visitor can mend. */
  render(visit: Visit): Promise<Html>;
  /** Answers with the rows that the page shows, and more of them, as a file: its rows, or the statement that asks for them. */
  download?(visit: Visit): Promise<Rows | Question>;
}

/** Rows to be written as a file. */
export interface Rows extends Answer {
  /** Without an ending: `invoices`. */
  readonly name: string;
}

/** A statement whose rows become a file. */
export interface Question {
  readonly name: string;
  /** The program's own, or a person's, which runs bounded. */
  readonly statement: string | Sql;
}

/** What a page is drawn from. */
export interface Visit {
  readonly reader: Reader;
  readonly metrics: Metrics;
  readonly resources: readonly Resource[];
  /** Path segments behind the page's own, decoded: `["invoices"]` of `/schema/invoices`. */
  readonly rest: readonly string[];
  readonly params: URLSearchParams;
  /** Reads what several pages need once for each state of the database. */
  readonly remember: <Result>(name: string, work: (ask: Ask) => Promise<Result>) => Promise<Result>;
  /** Personal columns are left out, names are replaced by ids. */
  readonly anonymous: boolean;
  /** Address of a page, or undefined in a report, where there are no other pages. */
  readonly link: Link;
}

export type Link = (path: string, params?: Readonly<Record<string, string>>) => string | undefined;
