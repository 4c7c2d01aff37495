import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { addOns } from "../../../generated/add_ons/add_ons.ts";
import { crawl } from "../../../runtime/paginate.ts";
import { makeGate } from "../../../runtime/transport/gate.ts";
import { collect, lagoWithAddOns } from "../add-ons.ts";

const LIMIT = 50;

/** Lists many short pages against a limited server, and says what came of it. */
async function crawlLimited(t: TestContext, { pages, latency = 0, crawls = 1 }: { pages: number; latency?: number; crawls?: number }) {
  const { lago, client } = await lagoWithAddOns(t, pages, { latency, rateLimit: { requests: LIMIT, windowMs: 1000 } }, { perPage: 1 });
  const begun = performance.now();
  const all = await Promise.all(Array.from({ length: crawls }, () => collect(client.list(addOns))));
  const seconds = (performance.now() - begun) / 1000;
  for (const records of all) assert.equal(records.length, pages);
  const refused = lago.requests.filter(({ status }) => status === 429).length;
  const windows = Math.ceil(lago.requests.length / LIMIT);
  return { refused: refused / lago.requests.length, used: windows / (Math.floor(seconds) + 1) };
}

describe("Lago's rate limit", { concurrency: true }, () => {
  for (const latency of [0, 60]) {
    test(`at ${latency} ms an answer: 90 % of it is used, and 1 % of the requests draw a 429 at most`, async (t) => {
      const { refused, used } = await crawlLimited(t, { pages: 240, latency });
      assert.ok(refused <= 0.01, `${refused} refused`);
      assert.ok(used >= 0.9, `${used} used`);
    });
  }

  test("is shared by the lists that are read beside one another", async (t) => {
    const { refused, used } = await crawlLimited(t, { pages: 80, crawls: 3 });
    assert.ok(refused <= 0.01, `${refused} refused`);
    assert.ok(used >= 0.9, `${used} used`);
  });

  test("does not stand in the way of a server that has none", async (t) => {
    const { client } = await lagoWithAddOns(t, 300, {}, { perPage: 1 });
    const begun = performance.now();
    await collect(client.list(addOns));
    assert.ok(performance.now() - begun < 1_500);
  });
});

test("a cap of our own is kept to, and used", async (t) => {
  const { lago, client } = await lagoWithAddOns(t, 30, {}, { perPage: 1, maxRequestsPerSecond: 40 });
  const begun = performance.now();
  await collect(client.list(addOns));
  const seconds = (performance.now() - begun) / 1000;
  const rate = (lago.requests.length - 1) / seconds;
  assert.ok(rate > 36 && rate <= 41, `${rate} requests a second`);
});

test("no more requests at a time than allowed, whoever asks", async () => {
  const gate = makeGate({ concurrency: 3, maxRequestsPerSecond: Infinity, longestPause: 1000, tooLong: () => new Error() });
  let open = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const pass = await gate.enter();
      most = Math.max(most, ++open);
      await sleep(2);
      open -= 1;
      pass.leave();
    }),
  );
  assert.equal(most, 3);
});

test("who stops waiting leaves the queue to the others", async () => {
  const gate = makeGate({ concurrency: 1, maxRequestsPerSecond: Infinity, longestPause: 1000, tooLong: () => new Error() });
  const first = await gate.enter();
  const controller = new AbortController();
  const second = gate.enter(controller.signal);
  const third = gate.enter();
  controller.abort(new Error("enough"));
  await assert.rejects(second, { message: "enough" });
  first.leave();
  (await third).leave();
});

test("what pacing took is counted, the queue is not", async (t) => {
  const { client } = await lagoWithAddOns(t, 60, { rateLimit: { requests: 20, windowMs: 1000 } });
  const read = (body: Buffer) => ({ rows: (JSON.parse(body.toString()) as { add_ons: [] }).add_ons.length, size: body.length, meta: (JSON.parse(body.toString()) as { meta: never }).meta });
  const crawled = crawl(client, addOns, { read, perPage: 1 });
  await collect(crawled);
  assert.ok(crawled.report.waits > 1_800 && crawled.report.waits < 4_500, `${crawled.report.waits} ms`);
});
