import { setMaxListeners } from "node:events";
import { makeBudget } from "./budget.ts";
import type { AnswerHeaders } from "./fetch.ts";
import type { Limiter } from "./limiter.ts";
import type { Sample } from "./rounds.ts";
import { toTimer } from "./timer.ts";

/** Every request of a client passes it: it limits how many are in flight, and the rate that Lago and the user allow. */
export interface Gate {
  /** Waits for its turn. Returns the milliseconds of rate limiting, without the queue. */
  enter(signal?: AbortSignal): Promise<Pass>;
  /** Lago's rate limit is used up: no request passes for this many milliseconds. */
  pause(milliseconds: number): void;
}

export interface Pass {
  readonly paced: number;
  /** Must be called once, when the request has ended. */
  leave(outcome: Outcome): void;
}

export interface Outcome extends Pick<Sample, "kind" | "outcome"> {
  /** The headers of the response, if there was one. */
  readonly headers?: AnswerHeaders | undefined;
}

export interface GateOptions {
  readonly limiter: Limiter;
  readonly maxRequestsPerSecond: number;
  /** Milliseconds. If Lago asks for a longer wait, waiting requests fail with the error of `tooLong`. */
  readonly longestPause: number;
  readonly tooLong: (milliseconds: number) => Error;
  /** Called when all requests are held for this many milliseconds, if that is long enough to report. */
  readonly onWait?: (milliseconds: number) => void;
  /** Default: that of the process. */
  readonly clock?: Clock;
}

/** Current time, in milliseconds. */
export interface Clock {
  now(): number;
  /** Starts a timer; returns how to cancel it. */
  after(milliseconds: number, then: () => void): () => void;
}

const CLOCK: Clock = {
  now: () => performance.now(),
  after: (milliseconds, then) => {
    const timer = setTimeout(then, toTimer(milliseconds));
    return () => clearTimeout(timer);
  },
};

/** First come, first served: several loads share the gate, and none starves. */
export function makeGate({ limiter, maxRequestsPerSecond, longestPause, tooLong, onWait = () => undefined, clock = CLOCK }: GateOptions): Gate {
  const { now } = clock;
  const interval = 1000 / maxRequestsPerSecond;
  const budget = makeBudget(now);
  const queue: Waiter[] = [];
  let inFlight = 0;
  let pausedUntil = -Infinity;
  let nextAt = -Infinity;
  let cancelTimer = () => {};
  let toldUntil = -Infinity;

  function advance(): void {
    cancelTimer();
    giveUpBeyond(pausedUntil - now());
    while (queue.length > 0 && inFlight < limiter.limit) {
      const budgeted = budget.wait(inFlight);
      // If the end of the wait is not known, the next response calls again.
      if (budgeted !== Infinity) giveUpBeyond(budgeted);
      const wait = Math.max(pausedUntil - now(), nextAt - now(), budgeted);
      if (wait > 0) {
        const [first] = queue;
        if (first) hold(first, wait);
        return;
      }
      admit(queue.shift()!);
    }
  }

  function giveUpBeyond(wait: number): void {
    if (wait > longestPause) for (const waiter of queue.splice(0)) waiter.reject(tooLong(wait));
  }

  function hold(first: Waiter, wait: number): void {
    first.heldSince ??= now();
    if (wait === Infinity) return;
    cancelTimer = clock.after(wait, advance);
    // Reported once, even if others join the queue.
    if (wait < WORTH_TELLING || now() + wait <= toldUntil) return;
    toldUntil = now() + wait + WORTH_TELLING;
    onWait(wait);
  }

  function admit({ resolve, heldSince }: Waiter): void {
    const sentAt = now();
    inFlight += 1;
    budget.send();
    const beside = inFlight;
    // A timer that fires a little late does not shift the next ones.
    nextAt = (sentAt - nextAt < interval ? nextAt : sentAt) + interval;
    resolve({
      paced: heldSince === undefined ? 0 : sentAt - heldSince,
      leave: ({ headers, kind, outcome }) => {
        inFlight -= 1;
        budget.read(sentAt, headers, outcome === "limited");
        const rate = budget.rate();
        limiter.observe({ sentAt, endedAt: now(), kind, inFlight: beside, outcome, allowed: rate && Math.min(rate, maxRequestsPerSecond) });
        advance();
      },
    });
  }

  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const giveUp = () => {
          queue.splice(queue.indexOf(waiter), 1);
          reject(signal!.reason);
          advance();
        };
        const settle = <T>(then: (value: T) => void) => (value: T) => {
          signal?.removeEventListener("abort", giveUp);
          then(value);
        };
        const waiter: Waiter = { resolve: settle(resolve), reject: settle(reject) };
        // Each request adds a listener while it waits and runs; Node would warn of a leak.
        if (signal) setMaxListeners(0, signal);
        signal?.addEventListener("abort", giveUp, { once: true });
        queue.push(waiter);
        advance();
      }),
    pause: (milliseconds) => {
      pausedUntil = Math.max(pausedUntil, now() + milliseconds);
      advance();
    },
  };
}

/** Milliseconds. */
const WORTH_TELLING = 2_000;

interface Waiter {
  readonly resolve: (pass: Pass) => void;
  readonly reject: (reason: Error) => void;
  /** Time when it was first in the queue and had a place, but the rate limit held it. */
  heldSince?: number;
}
