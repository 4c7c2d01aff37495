/** Counters of webhook requests, for monitoring. */
export const OUTCOMES = ["kept", "merged", "unconcerned", "unsigned", "forged", "foreign", "malformed", "too_large", "too_many", "unwritable"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Upper bounds of the histogram, in seconds from receipt to commit. */
export const LAG_BOUNDS = [0.5, 1, 2, 3, 5, 10, 30, 60, 300, 1800] as const;

export interface LiveTally {
  readonly outcomes: Record<Outcome, number>;
  /** Hints by the first bound that their lag does not exceed; the last one counts the rest. */
  readonly lags: number[];
  lagSum: number;
  answered: number;
  /** Loads caused by hints, and how many of them failed. */
  loads: number;
  failures: number;
}

export function newLiveTally(): LiveTally {
  return { outcomes: Object.fromEntries(OUTCOMES.map((name) => [name, 0])) as Record<Outcome, number>, lags: Array<number>(LAG_BOUNDS.length + 1).fill(0), lagSum: 0, answered: 0, loads: 0, failures: 0 };
}

/** `lag`: seconds. */
export function addLag(tally: LiveTally, lag: number): void {
  const found = LAG_BOUNDS.findIndex((bound) => lag <= bound);
  tally.lags[found < 0 ? LAG_BOUNDS.length : found]! += 1;
  tally.lagSum += lag;
  tally.answered += 1;
}
