/** Decides how many records to request, while a crawl learns how large they are and what Lago accepts. */
export interface PageSizes {
  /** Size of the page that starts at this row. The row is always a multiple of it, since Lago counts pages, not rows. */
  at(row: number): number;
  /** Learns the size of a record from a page; `granted`: Lago's totals prove which page size it used. */
  weigh(rows: number, bytes: number, proven: boolean): void;
  /** A page of this size took too long. Returns false if it cannot be smaller. */
  shrink(size: number): boolean;
  /** An earlier crawl ended with this size, for reasons that may still apply. */
  follow(size: number): void;
  /** The first page had this many records: Lago uses that size, whatever is requested. */
  settle(size: number): void;
  /** Lago did not accept this size: back to the first one, which it did. Returns false if this is that one. */
  refuse(size: number): boolean;
}

/** Lago's default, with which `auto` starts. */
export const FIRST_SIZE = 100;
/** Larger pages cost no less per record, and six of them wait in memory. */
const BYTES = 1_000_000;
/** Larger pages make retries more expensive, and the server needs longer before the first byte. */
const MOST = 1_000;
/** Below this, requests cost more than records. */
const LEAST = 10;

/** What pages of a list have shown about its records, for other parts of the same list. */
export interface KnownSizes {
  learn(rows: number, asked: number, bytes: number): void;
  /** The size to start with; undefined if it is not known that Lago accepts more than the first size. */
  start(): number | undefined;
  /** The size that the next load can start with, not more than the first size if Lago gave no larger pages; undefined if none was full. */
  learned(): number | undefined;
}

/** `before`: what an earlier load has learned. */
export function newKnownSizes(before?: number): KnownSizes {
  let [heaviest, fullest, longest] = [0, 0, 0];
  const fitting = () => fittingPageSize(heaviest);
  return {
    learn: (rows, asked, bytes) => {
      if (rows > 0) heaviest = Math.max(heaviest, bytes / rows);
      if (rows === asked) fullest = Math.max(fullest, rows);
      longest = Math.max(longest, rows);
    },
    start: () => (fullest > FIRST_SIZE ? fitting() : before !== undefined && before > FIRST_SIZE ? Math.min(before, fitting()) : undefined),
    // Sizes double up to what fits: one that could have doubled and did not was the most that Lago gave in time.
    learned: () => (fullest < FIRST_SIZE ? undefined : 2 * longest > fitting() ? fitting() : longest),
  };
}

/** The page size that `auto` chooses for records of this many bytes. */
export function fittingPageSize(bytes: number): number {
  return Math.min(MOST, Math.max(LEAST, Math.floor(BYTES / Math.max(1, bytes))));
}

/**
 * Sizes are one base size times a power of two. A page may double wherever it begins at a multiple of the doubled size:
 * 0–99, 100–199, 200–399, 400–799, so that no row is read twice or skipped when the size changes.
 */
export function makePageSizes(perPage: number | "auto", start = FIRST_SIZE): PageSizes {
  let base = perPage === "auto" ? start : perPage;
  let most = base;
  let allowed = perPage === "auto" ? MOST : perPage;
  let heaviest = 0;

  const divide = (size: number) => {
    let divisor = 2;
    while (size % divisor !== 0) divisor += 1;
    return size / divisor;
  };

  function limit(size: number): void {
    allowed = size;
    most = Math.min(most, size);
    base = Math.min(base, size);
  }

  return {
    at: (row) => {
      let size = base;
      while (row > 0 && size * 2 <= most && row % (size * 2) === 0) size *= 2;
      return size;
    },
    weigh: (rows, bytes, proven) => {
      if (perPage !== "auto" || rows === 0) return;
      heaviest = Math.max(heaviest, bytes / rows);
      const fitting = BYTES / heaviest;
      while (base > fitting && divide(base) >= LEAST) base = divide(base);
      if (proven) most = Math.min(allowed, Math.max(base, fitting));
    },
    shrink: (size) => {
      if (size === 1 || size === Infinity) return false;
      limit(divide(size));
      return true;
    },
    follow: (size) => {
      if (size < base) limit(size);
    },
    settle: (size) => {
      base = most = allowed = size;
    },
    refuse: (size) => {
      limit(base);
      return size > base;
    },
  };
}
