import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addOns } from "../../../generated/add_ons/add_ons.ts";
import { createLago, type LagoOptions } from "../../../runtime/client.ts";
import { ConfigurationError, LagoError } from "../../../runtime/errors.ts";
import { readAnnouncedWait, readReset } from "../../../runtime/transport/announced-wait.ts";
import { load } from "../../../runtime/load.ts";
import { internalError, tooManyRequests } from "../../lago/faults.ts";
import { collect, lagoWithAddOns } from "../add-ons.ts";

const NOW = Date.parse("2026-11-29T12:00:00Z");
const wait = (status: number, headers: Record<string, string>) => readAnnouncedWait(status, new Headers(headers), NOW);
const reset = (headers: Record<string, string>) => readReset(new Headers(headers), NOW);
const seconds = (moment: number) => String(Math.round(moment / 1000));

describe("what a header asks to wait", () => {
  const cases: [string, Record<string, string>, number][] = [
    ["seconds", { "retry-after": "7" }, 7_000],
    ["a date, by the server's clock: ours is an hour behind", { "retry-after": "Sun, 29 Nov 2026 13:00:02 GMT", date: "Sun, 29 Nov 2026 13:00:00 GMT" }, 2_000],
    ["a date, by the server's clock: ours is an hour ahead", { "retry-after": "Sun, 29 Nov 2026 11:00:02 GMT", date: "Sun, 29 Nov 2026 11:00:00 GMT" }, 2_000],
    ["a date without the server's clock", { "retry-after": "Sun, 29 Nov 2026 12:00:03 GMT" }, 3_000],
    ["a moment in seconds since 1970", { "retry-after": seconds(NOW + 4_000) }, 4_000],
    ["a header that came twice: the longer", { "retry-after": "2, 3" }, 3_000],
    ["a reset in seconds", { "x-ratelimit-reset": "5" }, 5_000],
    ["a reset of less than a second", { "x-ratelimit-reset": "0" }, 1_000],
    ["a reset in seconds since 1970", { "x-ratelimit-reset": seconds(NOW + 6_000) }, 6_000],
    ["a reset in milliseconds since 1970", { "x-ratelimit-reset": String(NOW + 6_000) }, 6_000],
    ["a reset since 1970, by the server's clock", { "x-ratelimit-reset": seconds(NOW - 3_600_000 + 2_000), date: "Sun, 29 Nov 2026 11:00:00 GMT" }, 2_000],
    ["a reset that is over", { "x-ratelimit-reset": seconds(NOW - 5_000) }, 1_000],
    ["nothing that can be read", { "retry-after": "soon", "x-ratelimit-reset": "later" }, 0],
    ["a negative number", { "retry-after": "-3" }, 0],
  ];
  for (const [name, headers, expected] of cases) test(`on a 429: ${name}`, () => assert.equal(wait(429, headers), expected));

  test("is nothing on an answer that is no refusal, and X-RateLimit-Reset only a 429's", () => {
    for (const status of [200, 302, 404]) assert.equal(wait(status, { "retry-after": "3600" }), 0);
    assert.equal(wait(503, { "x-ratelimit-reset": "30" }), 0);
    assert.equal(wait(503, { "retry-after": "30" }), 30_000);
  });

  test("on an answer that is none of a limit, is not believed beyond a minute", () => {
    assert.equal(reset({ "x-ratelimit-reset": "1" }), 1_000);
    assert.equal(reset({ "x-ratelimit-reset": "60" }), 60_000);
    for (const nonsense of ["61", "3600", seconds(NOW + 3_600_000), "9".repeat(400)]) assert.equal(reset({ "x-ratelimit-reset": nonsense }), undefined, nonsense);
    assert.equal(reset({ "x-ratelimit-reset": seconds(NOW + 1_000) }), 1_000);
  });
});

