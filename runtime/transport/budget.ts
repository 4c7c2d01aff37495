import { readCount, readReset } from "./announced-wait.ts";

/** What Lago's rate limit still allows, as its answers say. Without such headers it allows everything. */
export interface Budget {
  /** Milliseconds until one more request may go beside `inFlight` others; Infinity: when the next answer is here. */
  wait(inFlight: number): number;
  /** Reads the answer to a request sent at `sentAt`; without headers there was no answer, but it may have been counted. */
  read(sentAt: number, headers?: Headers): void;
}

/**
 * Lago Cloud counts requests per organisation in windows of a second. `X-RateLimit-Reset` is in whole seconds, so each
 * answer only bounds the window's end from above; the earliest of these bounds is the best, and late by no more than
 * the way of the window's first answer. Requests in flight are taken off what remains, since some are not counted yet.
 */
export function makeBudget(now: () => number): Budget {
  let limit = Infinity;
  let remaining = Infinity;
  let windowBegan = -Infinity;
  let windowEnds = Infinity;
  return {
    wait: (inFlight) => {
      if (now() >= windowEnds) {
        remaining = limit;
        windowBegan = now();
        windowEnds = Infinity;
      }
      // Nothing in flight would bring news of the window: the next request has to ask.
      const unknown = inFlight === 0 && windowEnds === Infinity;
      return remaining > inFlight || unknown ? 0 : windowEnds - now();
    },
    read: (sentAt, headers) => {
      // A request of the window before says nothing about this one.
      if (sentAt < windowBegan) return;
      const left = headers && readCount(headers, "x-ratelimit-remaining");
      const reset = headers && readReset(headers);
      if (left === undefined || reset === undefined) {
        remaining -= 1;
        return;
      }
      limit = Math.max(1, readCount(headers!, "x-ratelimit-limit") ?? left + 1);
      remaining = Math.min(remaining, left);
      windowEnds = Math.min(windowEnds, now() + reset);
    },
  };
}
