/** What Node takes for longer is over at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Milliseconds as a timer takes them. */
export function toTimer(milliseconds: number): number {
  return Math.min(Math.ceil(milliseconds), LONGEST_TIMER_MS);
}
