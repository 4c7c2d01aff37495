import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { addOns } from "../../../generated/add_ons/add_ons.ts";
import { crawl } from "../../../runtime/paging/paginate.ts";
import type { Meta, Page } from "../../../runtime/rows/page.ts";
import { makeGate } from "../../../runtime/transport/gate.ts";
import { fixedLimiter } from "../../../runtime/transport/limiter.ts";
import type { Sample } from "../../../runtime/transport/rounds.ts";
import { collect, lagoWithAddOns } from "../add-ons.ts";

const LIMIT = 50;
const DONE = { kind: "", outcome: "ok" } as const;

/** Lists many short pages against a limited server, and says what the server saw. */
async function crawlLimited(t: TestContext, { pages, latency = 0, crawls = 1 }: { pages: number; latency?: number; crawls?: number }) {
  const { lago, client } = await lagoWithAddOns(t, pages, { latency, rateLimit: { requests: LIMIT, windowMs: 1000 } }, { perPage: 1 });
  const all = await Promise.all(Array.from({ length: crawls }, () => collect(client.list(addOns))));
  for (const records of all) assert.equal(records.length, pages);
  const refused = lago.requests.filter(({ status }) => status === 429).length / lago.requests.length;
  const used = usedOf(lago.requests.map(({ at }) => at));
  assert.ok(refused <= 0.01, `${refused} refused`);
  assert.ok(used >= 0.9, `${used} used`);
}

/** How much of its limit a window saw used, the time until the next one began included: the median, for the machine has other things to do. */
function usedOf(times: number[]): number {
  const begins = times.reduce<number[]>((found, at) => (at - (found.at(-1) ?? -Infinity) >= 1000 ? [...found, at] : found), []);
  const used = begins.slice(0, -1).map((begin, index) => {
    const next = begins[index + 1]!;
    return (times.filter((at) => at >= begin && at < next).length / LIMIT) * (1000 / (next - begin));
  });
  return used.sort((left, right) => left - right)[Math.floor(used.length / 2)]!;
}

describe("Lago's rate limit: 90 % of it is used, and 1 % of the requests draw a 429 at most", () => {
  for (const latency of [0, 40]) test(`at ${latency} ms an answer`, (t) => crawlLimited(t, { pages: 190, latency }));

  test("by lists that are read beside one another", (t) => crawlLimited(t, { pages: 60, crawls: 3 }));
});

test("a server without a limit is not waited for", async (t) => {
  const { client } = await lagoWithAddOns(t, 300, {}, { perPage: 1 });
  const crawled = crawl(client, addOns, { read });
  await collect(crawled);
  assert.equal(crawled.report.requests, 301);
  assert.equal(crawled.report.waits, 0);
});

test("a cap of our own is kept to, and used", async (t) => {
  const { lago, client } = await lagoWithAddOns(t, 30, {}, { perPage: 1, maxRequestsPerSecond: 40 });
  const begun = performance.now();
  await collect(client.list(addOns));
  const seconds = (performance.now() - begun) / 1000;
  const rate = (lago.requests.length - 1) / seconds;
  // On a busy machine it is not reached; it is never passed.
  assert.ok(rate > 5 && rate <= 41, `${rate} requests a second`);
});

test("no more requests at a time than allowed, whoever asks", async () => {
  const gate = makeGate({ limiter: fixedLimiter(3), maxRequestsPerSecond: Infinity, longestPause: 1000, tooLong: () => new Error() });
  let open = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const pass = await gate.enter();
      most = Math.max(most, ++open);
      await sleep(2);
      open -= 1;
      pass.leave(DONE);
    }),
  );
  assert.equal(most, 3);
});

test("the limiter learns the announced rate, or the lower cap of our own, unless its window is longer than a second", async () => {
  const learn = async (headers: Record<string, string>, maxRequestsPerSecond = Infinity) => {
    const samples: Sample[] = [];
    const gate = makeGate({ limiter: { limit: 1, observe: (sample) => void samples.push(sample) }, maxRequestsPerSecond, longestPause: 1000, tooLong: () => new Error() });
    (await gate.enter()).leave({ ...DONE, headers: new Headers(headers) });
    return samples[0]!.allowed;
  };
  const announced = { "x-ratelimit-limit": "50", "x-ratelimit-remaining": "49", "x-ratelimit-reset": "1" };
  assert.equal(await learn(announced), 50);
  assert.equal(await learn(announced, 10), 10);
  assert.equal(await learn({ ...announced, "x-ratelimit-reset": "60" }), undefined);
  assert.equal(await learn({}, 10), undefined);
});

test("who stops waiting leaves the queue to the others", async () => {
  const gate = makeGate({ limiter: fixedLimiter(1), maxRequestsPerSecond: Infinity, longestPause: 1000, tooLong: () => new Error() });
  const first = await gate.enter();
  const controller = new AbortController();
  const second = gate.enter(controller.signal);
  const third = gate.enter();
  controller.abort(new Error("enough"));
  await assert.rejects(second, { message: "enough" });
  first.leave(DONE);
  (await third).leave(DONE);
});

test("what pacing took is counted, the queue is not", async (t) => {
  const { client } = await lagoWithAddOns(t, 50, { rateLimit: { requests: 20, windowMs: 1000 } }, { perPage: 1 });
  const crawled = crawl(client, addOns, { read });
  const begun = performance.now();
  await collect(crawled);
  const took = performance.now() - begun;
  assert.ok(crawled.report.waits > 1_500 && crawled.report.waits < took, `${crawled.report.waits} of ${took} ms`);
});

function read(body: Buffer): Page {
  const { add_ons, meta } = JSON.parse(body.toString()) as { add_ons: unknown[]; meta: Meta };
  return { rows: add_ons.length, size: body.length, meta };
}
