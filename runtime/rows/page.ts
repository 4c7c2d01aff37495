import type { Rejection } from "./rejection.ts";

/** Lago's paging information. Values are as sent: `pickMeta` turns anything but a non-negative integer into null. */
export interface Meta {
  readonly current_page: number | null;
  readonly next_page: number | null;
  readonly total_pages: number | null;
  readonly total_count: number | null;
}

/** A page that was parsed once, in JavaScript, and is on its way to the database. */
export interface Page {
  /** Number of records for the database. */
  readonly rows: number;
  /** Records that no table can hold. Absent if there are none. */
  readonly rejected?: readonly Rejection[];
  /** Absent for lists without pages. */
  readonly meta?: Meta;
  /** Bytes of memory that this page holds until it is staged. */
  readonly size: number;
  /** Must be called when it is staged, if its memory is reused: the page must not be read afterwards. */
  readonly release?: () => void;
}

/** Identifies a load in its rows. */
export interface Stamp {
  /** Unique to the load; the value of `_load_id`. */
  readonly loadId: string;
  /** Start of the load; the value of `_loaded_at`. */
  readonly loadedAt: Date;
}

/** Parses a `meta`. Page numbers and counts are non-negative integers; anything else is ignored. */
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
