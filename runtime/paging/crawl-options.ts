import type { Values } from "../lago.ts";
import type { Page } from "../rows/page.ts";

export interface CrawlOptions<P extends Page> {
  /** Reads a body, within the retry layer: a `PageError` is retried. Is called out of order, and also for a few pages that are then dropped. */
  read(body: Buffer, place: Place): P | Promise<P>;
  /** Pages of an earlier crawl of this list, from its first row on, that are not asked for again. */
  readonly recall?: Recall;
  /** Values of the path's parameters; their names choose between the resource's path and its scopes. */
  readonly path?: Values;
  /** Sent besides the resource's own, and in place of those of the same name. */
  readonly query?: Values;
  readonly perPage?: number | "auto" | undefined;
  /** Records of the first page with `auto`, where another part of the list has shown that so many are granted and what they weigh. */
  readonly startSize?: number | undefined;
  /** So many rows there are, as far as is known: their pages are asked for at once, and not only when the first one has come. */
  readonly announced?: number | undefined;
  /** How many pages at a time, asked for before each. Default: `lago.pagesAhead`. */
  readonly parallel?: (() => number) | undefined;
  /** Tries of each request, where the caller can do without the list. */
  readonly attempts?: number | undefined;
  readonly signal?: AbortSignal;
}

/** Where a page is: its first row, counted from 0, and how many records were asked for: Infinity where Lago decides. */
export interface Place {
  readonly row: number;
  readonly size: number;
}

export interface Recall {
  /** Size of the page that is there from this row on; undefined where there is none. */
  sizeAt(row: number): number | undefined;
  body(row: number): Promise<Buffer>;
}