describe("no wait is without a bound", () => {
  const budget = (reset: string) => ({ "x-ratelimit-limit": "50", "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset });

  async function listed(t: Parameters<typeof lagoWithAddOns>[0], reset: () => string, retry: LagoOptions["retry"] = {}) {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    t.after(() => process.off("warning", note));
    const fetch: LagoOptions["fetch"] = async (url, init) => {
      const answer = await globalThis.fetch(url, init);
      return new Response(answer.body, { status: answer.status, headers: { ...Object.fromEntries(answer.headers), ...budget(reset()) } });
    };
    const { client, events } = await lagoWithAddOns(t, 30, {}, { perPage: 10, fetch, retry });
    const records = await collect(client.list(addOns));
    assert.deepEqual(warnings, []);
    return { records, events };
  }

  test("epoch seconds on every answer with nothing remaining: a short wait each", async (t) => {
    assert.equal((await listed(t, () => seconds(Date.now() + 1_000))).records.length, 30);
  });

  test("an hour, and more than a timer takes: the budget is not believed", async (t) => {
    for (const reset of ["3600", seconds(Date.now() + 30 * 86_400_000), "9".repeat(300)]) assert.equal((await listed(t, () => reset)).records.length, 30);
  });

  test("a wait above the limit is an error", async (t) => {
    const begun = performance.now();
    await assert.rejects(listed(t, () => "30", { total: 2_000 }), { kind: "unreachable", message: /asks to wait 30 s, longer than the limit of 2 s/ });
    assert.ok(performance.now() - begun < 60_000);
  });

  test("longer than a moment: there is an event for it", async (t) => {
    const { events } = await listed(t, () => "3");
    assert.ok(events.some((event) => event.type === "wait" && event.wait > 2_000 && event.wait <= 3_000));
  });

  test("a 429 with a moment beside which no Retry-After stands is waited for", async (t) => {
    const { client } = await lagoWithAddOns(t, 30, { faults: [{ nth: 1, answer: () => ({ ...tooManyRequests().answer, status: 429, headers: { "x-ratelimit-reset": seconds(Date.now() + 1_000) } }) }] });
    assert.equal((await collect(client.list(addOns))).length, 30);
  });
});

describe("options that are numbers", () => {
  const options = (given: object) => ({ apiKey: "secret-key", ...given });

  test("cannot be what no number can mean", () => {
    for (const value of [Number.NaN, 0, -1, "5", null]) {
      for (const name of ["concurrency", "perPage", "maxRequestsPerSecond"]) assert.throws(() => createLago(options({ [name]: value }) as LagoOptions), ConfigurationError, `${name}: ${String(value)}`);
      for (const name of ["attempts", "firstWait", "longestWait", "total", "timeout", "idle"]) assert.throws(() => createLago(options({ retry: { [name]: value } }) as LagoOptions), ConfigurationError, `${name}: ${String(value)}`);
    }
    for (const name of ["concurrency", "perPage"]) assert.throws(() => createLago(options({ [name]: Infinity }) as LagoOptions), /must be a whole number above 0, not Infinity/);
    assert.throws(() => createLago(options({ retry: { attempts: 1.5 } }) as LagoOptions), /attempts must be a whole number above 0, not 1.5/);
  });

  test("of a load are looked at before anything is asked or written", async (t) => {
    const { lago, client } = await lagoWithAddOns(t, 1);
    for (const given of [{ parallel: 0 }, { parallel: Number.NaN }, { maxPasses: Number.NaN }, { maxPasses: 0 }, { fewParents: -1 }, { maxAge: Number.NaN }, { maxAge: -1 }]) {
      await assert.rejects(load([addOns], { lago: client, destination: undefined as never, ...given }), ConfigurationError);
    }
    assert.equal(lago.requests.length, 0);
  });

  test("that no timer takes are as long as one can be", async (t) => {
    for (const long of [3e9, Infinity]) {
      const { client } = await lagoWithAddOns(t, 3, { faults: [{ delay: 50 }] }, { retry: { timeout: long, idle: long, total: long } });
      assert.equal((await collect(client.list(addOns))).length, 3);
    }
  });
});

describe("a 500 in Lago's own form", () => {
  test("is tried a few times only, while Lago answers other requests", async (t) => {
    const { lago, client } = await lagoWithAddOns(t, 30, { faults: [{ page: 2, ...internalError }] }, { perPage: 10, retry: { firstWait: 20, longestWait: 40 } });
    await assert.rejects(collect(client.list(addOns)), (error: LagoError) => error.own && error.status === 500 && /Gave up after 4 tries/.test(error.message));
    assert.equal(lago.requests.filter(({ query }) => query.get("page") === "2").length, 4);
  });

  test("is tried with all patience, while Lago answers none", async (t) => {
    const { client } = await lagoWithAddOns(t, 3, { faults: [internalError] });
    await assert.rejects(collect(client.list(addOns)), /Gave up after 8 tries/);
  });
});
