import { setTimeout as sleep } from "node:timers/promises";
import { LagoError } from "../errors.ts";
import type { Optional } from "../resource.ts";
import { PageError } from "./page-error.ts";
import { readAnnouncedWait } from "./announced-wait.ts";
import { exchange, type Question } from "./exchange.ts";
import type { Fetch } from "./fetch.ts";
import { makeGate } from "./gate.ts";
import type { Limiter } from "./limiter.ts";

/** How long and how often a request is tried. Times in milliseconds. */
export interface Patience {
  /** Tries of one request, the first included. */
  readonly attempts: number;
  /** Longest first wait; it doubles with each try, and chance picks a moment below it. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** For one request with all its tries and waits, its place in the queue not counted. */
  readonly total: number;
  /** For one try, from the request to the last byte. */
  readonly timeout: number;
  /** Between two pieces of a body. */
  readonly idle: number;
}

export const PATIENCE: Patience = {
  // With these waits half a minute on average, a minute at most: a Lago that is deployed anew is back by then.
  attempts: 8,
  firstWait: 500,
  longestWait: 30_000,
  // What does not work for five minutes needs a person.
  total: 300_000,
  // Most gateways cut a slow server off after 30 to 60 s: waiting longer is waiting for nobody.
  timeout: 60_000,
  // A server that has begun to answer has computed the page: half a minute without a byte is a dead connection.
  idle: 30_000,
};

/**
 * Before Lago has answered once, an address is more likely wrong than a server down: after so many tries without a
 * usable answer, about 4 s, say so.
 */
const ATTEMPTS_AT_FIRST_CONTACT = 5;

/**
 * Lago answers 500 in its own form to a request that its code cannot serve, as the usage of a subscription whose id holds a `?`,
 * and will tomorrow. Where it has answered other requests meanwhile, so many tries are enough.
 */
const ATTEMPTS_OF_OWN_500 = 4;

/** Of an answer that says that this Lago lacks what a resource needs: enough for an accident to pass. */
const ATTEMPTS_OF_OPTIONAL = 3;

export interface TransportOptions {
  readonly fetch: Fetch;
  readonly patience: Patience;
  readonly limiter: Limiter;
  readonly maxRequestsPerSecond: number;
  /** A number from 0 to 1, for the waits. */
  readonly random: () => number;
  readonly onEvent: (event: LagoEvent) => void;
}

/** What happens on the wire, for progress and logs. */
export type LagoEvent =
  | { readonly type: "answer"; readonly path: string; readonly bytes: number; readonly milliseconds: number }
  | { readonly type: "retry"; readonly path: string; readonly attempt: number; readonly wait: number; readonly reason: string }
  /** Nothing is sent for so many milliseconds, by Lago's own word. */
  | { readonly type: "wait"; readonly wait: number; readonly reason: string };

/** What a crawl cost so far: counted up while it runs. */
export interface Traffic {
  requests: number;
  retries: number;
  /** Milliseconds spent on back-off and on Lago's rate limit. */
  waits: number;
}

export interface SendOptions<T> {
  /** Reads the body of a 2xx answer; a `PageError` is one more reason to try again. */
  accept(body: Buffer): T | Promise<T>;
  readonly traffic: Traffic;
  /** Requests of one kind take about as long as one another. */
  readonly kind: string;
  /** Tries that may time out, where the caller knows better than to ask the same again. */
  readonly timeouts?: number;
  /** Tries in all, where the caller can do without the answer. */
  readonly attempts?: number | undefined;
  /** The answer of a Lago that lacks what is asked for: it is `forbidden` then. */
  readonly optional?: Optional | undefined;
  readonly signal?: AbortSignal;
}

export type Send = <T>(question: Question, options: SendOptions<T>) => Promise<T>;

