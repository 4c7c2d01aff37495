import type { Rejection } from "./rejection.ts";

/** What Lago says about the place of a page in its list. Values are as sent: `pickMeta` makes anything but a non-negative integer null. */
export interface Meta {
  readonly current_page: number | null;
  readonly next_page: number | null;
  readonly total_pages: number | null;
  readonly total_count: number | null;
}

/** A page that was read once, in JavaScript, and is on its way to the engine. */
export interface Page {
  /** Number of records that go to the database. */
  readonly rows: number;
  /** Those that do not, since no table could hold them. Absent where there are none. */
  readonly rejected?: readonly Rejection[];
  /** Absent on the lists that Lago does not page. */
  readonly meta?: Meta;
  /** Bytes that this page holds in memory until it is staged. */
  readonly size: number;
  /** To be called when it is, where that memory is used again: the page is no more, then. */
  readonly release?: () => void;
}

/** Marks every row of a load. */
export interface Stamp {
  /** Unique to the load; the value of `_load_id`. */
  readonly loadId: string;
  /** When the load began; the value of `_loaded_at`. */
  readonly loadedAt: Date;
}

/** What a `meta` says. Pages are numbered and counted in non-negative integers; anything else says nothing. */
export function pickMeta(sent: unknown): Meta | undefined {
  if (typeof sent !== "object" || sent === null) return undefined;
  const count = (name: keyof Meta) => {
    const value = (sent as Record<string, unknown>)[name];
    return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
  };
  return {
    current_page: count("current_page"),
    next_page: count("next_page"),
    total_pages: count("total_pages"),
    total_count: count("total_count"),
  };
}

export function countRows(pages: readonly Pick<Page, "rows">[]): number {
  return pages.reduce((sum, { rows }) => sum + rows, 0);
}
