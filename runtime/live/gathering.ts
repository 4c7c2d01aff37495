/** Pending hints by the record that they are about. It decides when they are due, so that many webhooks about one record cause one request. */
export interface Gathering<Hint> {
  /** Adds the hint if none about this record is pending: the first one says since when the row is outdated. */
  add(record: string, hint: Hint): void;
  has(record: string): boolean;
  /** Takes the hints that are due. */
  take(): Hint[];
  /** The pending hints, the first one first. */
  list(): Hint[];
  readonly size: number;
  /** Milliseconds until a hint is due: 0 or less if one is, Infinity if none is pending. */
  readonly wait: number;
}

/** One event in Lago causes several webhooks, which arrive within this time. */
const PAUSE_MS = 200;
/** For more records than this, whole lists are read: once for a burst, and not once for its first part. */
const BURST = 100;

/**
 * A record is due shortly after its first webhook, but at least `milliseconds` after it was last due. In a burst all records are due together,
 * `milliseconds` after the first webhook. `now`: a monotonic clock in milliseconds.
 */
export function newGathering<Hint>(milliseconds: number, now: () => number = () => performance.now()): Gathering<Hint> {
  const waiting = new Map<string, { readonly hint: Hint; readonly since: number }>();
  const lastDue = new Map<string, number>();
  const pause = Math.min(PAUSE_MS, milliseconds);

  /** The first hint of a burst decides for all. */
  function listDueTimes(): Map<string, number> {
    if (waiting.size <= BURST) return new Map([...waiting].map(([record, { since }]) => [record, Math.max(since + pause, (lastDue.get(record) ?? -Infinity) + milliseconds)]));
    const [first] = waiting.values();
    return new Map([...waiting.keys()].map((record) => [record, first!.since + milliseconds]));
  }

  return {
    add: (record, hint) => void (waiting.has(record) || waiting.set(record, { hint, since: now() })),
    has: (record) => waiting.has(record),
    take() {
      const time = now();
      const due = [...listDueTimes()].filter(([, at]) => at <= time).map(([record]) => record);
      for (const [record, at] of lastDue) if (at + milliseconds <= time) lastDue.delete(record);
      return due.map((record) => {
        const { hint } = waiting.get(record)!;
        waiting.delete(record);
        lastDue.set(record, time);
        return hint;
      });
    },
    list: () => [...waiting.values()].map(({ hint }) => hint),
    get size() {
      return waiting.size;
    },
    get wait() {
      return [...listDueTimes().values()].reduce((least, at) => Math.min(least, at), Infinity) - now();
    },
  };
}
