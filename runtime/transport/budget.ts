import { readCount, readReset } from "./announced-wait.ts";
import type { AnswerHeaders } from "./fetch.ts";
import { learnRate } from "./learned-rate.ts";

/** What Lago's rate limit still allows, as its answers say. Without such headers it allows everything, until it refuses. */
export interface Budget {
  /** Milliseconds until one more request may go beside `inFlight` others; Infinity: when the next answer is here. */
  wait(inFlight: number): number;
  /** A request is sent now. */
  send(): void;
  /** Reads the answer to a request sent at `sentAt`; without headers there was no answer, but it may have been counted. `refused`: by a 429. */
  read(sentAt: number, headers?: AnswerHeaders, refused?: boolean): void;
  /** Requests a second by the last answer; undefined if it does not say, or counts in longer windows. */
  rate(): number | undefined;
}

/**
 * Lago Cloud counts requests per organisation in windows of a second (https://getlago.com/docs/api-reference/rate-limits). The responses
 * show whether somebody else uses the limit as well, which selects one of two rules:
 *
 * - Alone: no period of one second has more of our requests than the limit. This does not depend on when Lago's windows begin.
 * - Shared, or with windows longer than a second: what remains by the last responses, less what is in flight, since some of it is not
 *   counted yet. `X-RateLimit-Reset` is in whole seconds, so each response only gives an upper bound of the window's end. The earliest
 *   bound is the best, and late by at most the latency of the window's first response.
 */
export function makeBudget(now: () => number): Budget {
  let limit = Infinity;
  let remaining = Infinity;
  let windowBegan = -Infinity;
  let windowEnds = Infinity;
  let sharedUntil = -Infinity;
  /** When the requests of the last seconds were sent. */
  let sent: number[] = [];
  const learned = learnRate(now);

  function waitAlone(): number {
    const allowed = Math.max(1, Math.floor(limit * OWN_SHARE));
    return sent.length < allowed ? 0 : sent[sent.length - allowed]! + WINDOW + MARGIN - now();
  }

  function waitShared(inFlight: number): number {
    // Nothing in flight would report the window: the next request has to be sent.
    const unknown = inFlight === 0 && windowEnds === Infinity;
    return remaining > inFlight || unknown ? 0 : windowEnds - now();
  }

  return {
    wait: (inFlight) => {
      if (now() >= windowEnds) {
        remaining = limit;
        windowBegan = now();
        windowEnds = Infinity;
      }
      if (limit === Infinity) return learned.wait(sent);
      return now() < sharedUntil ? waitShared(inFlight) : waitAlone();
    },
    send: () => {
      sent.push(now());
      if (sent.length > 2 * limit || sent.length > MOST_SENT) sent = sent.filter((at) => at > now() - KEPT);
    },
    read: (sentAt, headers, refused = false) => {
      const left = headers && readCount(headers, "x-ratelimit-remaining");
      const reset = headers && readReset(headers);
      if (left === undefined || reset === undefined) {
        remaining -= 1;
        if (refused && limit === Infinity) learned.refuse(sentAt, sent);
        return;
      }
      limit = Math.max(1, readCount(headers!, "x-ratelimit-limit") ?? left + 1);
      // All of our requests that the window can contain, including those that overtook this one. Alone, a few are left unused.
      const own = sent.filter((at) => at > sentAt - WINDOW - MARGIN).length;
      if (reset > WINDOW || limit - left > own || left === 0) sharedUntil = now() + Math.max(SHARED_FOR, reset);
      // A request of the previous window says nothing about this one.
      if (sentAt < windowBegan) return;
      remaining = Math.min(remaining, left);
      windowEnds = Math.min(windowEnds, now() + reset);
    },
    rate: () => (limit === Infinity || now() < sharedUntil ? undefined : limit),
  };
}

/** Milliseconds. */
const WINDOW = 1000;
/** Requests may be so much longer on their way than those behind them, and still not come in one window with these. */
const MARGIN = 40;
/** Of the limit: a retry of the system's own or another key's single request draws no 429. */
const OWN_SHARE = 0.98;
/** Milliseconds for which another user of the limit is expected to stay. */
const SHARED_FOR = 30_000;
/** Answers take a minute at most. */
const KEPT = 61_000;
const MOST_SENT = 10_000;
