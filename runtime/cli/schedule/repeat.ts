import type { Alarm } from "./alarm.ts";

export interface Rhythm {
  /** Milliseconds from the start of one run to the start of the next. */
  readonly every: number;
  /** When it rings, the next run starts now, or when the current one ends. */
  readonly alarm: Alarm;
  /** Ends the repetition after the current run. To wake it from a pause, ring the alarm. */
  readonly signal: AbortSignal;
  /** Called with the milliseconds of the pause that begins; 0 if the run outlasted the interval. */
  readonly onPause: (milliseconds: number) => void;
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
  /** A number from 0 to 1. */
  readonly random?: () => number;
}

/**
 * Repeats `work` at an interval. A run that outlasts the interval is followed by the next at once, and missed starts are skipped. If a run
 * returns that it failed, it is retried after half a minute at most, then with exponential backoff up to the interval, with jitter, so
 * that many loaders do not return in the same second. If a run throws, the repetition ends.
 */
export async function repeat(work: () => Promise<boolean>, { every, alarm, signal, onPause, now = () => performance.now(), random = Math.random }: Rhythm): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const startedAt = now();
    const worked = await work();
    if (signal.aborted) return;
    failures = worked ? 0 : failures + 1;
    const pause = worked ? Math.max(0, startedAt + every - now()) : backOff(failures) * (0.5 + random() / 2);
    onPause(pause);
    await alarm.sleep(pause);
  }

  function backOff(failures: number): number {
    return Math.min(every, FIRST_WAIT_MS * 2 ** (failures - 1));
  }
}

const FIRST_WAIT_MS = 30_000;
