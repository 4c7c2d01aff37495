import type { Values } from "../lago.ts";
import type { Page } from "../rows/page.ts";

export interface CrawlOptions<P extends Page> {
  /** Parses a body, within the retries: a `PageError` causes a retry. Called in any order, also for a few pages that are then dropped. */
  read(body: Buffer, place: Place): P | Promise<P>;
  /** Pages of an earlier crawl of this list, from its first row on, that are not requested again. */
  readonly recall?: Recall;
  /** Values of the path's parameters. Their names select the resource's path or one of its scopes. */
  readonly path?: Values;
  /** Query parameters, in addition to the resource's own; they override those with the same name. */
  readonly query?: Values;
  readonly perPage?: number | "auto" | undefined;
  /** Records of the first page with `auto`, if another part of the list has shown which size Lago accepts, and what records weigh. */
  readonly startSize?: number | undefined;
  /** The expected number of rows: their pages are requested at once, and not only after the first one. */
  readonly announced?: number | undefined;
  /** Number of pages at a time, called before each request. Default: `lago.pagesAhead`. */
  readonly parallel?: (() => number) | undefined;
  /** Attempts for each request, if the list is dispensable. */
  readonly attempts?: number | undefined;
  readonly signal?: AbortSignal;
}

/** The place of a page: its first row, from 0 on, and the number of requested records: Infinity if Lago decides. */
export interface Place {
  readonly row: number;
  readonly size: number;
}

export interface Recall {
  /** Size of the page that is known from this row on; undefined if there is none. */
  sizeAt(row: number): number | undefined;
  body(row: number): Promise<Buffer>;
}
