/** Failed items to retry: after 5 seconds, then with exponential backoff up to 5 minutes. */
export interface Retries<Item> {
  readonly left: readonly Item[];
  /** Milliseconds until they are due: below 0 if they are, Infinity if there are none. */
  readonly wait: number;
  /** Takes them if they are due. */
  take(): readonly Item[];
  /** Must be called after each attempt, with the items that failed. */
  keep(failed: readonly Item[]): void;
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

/** `isOver`: whether an item needs no further attempt. `now`: a monotonic clock in milliseconds. */
export function newRetries<Item>(isOver: (item: Item) => boolean, now: () => number = () => performance.now()): Retries<Item> {
  let left: readonly Item[] = [];
  let dueAt = Infinity;
  let failures = 0;
  return {
    get left() {
      return left;
    },
    get wait() {
      return dueAt - now();
    },
    take() {
      if (dueAt > now()) return [];
      const due = left;
      [left, dueAt] = [[], Infinity];
      return due;
    },
    keep(failed) {
      left = [...left, ...failed.filter((item) => !isOver(item))];
      if (left.length === 0) failures = 0;
      else if (dueAt === Infinity) dueAt = now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures++);
    },
  };
}
