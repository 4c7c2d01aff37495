import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { adaptiveLimiter, fixedLimiter } from "../../../runtime/transport/limiter.ts";
import { type Outcome, type Server, simulate } from "./simulated-lago.ts";

/** Milliseconds in which a server is slower than before and after. */
const slow = (now: number) => now > 15_000 && now < 35_000;

const SMALL: Server = { workers: 3, service: (_request, _now, chance) => 60 + 40 * chance, network: 2 };

interface Scene {
  readonly server: Server;
  /** Part of the throughput of the best fixed concurrency, which three runs reach on average. */
  readonly ofBest: number;
  /** Part of the rate limit, and of what the first 20 seconds reach of it. */
  readonly ofLimit?: number;
  readonly cold?: number;
  /** In milliseconds. */
  readonly p95?: number;
  readonly inFlight?: number;
}

const SCENES: Readonly<Record<string, Scene>> = {
  "Lago Cloud, 400 ± 100 ms, 50 requests a second": { server: { workers: Infinity, service: (_request, _now, chance) => 250 + 200 * chance, network: 50, limit: 50 }, ofBest: 0.9, ofLimit: 0.9, cold: 0.88 },
  "Lago Cloud, 50 ± 10 ms, 50 requests a second": { server: { workers: Infinity, service: (_request, _now, chance) => 20 + 20 * chance, network: 20, limit: 50 }, ofBest: 0.95, ofLimit: 0.9, cold: 0.9 },
  "a small server: 3 workers, 80 ± 20 ms": { server: SMALL, ofBest: 0.95, p95: 2.5 * 102, inFlight: 6 },
  "the same, a continent away": { server: { ...SMALL, network: 60 }, ofBest: 0.9, p95: 2.5 * 160, inFlight: 12 },
  "a small server behind a gateway that announces more than it can serve": { server: { ...SMALL, limit: 1000 }, ofBest: 0.94, p95: 2.5 * 102, inFlight: 6 },
  "the same, with pages that take long": { server: { ...SMALL, service: (_request, _now, chance) => 300 + 100 * chance, limit: 50 }, ofBest: 0.95, p95: 2.5 * 402, inFlight: 6 },
  "a server with one worker": { server: { ...SMALL, workers: 1 }, ofBest: 0.95, inFlight: 4 },
  "a server that becomes slower by half, and recovers": { server: { workers: 6, service: (_request, now, chance) => (60 + 40 * chance) * (slow(now) ? 2 : 1), network: 20 }, ofBest: 0.85 },
  "a server that loses half of its workers, and gets them back": { server: { ...SMALL, workers: (now) => (slow(now) ? 3 : 6), network: 20 }, ofBest: 0.85 },
  "a gateway that allows 10 requests a second, and says only when to come back": { server: { ...SMALL, workers: Infinity, service: (_request, _now, chance) => 150 + 100 * chance, limit: 10, refusals: "Retry-After" }, ofBest: 0.85 },
  "a gateway that allows 50 requests a second, and says nothing of it": { server: { ...SMALL, workers: Infinity, service: (_request, _now, chance) => 80 + 40 * chance, limit: 50, refusals: "bare" }, ofBest: 0.85 },
  "a server that refuses more than 8 connections": { server: { ...SMALL, workers: Infinity, connections: 8 }, ofBest: 0.85, inFlight: 8 },
  "a server that refuses more than 2 connections": { server: { ...SMALL, workers: Infinity, connections: 2 }, ofBest: 0.85, inFlight: 2 },
  "pages that cost more the deeper they are": { server: { workers: 4, service: (request, _now, chance) => (60 + request / 2) * (0.8 + 0.4 * chance), network: 20 }, ofBest: 0.85 },
};

const FIXED = [2, 3, 4, 6, 8, 12, 16, 24, 32];

