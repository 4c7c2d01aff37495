/** What has failed and is tried again: after 5 seconds, then after twice as long each time, up to 5 minutes. */
export interface Retries<Item> {
  readonly left: readonly Item[];
  /** Milliseconds until they are due: below 0 where they are, Infinity where there are none. */
  readonly wait: number;
  /** Takes them, where they are due. */
  take(): readonly Item[];
  /** To be called after each try, with what has failed of it. */
  keep(failed: readonly Item[]): void;
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

/** `isOver`: whether an item is not worth another try. `now`: a clock in milliseconds that nobody sets. */
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
