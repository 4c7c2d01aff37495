import type { Alarm } from "./alarm.ts";

export interface Rhythm {
  /** Milliseconds from the beginning of one piece of work to that of the next. */
  readonly every: number;
  /** When it rings, the next work starts now, or when the present one ends. */
  readonly alarm: Alarm;
  /** Ends it. To be woken as well, ring the alarm. */
  readonly signal: AbortSignal;
  /** Told how many milliseconds the pause is that begins; 0 where the work has taken longer than the interval. */
  readonly onPause: (milliseconds: number) => void;
  /** A clock in milliseconds that nobody sets. */
  readonly now?: () => number;
  /** A number from 0 to 1. */
  readonly random?: () => number;
}

/**
 * Does `work` again and again, one after the other. Work that takes longer than the interval is followed by the next at
 * once, and the beginnings that it has missed are left out. Where it answers that it failed, it is tried again after half
 * a minute at most, then after twice as long each time, up to the interval; chance takes off up to a half, so that
 * many loaders do not come back in the same second. What it throws ends everything.
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
