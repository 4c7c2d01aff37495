import { setTimeout as sleep } from "node:timers/promises";
import { LagoError } from "../errors.ts";
import type { Optional } from "../resource.ts";
import { PageError } from "./page-error.ts";
import { readAnnouncedWait } from "./announced-wait.ts";
import { exchange, type Question } from "./exchange.ts";
import type { AnswerHeaders, Fetch } from "./fetch.ts";
import { makeGate } from "./gate.ts";
import type { Limiter } from "./limiter.ts";
import type { Sample } from "./rounds.ts";

/** Number of attempts and their time limits. All times are in milliseconds. */
export interface Patience {
  /** Attempts for one request, including the first. */
  readonly attempts: number;
  /** Longest wait after the first attempt. It doubles with each attempt, with full jitter. */
  readonly firstWait: number;
  /** Longest wait between attempts. */
  readonly longestWait: number;
  /** Limit for one request with all its attempts and waits, without its time in the queue. */
  readonly total: number;
  /** Limit for one attempt, from the request to the last byte. */
  readonly timeout: number;
  /** Limit for silence between two parts of a body. */
  readonly idle: number;
}

export const PATIENCE: Patience = {
  // With these waits half a minute on average, a minute at most: enough for a deployment of Lago.
  attempts: 8,
  firstWait: 500,
  longestWait: 30_000,
  // After five minutes of failures, a person has to look.
  total: 300_000,
  // Most gateways time out after 30 to 60 s: a longer wait gains nothing.
  timeout: 60_000,
  // A server that has begun to respond has computed the page: half a minute without a byte is a dead connection.
  idle: 30_000,
};

/**
 * Before Lago has responded once, a wrong address is more likely than a server that is down. So fewer attempts are made, which take
 * about 4 s.
 */
const ATTEMPTS_AT_FIRST_CONTACT = 5;

/**
 * Lago returns 500 in its own format for a request that its code cannot serve, e.g. the usage of a subscription whose id holds a `?`. A
 * retry cannot help. If Lago has served other requests meanwhile, this many attempts are enough.
 */
const ATTEMPTS_OF_OWN_500 = 4;

/** Attempts if the response says that this Lago lacks what a resource needs: enough to exclude an accident. */
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

/** An event of the transport, for progress and logs. `wait` and `milliseconds` are in milliseconds; `path` has no query. */
export type LagoEvent =
  | { readonly type: "answer"; readonly path: string; readonly bytes: number; readonly milliseconds: number }
  | { readonly type: "retry"; readonly path: string; readonly attempt: number; readonly wait: number; readonly reason: string }
  /** Lago's rate limit holds all requests for this long. */
  | { readonly type: "wait"; readonly wait: number; readonly reason: string };

/** Counters of requests, updated while they run. */
export interface Traffic {
  requests: number;
  retries: number;
  /** Milliseconds of waiting for backoff and for Lago's rate limit, added up over requests in flight. */
  waits: number;
}

/** How one request is sent, and how its response is read. */
export interface SendOptions<T> {
  /** Reads the body of a 2xx response. If it throws a `PageError`, the request is retried. */
  accept(body: Buffer): T | Promise<T>;
  readonly traffic: Traffic;
  /** Requests of the same kind have similar response times; the concurrency limiter compares within a kind. */
  readonly kind: string;
  /** Attempts that may time out, if the caller then requests something smaller. Default: no limit but `attempts`. */
  readonly timeouts?: number;
  /** Attempts in all, if the response is dispensable. Default: those of `Patience`. */
  readonly attempts?: number | undefined;
  /** The response that means that this Lago lacks the resource: the error's kind is `forbidden` then. */
  readonly optional?: Optional | undefined;
  readonly signal?: AbortSignal;
}

export type Send = <T>(question: Question, options: SendOptions<T>) => Promise<T>;

/** Creates the transport: one retry layer around request, response and the reading of its body, and one gate for all requests. */
export function makeTransport({ fetch, patience, limiter, maxRequestsPerSecond, random, onEvent }: TransportOptions): Send {
  const onWait = (wait: number) => onEvent({ type: "wait", wait, reason: "Lago's rate limit is used up" });
  const gate = makeGate({ limiter, maxRequestsPerSecond, longestPause: patience.total, tooLong, onWait });
  let reached = false;
  /** Successful responses, to see whether only one request fails. */
  let answered = 0;

  function tooLong(wait: number): LagoError {
    const message = `Lago asks to wait ${Math.ceil(wait / 1000)} s, longer than the limit of ${patience.total / 1000} s.`;
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
      let headers: AnswerHeaders | undefined;
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
          pass.leave({ headers, kind, outcome: error instanceof LagoError ? outcomeOf(error) : "other" });
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

/** Whether fewer requests, or fewer at a time, would help. A 500 in Lago's own format is a bug in its code for this one request. */
function outcomeOf({ status, timedOut, transient, own }: LagoError): Sample["outcome"] {
  if (status === 429) return "limited";
  return timedOut || (status === null ? transient : status >= 500 && !own) ? "overload" : "other";
}

/** Whether Lago, or a gateway in front of it, has responded. */
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
