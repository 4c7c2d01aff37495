/** What Lago says about the place of a page in its list. Values are as sent: `readMeta` makes anything but a non-negative integer null. */
export interface Meta {
  readonly current_page: number | null;
  readonly next_page: number | null;
  readonly total_pages: number | null;
  readonly total_count: number | null;
}

/** A page that was read once, in JavaScript, and is on its way to the engine. */
export interface Page {
  /** Number of records. */
  readonly rows: number;
  /** Absent on the lists that Lago does not page. */
  readonly meta?: Meta;
  /** Bytes that this page holds in memory until it is staged. */
  readonly size: number;
  /** To be called when it is, where that memory is used again: the page is no more, then. */
  readonly release?: () => void;
}

export function countRows(pages: readonly Pick<Page, "rows">[]): number {
  return pages.reduce((sum, { rows }) => sum + rows, 0);
}

/** The body is not a page of the list that was asked for. */
export class PageError extends Error {
  override name = "PageError";
}