/** One retry layer around the whole exchange, body and its reading included; one gate for all that is sent through it. */
export function makeTransport({ fetch, patience, limiter, maxRequestsPerSecond, random, onEvent }: TransportOptions): Send {
  const onWait = (wait: number) => onEvent({ type: "wait", wait, reason: "Lago's rate limit is used up" });
  const gate = makeGate({ limiter, maxRequestsPerSecond, longestPause: patience.total, tooLong, onWait });
  let reached = false;
  /** Answers that were of use, to see whether Lago is well but for one request. */
  let answered = 0;

  function tooLong(wait: number): LagoError {
    const message = `Lago asks to wait ${Math.ceil(wait / 1000)} s, longer than the patience of ${patience.total / 1000} s.`;
    return new LagoError(message, { kind: "unreachable", path: "" });
  }

  const waitAfter = (attempt: number) => random() * Math.min(patience.longestWait, patience.firstWait * 2 ** (attempt - 1));

  function attemptsFor(failure: LagoError, alone: boolean): number {
    if (alone && failure.own && failure.status === 500) return Math.min(patience.attempts, ATTEMPTS_OF_OWN_500);
    return reached || isUsable(failure) ? patience.attempts : Math.min(patience.attempts, ATTEMPTS_AT_FIRST_CONTACT);
  }

  return async function send(question, { accept, traffic, kind, timeouts = Infinity, attempts = Infinity, optional, signal }) {
    const path = new URL(question.url).pathname;
    let spent = 0;
    const answeredBefore = answered;
    for (let attempt = 1, timedOut = 0; ; attempt++) {
      const pass = await gate.enter(signal);
      const startedAt = performance.now();
      const limits = { timeout: Math.min(patience.timeout, patience.total - spent), idle: patience.idle };
      let headers: Headers | undefined;
      let announced = 0;
      let failure: LagoError;
      traffic.requests += 1;
      traffic.waits += pass.paced;
      try {
        const body = await exchange(fetch, question, limits, (response) => {
          headers = response.headers;
          announced = readAnnouncedWait(response.status, response.headers);
          if (announced > 0) gate.pause(announced);
        }, signal).catch((error: unknown) => {
          pass.leave({ headers, kind, outcome: error instanceof LagoError && showsOverload(error) ? "overload" : "other" });
          throw error;
        });
        pass.leave({ headers, kind, outcome: "ok" });
        const bytes = body.length;
        const value = await read(path, body, accept);
        reached = true;
        answered += 1;
        onEvent({ type: "answer", path, bytes, milliseconds: performance.now() - startedAt });
        return value;
      } catch (error) {
        if (!(error instanceof LagoError && error.transient)) throw error;
        failure = error;
      }
      if (announced > patience.total) throw tooLong(announced);
      if (optional && failure.own && failure.status === optional.status && attempt >= ATTEMPTS_OF_OPTIONAL) throw toLacking(failure, optional);
      if (failure.timedOut) timedOut += 1;
      const wait = announced || waitAfter(attempt);
      spent += performance.now() - startedAt;
      if (attempt >= Math.min(attempts, attemptsFor(failure, answered > answeredBefore)) || timedOut >= timeouts || spent + wait > patience.total) {
        const tries = `Gave up after ${attempt === 1 ? "one try" : `${attempt} tries`} in ${(spent / 1000).toFixed(1)} s.`;
        const doubt = isUsable(failure) || reached ? "" : ` Is ${new URL(question.url).origin} the address of Lago?`;
        // What has never spoken HTTP is not there at all.
        const kind = failure.status === null && !reached ? "unreachable" : failure.kind;
        throw new LagoError(`${failure.message} ${tries}${doubt}`, { ...failure, kind });
      }
      spent += wait;
      traffic.retries += 1;
      onEvent({ type: "retry", path, attempt, wait, reason: failure.message });
      // An announced wait is the gate's, for all requests.
      if (announced > 0) continue;
      if (failure.status === 429) gate.pause(wait);
      traffic.waits += wait;
      await sleep(wait, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  };
}

function toLacking(failure: LagoError, { status, why }: Optional): LagoError {
  return new LagoError(`GET ${failure.path} answered ${status} ${ATTEMPTS_OF_OPTIONAL} times. ${why}`, { ...failure, kind: "forbidden", transient: false });
}

/** Whether fewer requests at a time would help. A 500 in Lago's own form is a fault of its code with this one request. */
function showsOverload({ status, timedOut, transient, own }: LagoError): boolean {
  if (status === null) return timedOut || transient;
  return timedOut || status === 429 || (status >= 500 && !own);
}

/** Whether something answered as Lago, or a gateway before it, does. */
function isUsable({ status, kind }: LagoError): boolean {
  return status !== null && kind !== "malformed";
}

async function read<T>(path: string, body: Buffer, accept: (body: Buffer) => T | Promise<T>): Promise<T> {
  try {
    return await accept(body);
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    throw new LagoError(`GET ${path} did not answer with a page of Lago's: ${error.message}.`, { kind: "malformed", path, status: 200, transient: true });
  }
}
