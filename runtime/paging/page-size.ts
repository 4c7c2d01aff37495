/** How many records to ask for, while a crawl learns how heavy they are and what Lago grants. */
export interface PageSizes {
  /** Size of the page that begins at this row. The row is always a multiple of it, since Lago counts pages, not rows. */
  at(row: number): number;
  /** Learns from a page what a record weighs; `granted` says that Lago's totals prove what size it granted. */
  weigh(rows: number, bytes: number, proven: boolean): void;
  /** A page of this size took too long. False: it cannot be smaller. */
  shrink(size: number): boolean;
  /** An earlier crawl came to this size, for reasons that may still hold. */
  follow(size: number): void;
  /** The first page held this many: Lago pages by it, whatever it is asked for. */
  settle(size: number): void;
  /** A page of this size was not granted: back to the first size, which was. False: this is that one. */
  refuse(size: number): boolean;
}

/** Lago's own default, which `auto` starts with. */
export const FIRST_SIZE = 100;
/** Heavier pages cost no less per record, and six of them wait in memory. */
const BYTES = 1_000_000;
/** The larger, the dearer a retry, and the longer the server needs before its first byte. */
const MOST = 1_000;
/** Below this the requests cost more than the records. */
const LEAST = 10;

/** What pages of a list have shown of its records, for the parts of it that are read next. */
export interface KnownSizes {
  learn(rows: number, asked: number, bytes: number): void;
  /** What to begin with; undefined where it is not known that Lago grants more than the first size. */
  start(): number | undefined;
}

export function newKnownSizes(): KnownSizes {
  let [heaviest, granted] = [0, false];
  return {
    learn: (rows, asked, bytes) => {
      if (rows > 0) heaviest = Math.max(heaviest, bytes / rows);
      granted ||= rows === asked && rows > FIRST_SIZE;
    },
    start: () => (granted ? fittingPageSize(heaviest) : undefined),
  };
}

/** Records a page that `auto` comes to, where each weighs so many bytes. */
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
