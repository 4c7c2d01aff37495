import { openQueue } from "../../../runtime/paging/page-queue.ts";
import type { Page } from "../../../runtime/rows/page.ts";
import { readAnnouncedWait } from "../../../runtime/transport/announced-wait.ts";
import { type Clock, makeGate } from "../../../runtime/transport/gate.ts";
import type { Limiter } from "../../../runtime/transport/limiter.ts";
import { PATIENCE } from "../../../runtime/transport/retry.ts";
import { makeRandom } from "../../lago/random.ts";
import { makeRateLimiter } from "../../lago/rate-limit.ts";

/** A server in simulated time, in milliseconds. */
export interface Server {
  /** Requests that it works on at once; others wait their turn. */
  readonly workers: number | ((now: number) => number);
  /** What it takes for the nth request. `chance`: from 0 to 1. */
  service(request: number, now: number, chance: number): number;
  /** The way there and back, half of it each. */
  readonly network: number;
  /** Requests a second that its edge lets through. */
  readonly limit?: number;
  /** What its refusals say of that limit. Default: headers on every response. */
  readonly refusals?: "bare" | "Retry-After";
  /** Requests that it has at once; it refuses more of them with a 503. */
  readonly connections?: number;
}

export interface Outcome {
  readonly requestsPerSecond: number;
  /** The same for the first 20 seconds, with all that it takes to find a number. */
  readonly coldRequestsPerSecond: number;
  /** Part of the requests that drew a 429 or 503. */
  readonly refused: number;
  /** Of the second half: the latency that 95 % stay below, and the most requests in flight at a time but for 5 % of it. */
  readonly p95: number;
  readonly inFlight: number;
}

/** Milliseconds. */
const COLD = 20_000;

/** Reads pages in order through the loader's gate: the first one alone, then the next ones ahead as a load does. Same seed, same outcome. */
export async function simulate(server: Server, limiter: Limiter, { pages = 1500, ahead = () => Math.ceil(limiter.limit * 1.5), seed = 1 } = {}): Promise<Outcome> {
  const time = newTime();
  const random = makeRandom(seed).next;
  const gate = makeGate({ limiter, maxRequestsPerSecond: Infinity, longestPause: Infinity, tooLong: () => new Error("too long"), clock: time.clock });
  const lago = openServer(server, time.clock, random);
  const latencies: { readonly at: number; readonly took: number; readonly inFlight: number }[] = [];
  let [requests, refused, inFlight] = [0, 0, 0];

  async function fetchPage(row: number): Promise<{ page: Page; bytes: number; start: string }> {
    for (let attempt = 1; ; attempt++) {
      const pass = await gate.enter();
      const sentAt = time.clock.now();
      const beside = ++inFlight;
      requests += 1;
      const { status, headers } = await lago(row);
      inFlight -= 1;
      const wait = readAnnouncedWait(status, headers, time.clock.now());
      if (wait > 0) gate.pause(wait);
      pass.leave({ headers, kind: "page", outcome: status === 429 ? "limited" : status === 503 ? "overload" : "ok" });
      if (status === 200) {
        latencies.push({ at: time.clock.now(), took: time.clock.now() - sentAt, inFlight: beside });
        return { page: { rows: 1, size: 1 }, bytes: 1, start: "" };
      }
      refused += 1;
      if (wait === 0) await new Promise<void>((resolve) => void time.clock.after(random() * PATIENCE.firstWait * 2 ** (attempt - 1), resolve));
    }
  }

  async function read(): Promise<void> {
    const queue = openQueue(fetchPage, () => 1);
    for (let page = 0; page < pages; page++) await queue.take(page === 0 ? 1 : ahead(), pages).fetched;
  }

  await time.run(read());
  const settled = latencies.slice(latencies.length / 2);
  return {
    requestsPerSecond: (pages / time.clock.now()) * 1000,
    coldRequestsPerSecond: (latencies.filter(({ at }) => at <= COLD).length / COLD) * 1000,
    refused: refused / requests,
    p95: highest(settled.map(({ took }) => took)),
    inFlight: highest(settled.map((sample) => sample.inFlight)),
  };
}

function highest(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * 0.95)]!;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
}

function openServer({ workers, service, network, limit, refusals, connections = Infinity }: Server, { now, after }: Clock, random: () => number): (request: number) => Promise<Answer> {
  const admit = limit === undefined ? undefined : makeRateLimiter({ requests: limit, windowMs: 1000 }, now);
  const waiting: (() => void)[] = [];
  let [busy, there] = [0, 0];
  const start = () => {
    const most = typeof workers === "number" ? workers : workers(now());
    while (busy < most && waiting.length > 0) {
      busy += 1;
      waiting.shift()!();
    }
  };
  const sleep = (milliseconds: number) => new Promise<void>((resolve) => void after(milliseconds, resolve));
  return async (request) => {
    // Requests do not overtake one another by much, but they do.
    await sleep((network / 2) * (0.8 + 0.4 * random()));
    const { admitted, headers } = admit?.() ?? { admitted: true, headers: {} };
    const served = admitted && there < connections;
    if (served) {
      there += 1;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        start();
      });
      await sleep(service(request, now(), random()));
      busy -= 1;
      there -= 1;
      start();
    }
    await sleep(network / 2);
    const said = refusals === undefined ? headers : refusals === "bare" || admitted ? {} : { "retry-after": "1" };
    return { status: served ? 200 : admitted ? 503 : 429, headers: new Headers(said) };
  };
}

interface Time {
  readonly clock: Clock;
  /** Lets time pass until the work is done. */
  run(work: Promise<void>): Promise<void>;
}

function newTime(): Time {
  let now = 0;
  const events = new Set<{ readonly at: number; readonly then: () => void }>();
  const clock: Clock = {
    now: () => now,
    after: (milliseconds, then) => {
      const event = { at: now + milliseconds, then };
      events.add(event);
      return () => void events.delete(event);
    },
  };
  async function run(work: Promise<void>): Promise<void> {
    let done = false;
    const ending = work.finally(() => (done = true));
    ending.catch(() => {});
    for (;;) {
      // All that follows at once follows.
      await new Promise(setImmediate);
      if (done) return ending;
      let next: { readonly at: number; readonly then: () => void } | undefined;
      for (const event of events) if (!next || event.at < next.at) next = event;
      if (!next) throw new Error("Nothing happens any more, and the work is not done.");
      events.delete(next);
      now = next.at;
      next.then();
    }
  }
  return { clock, run };
}
