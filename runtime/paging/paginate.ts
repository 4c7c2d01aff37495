import type { Lago } from "../lago.ts";
import type { CrawlOptions, Place } from "./crawl-options.ts";
import { LagoError } from "../errors.ts";
import { openQueue, preparePages } from "./page-queue.ts";
import { makePageSizes } from "./page-size.ts";
import type { Resource } from "../resource.ts";
import type { Meta, Page } from "../rows/page.ts";
import type { Traffic } from "../transport/retry.ts";

/** The pages of a list in order, several in flight. It can be iterated once. */
export interface Crawl<P extends Page> extends AsyncIterable<P> {
  /** Counters of the crawl, updated while it runs, and finally how it ended. */
  readonly report: CrawlReport;
}

export interface CrawlReport extends Traffic {
  /** Pages returned, and their records: a record that moved while they were read counts twice. */
  pages: number;
  rows: number;
  /** `meta.total_count` of the first and of the last page; null if Lago gives none. */
  totalFirst: number | null;
  totalLast: number | null;
  /** Whether the count of a page was below that of the previous page: a record may have been deleted, and another slipped through. */
  fell: boolean;
  /** Null until the crawl has ended, and if it ended with an error. */
  ended: Ending | null;
  /**
   * True if paging reached the end of the list without a contradiction. Records may still have moved from one page to another: the caller
   * checks that, with `totalFirst` and `totalLast`.
   */
  complete: boolean;
}

/**
 * `last page`: shorter than requested, and Lago announces no other. `empty page`: one without records, whatever Lago announces.
 * `repetition`: the same pages again. `growth`: ever new records, far more than Lago counted at first.
 */
export type Ending = "last page" | "empty page" | "repetition" | "growth";

export type { CrawlOptions, Place };

/** Reads all pages of a list, `lago.pagesAhead` at a time; at most that many wait in memory. */
export function crawl<P extends Page>(lago: Lago, resource: Resource, options: CrawlOptions<P>): Crawl<P> {
  const report: CrawlReport = {
    pages: 0,
    rows: 0,
    requests: 0,
    retries: 0,
    waits: 0,
    totalFirst: null,
    totalLast: null,
    fell: false,
    ended: null,
    complete: false,
  };
  return { report, [Symbol.asyncIterator]: () => walk(lago, resource, options, report) };
}

/** Limit for consecutive pages that begin with a known record: a list that only grows while it is read does not cause that. */
const REPEATED_PAGES = 3;

/** Records by which a list may exceed twice its first count, since cached counts are half an hour old; all of one without a count. */
const GROWTH = 1_000_000;
const UNCOUNTED = 10_000_000;

async function* walk<P extends Page>(lago: Lago, resource: Resource, options: CrawlOptions<P>, report: CrawlReport): AsyncGenerator<P, void> {
  const paged = resource.paginator === "page_number";
  const sizes = makePageSizes(options.perPage ?? lago.perPage, options.startSize);
  const sizeAt = (row: number) => options.recall?.sizeAt(row) ?? (paged || row > 0 ? sizes.at(row) : Infinity);
  const queue = openQueue(preparePages(lago, resource, options, report), sizeAt);
  const seen = new Set<string>();
  let repeated = 0;
  /** Rows before this one are on pages that Lago announced. */
  let announced = options.announced ?? 0;
  let alone = announced === 0;

  const end = (ended: Ending, complete: boolean) => void Object.assign(report, { ended, complete });

  try {
    for (;;) {
      const { row, size: asked, fetched } = queue.take(alone ? 1 : (options.parallel?.() ?? lago.pagesAhead), announced);
      const answer = await fetched.catch((error: unknown) => {
        if (error instanceof LagoError && (error.timedOut || error.oversized) && sizes.shrink(asked)) return null;
        throw error;
      });
      const granted = answer ? findGrantedSize(answer.page, asked) : asked;
      if (!answer || (granted !== asked && row > 0 && sizes.refuse(asked))) {
        queue.goBackTo(row);
        continue;
      }

      // The first page shows which page size Lago accepts.
      const size = row === 0 ? granted : asked;
      const { page, bytes, start } = answer;
      const { rows, meta } = page;
      if (meta?.total_count != null) {
        report.fell ||= meta.total_count < (report.totalLast ?? 0);
        report.totalLast = meta.total_count;
      }
      if (row === 0) report.totalFirst = report.totalLast;
      // Lago counts for each page, except for lists whose count it caches for half an hour: there an empty page is no contradiction.
      if (rows === 0) return end("empty page", resource.count === "cached" || (meta?.total_pages ?? 0) * size <= row);
      repeated = seen.has(start) ? repeated + 1 : 0;
      seen.add(start);
      if (repeated >= (row < announced ? REPEATED_PAGES : 1)) return end("repetition", announced > 0 && row >= announced);

      if (size !== asked) {
        sizes.settle(size);
        queue.goBackTo(size);
      }
      if (options.recall?.sizeAt(row)) sizes.follow(asked);
      sizes.weigh(rows, bytes, meta?.total_pages != null && meta.total_count != null);
      report.pages += 1;
      report.rows += rows;
      yield page;

      if (report.rows > (report.totalFirst === null ? UNCOUNTED : 2 * report.totalFirst + GROWTH)) return end("growth", false);
      if (meta) announced = findAnnouncedRows(meta, row, size);
      // After a page that is not full there is rarely another: for some lists, Lago announces thousands of empty pages.
      alone = rows < size;
      const full = rows >= size && (meta !== undefined || paged);
      if (!full && row + size >= announced) return end("last page", true);
    }
  } finally {
    queue.close();
  }
}

/**
 * The page size that Lago really uses. If the totals of a page that is not full do not match the requested size, a gateway or an older
 * server has a limit of its own. Without totals, such a limit is possible as well: the page does not prove the end of the list, and the
 * next page of that size is requested.
 */
function findGrantedSize({ rows, meta }: Page, asked: number): number {
  if (rows >= asked || asked === Infinity) return Math.max(1, rows);
  if (meta?.total_pages == null || meta.total_count == null) return meta && meta.next_page === null ? asked : Math.max(1, rows);
  return Math.ceil(meta.total_count / asked) === meta.total_pages ? asked : Math.max(1, rows);
}

/** A `next_page` that repeats or points backwards is ignored. */
function findAnnouncedRows({ total_pages, next_page }: Meta, row: number, size: number): number {
  const ahead = next_page !== null && next_page > row / size + 1;
  return Math.max((total_pages ?? 0) * size, ahead ? row + 2 * size : 0);
}
