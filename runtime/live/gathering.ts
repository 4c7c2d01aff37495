/** Decides when the records of hints are due, so that many webhooks about one record cause one request. */
export interface Gathering {
  /** Adds a record that is not pending yet. */
  add(record: string): void;
  /** Takes the records that are due. */
  take(): string[];
  /** Milliseconds until a record is due: 0 or less if one is, Infinity if none is pending. */
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
export function newGathering(milliseconds: number, now: () => number = () => performance.now()): Gathering {
  /** Since when each record is pending, the first one first. */
  const waiting = new Map<string, number>();
  const lastDue = new Map<string, number>();
  const pause = Math.min(PAUSE_MS, milliseconds);

  /** The first hint of a burst decides for all. */
  function listDueTimes(): Map<string, number> {
    if (waiting.size <= BURST) return new Map([...waiting].map(([record, since]) => [record, Math.max(since + pause, (lastDue.get(record) ?? -Infinity) + milliseconds)]));
    const [first] = waiting.values();
    return new Map([...waiting.keys()].map((record) => [record, first! + milliseconds]));
  }

  return {
    add: (record) => void waiting.set(record, now()),
    take() {
      const time = now();
      const due = [...listDueTimes()].filter(([, at]) => at <= time).map(([record]) => record);
      for (const [record, at] of lastDue) if (at + milliseconds <= time) lastDue.delete(record);
      for (const record of due) {
        waiting.delete(record);
        lastDue.set(record, time);
      }
      return due;
    },
    get wait() {
      return [...listDueTimes().values()].reduce((least, at) => Math.min(least, at), Infinity) - now();
    },
  };
}