describe("adaptive concurrency finds what trying every number would", () => {
  for (const [name, { server, ofBest, ofLimit = 0, cold = 0, p95 = Infinity, inFlight = 32 }] of Object.entries(SCENES)) {
    test(name, async (t) => {
      const fixed: number[] = [];
      for (const concurrency of FIXED) fixed.push((await simulate(server, fixedLimiter(concurrency))).requestsPerSecond);
      const runs: number[] = [];
      for (const seed of [1, 2, 3]) {
        const outcome = await simulate(server, adaptiveLimiter(), { seed });
        runs.push(outcome.requestsPerSecond);
        const says = describeOutcome(outcome, Math.max(...fixed));
        t.diagnostic(says);
        assert.ok(outcome.requestsPerSecond >= ofLimit * (server.limit ?? 0), says);
        assert.ok(outcome.coldRequestsPerSecond >= cold * (server.limit ?? 0), says);
        assert.ok(outcome.refused <= 0.01, says);
        assert.ok(outcome.p95 <= p95, says);
        assert.ok(outcome.inFlight <= inFlight, says);
      }
      const mean = runs.reduce((sum, run) => sum + run) / runs.length;
      assert.ok(mean >= ofBest * Math.max(...fixed), `${mean} requests a second of ${Math.max(...fixed)}`);
    });
  }
});

function describeOutcome(outcome: Outcome, best: number): string {
  const { requestsPerSecond, coldRequestsPerSecond, refused, p95, inFlight } = outcome;
  return `${requestsPerSecond.toFixed(1)} requests a second, ${coldRequestsPerSecond.toFixed(1)} in the first 20 s, ${((requestsPerSecond / best) * 100).toFixed(0)} % of the best fixed number's; ${(refused * 100).toFixed(1)} % refused; ${inFlight} in flight; p95 ${p95.toFixed(0)} ms`;
}

const answer = { kind: "page", inFlight: 4 } as const;

test("a refusal for overload cuts the limit at once, and once for all requests that were in flight", () => {
  const limiter = adaptiveLimiter();
  const before = limiter.limit;
  for (const endedAt of [100, 101, 102]) limiter.observe({ ...answer, sentAt: 0, endedAt, outcome: "overload" });
  assert.equal(limiter.limit, Math.floor(before * 0.7));
  for (let cut = 1; cut < 10; cut++) limiter.observe({ ...answer, sentAt: cut * 1000, endedAt: cut * 1000 + 1, outcome: "overload" });
  assert.equal(limiter.limit, 1);
});

test("an attempt that a server refuses leaves the limit before it, and is not repeated soon", () => {
  const limiter = adaptiveLimiter();
  const before = limiter.limit;
  let at = 0;
  const answerAll = (rounds: number) => {
    for (let count = 0; count < rounds * 24; count++) limiter.observe({ ...answer, inFlight: limiter.limit, sentAt: ++at, endedAt: at + 10 * limiter.limit, outcome: "ok" });
  };
  while (limiter.limit <= before) answerAll(1);
  limiter.observe({ ...answer, inFlight: limiter.limit, sentAt: ++at, endedAt: ++at, outcome: "overload" });
  assert.equal(limiter.limit, before);
  for (let round = 0; round < 12; round++) {
    answerAll(1);
    assert.ok(limiter.limit <= before, String(limiter.limit));
  }
});

test("a server that announces its rate limit is asked for that rate after its first response", () => {
  const limiter = adaptiveLimiter();
  limiter.observe({ kind: "page", inFlight: 1, sentAt: 0, endedAt: 400, outcome: "ok", allowed: 50 });
  assert.ok(limiter.limit >= 20, String(limiter.limit));
});

test("and it is left again when its responses come one after another", () => {
  const limiter = adaptiveLimiter();
  const before = limiter.limit;
  for (let at = 1; at <= 9; at++) limiter.observe({ kind: "page", inFlight: at, sentAt: at === 1 ? 0 : 400, endedAt: at * 400, outcome: "ok", allowed: 50 });
  assert.equal(limiter.limit, before);
});

test("requests that do not use up the limit do not raise it", () => {
  const limiter = adaptiveLimiter();
  const before = limiter.limit;
  for (let at = 0; at < 1000; at++) limiter.observe({ ...answer, inFlight: 1, sentAt: at, endedAt: at + 1, outcome: "ok" });
  assert.equal(limiter.limit, before);
});

test("answers that say nothing about load change nothing", () => {
  const limiter = adaptiveLimiter();
  const before = limiter.limit;
  for (let at = 0; at < 1000; at++) limiter.observe({ ...answer, sentAt: at, endedAt: at + 1, outcome: "other" });
  assert.equal(limiter.limit, before);
});

test("a fixed concurrency stays, whatever the server does", () => {
  const limiter = fixedLimiter(24);
  limiter.observe({ ...answer, sentAt: 0, endedAt: 1, outcome: "overload" });
  assert.equal(limiter.limit, 24);
});
