/** Says when the records that webhooks told of are due to be read, so that many webhooks about one of them are one reading. */
export interface Gathering {
  /** A webhook has told of a record that does not wait yet. */
  add(record: string): void;
  /** Takes the records that are due. */
  take(): string[];
  /** Milliseconds until a record is due: 0 or less where one is, Infinity where none waits. */
  readonly wait: number;
}

/** What happens in Lago at once is told of by several webhooks, which come within this time. */
const PAUSE_MS = 200;
/** Of more records than these, whole lists are read: once for all of a burst, not once for its beginning. */
const BURST = 100;

/**
 * A record is due shortly after its first webhook, but not before `milliseconds` have passed since it was last due. In a burst all
 * records are due together, `milliseconds` after the first webhook. `now`: a clock in milliseconds that nobody sets.
 */
export function newGathering(milliseconds: number, now: () => number = () => performance.now()): Gathering {
  /** Since when each record waits, the first one first. */
  const waiting = new Map<string, number>();
  const lastDue = new Map<string, number>();
  const pause = Math.min(PAUSE_MS, milliseconds);

  /** Of a burst the first one speaks for all. */
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
