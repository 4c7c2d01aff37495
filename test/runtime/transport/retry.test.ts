import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import { inspect } from "node:util";
import { addOns } from "../../../generated/add_ons/add_ons.ts";
import type { LagoOptions as ClientOptions } from "../../../runtime/client.ts";
import { LagoError } from "../../../runtime/errors.ts";
import { readAnnouncedWait } from "../../../runtime/transport/announced-wait.ts";
import { badGateway, htmlPage, internalError, invalidJson, notAnArray, redirect, requestTimeout, tooManyRequests, type Effect, type Fault } from "../../lago/faults.ts";
import { collect, lagoWithAddOns } from "../add-ons.ts";

const COUNT = 250;

async function listed(t: TestContext, faults: readonly Fault[], options: Partial<Omit<ClientOptions, "region">> = {}) {
  const { lago, client, events } = await lagoWithAddOns(t, COUNT, { faults }, options);
  const names = (await collect(client.list(addOns))).map(({ code }) => code);
  assert.equal(names.length, COUNT);
  assert.equal(new Set(names).size, COUNT);
  return { lago, retries: events.filter(({ type }) => type === "retry") };
}

describe("a fault that passes is retried, and nothing is lost", () => {
  const faults: Record<string, Effect> = {
    "429 without a word": tooManyRequests(),
    "408": requestTimeout,
    "500 with Lago's body": internalError,
    "502 with a gateway's HTML": badGateway,
    "a connection that is reset": { break: "reset" },
    "a connection that is refused": { break: "refuse", forMs: 60 },
    "a chunked body that is cut": { break: "cut" },
    "a body shorter than its content-length": { break: "short" },
    "a body that stalls half-way": { break: "stall-half-way" },
    "headers, then nothing": { break: "stall-after-headers" },
    "nothing at all": { break: "stall" },
    "invalid JSON": invalidJson,
    "HTML with status 200": htmlPage,
    "a selector that is not an array": notAnArray,
    "an empty body": { answer: { status: 200, body: "" } },
  };
  for (const [name, effect] of Object.entries(faults)) {
    for (const page of [1, 2]) {
      test(`${name}, on page ${page}`, async (t) => {
        const retry = { timeout: 400, idle: 150, firstWait: 30, longestWait: 60, attempts: 20 };
        const { retries } = await listed(t, [{ page, nth: 1, ...effect }], { perPage: 100, retry, random: () => 1 });
        assert.ok(retries.length >= 1);
      });
    }
  }
});

test("bytes that are not UTF-8 are retried", async (t) => {
  let tries = 0;
  const fetch = async (url: string, init: RequestInit) => (++tries === 1 ? new Response(Buffer.from('{"add_ons":[{"name":"\xff"}]}', "latin1")) : globalThis.fetch(url, init));
  await listed(t, [], { fetch });
  assert.ok(tries > 1);
});

describe("what is not retried", () => {
  const refusals: [number, string, LagoError["kind"]][] = [
    [400, "bad_request", "invalid"],
    [401, "", "authentication"],
    [403, "feature_unavailable", "forbidden"],
    [404, "plan_not_found", "not_found"],
    [405, "not_allowed", "invalid"],
    [422, "validation_errors", "invalid"],
  ];
  for (const [status, code, kind] of refusals) {
    test(`${status}: one request, an error that says ${kind}`, async (t) => {
      const body = JSON.stringify({ status, error: "No", ...(code && { code }), error_details: { currency: ["value_is_invalid"] } });
      const answer = { status, body, headers: { "x-request-id": "request-7" } };
      const { lago, client } = await lagoWithAddOns(t, 3, { faults: [{ answer }] });
      await assert.rejects(collect(client.list(addOns)), (error: LagoError) => {
        assert.equal(error.kind, kind);
        assert.equal(error.status, status);
        assert.equal(error.code, code || null);
        assert.equal(error.path, "/api/v1/add_ons");
        assert.equal(error.requestId, "request-7");
        assert.deepEqual(error.details, { currency: ["value_is_invalid"] });
        return true;
      });
      assert.equal(lago.requests.length, 1);
    });
  }

  for (const status of [403, 404, 422]) {
    test(`${status} in a gateway's HTML: it is not called Lago's, so that nothing is skipped for it`, async (t) => {
      const { lago, client } = await lagoWithAddOns(t, 3, { faults: [{ answer: { status, body: "<html>No</html>" } }] });
      await assert.rejects(collect(client.list(addOns)), { kind: "malformed", status });
      assert.equal(lago.requests.length, 1);
    });
  }

  test("an error of the program itself", async (t) => {
    const { lago, client } = await lagoWithAddOns(t, 3);
    const accept = () => {
      throw new TypeError("a bug");
    };
    await assert.rejects(client.get("/add_ons", { accept, traffic: { requests: 0, retries: 0, waits: 0 } }), TypeError);
    assert.equal(lago.requests.length, 1);
  });
});

describe("patience ends", () => {
  const give = async (t: TestContext, faults: Fault[], options: Partial<Omit<ClientOptions, "region">>) => {
    const { lago, client } = await lagoWithAddOns(t, 3, { faults }, options);
    let failure: LagoError | undefined;
    await assert.rejects(collect(client.list(addOns)), (error: LagoError) => Boolean((failure = error)));
    assert.ok(failure instanceof LagoError);
    return { lago, failure };
  };

  test("after as many tries as are allowed", async (t) => {
    const { lago, failure } = await give(t, [internalError], { retry: { attempts: 3 } });
    assert.equal(lago.requests.length, 3);
    assert.equal(failure.kind, "unreachable");
    assert.match(failure.message, /500 Internal Server Error.*Gave up after 3 tries/);
  });

  test("after as long as is allowed, though tries are left", async (t) => {
    const begun = performance.now();
    await give(t, [{ break: "stall" }], { perPage: 1, retry: { attempts: 100, timeout: 150, total: 500 } });
    const took = performance.now() - begun;
    assert.ok(took > 250 && took < 30_000, `${took} ms`);
  });

  test("at once where Lago asks to wait longer than that, for everyone who waits", async (t) => {
    const { lago, client } = await lagoWithAddOns(t, 3, { faults: [tooManyRequests({ retryAfter: 60 })] }, { concurrency: 1, retry: { total: 1_000 } });
    const results = await Promise.allSettled([collect(client.list(addOns)), collect(client.list(addOns))]);
    assert.deepEqual(results.map(({ status }) => status), ["rejected", "rejected"]);
    assert.match(String((results[1] as PromiseRejectedResult).reason), /asks to wait 60 s/);
    assert.equal(lago.requests.length, 1);
  });

  test("sooner where Lago has never answered: the address is likely wrong", async (t) => {
    const { lago, failure } = await give(t, [htmlPage], { retry: { attempts: 50 } });
    assert.equal(failure.kind, "malformed");
    assert.match(failure.message, /HTML.* Is http:\/\/127\.0\.0\.1:\d+ the address of Lago\?/);
    assert.equal(lago.requests.length, 5);
  });

  test("with a sentence about a port where nobody listens", async (t) => {
    const { lago, client } = await lagoWithAddOns(t, 1);
    await lago.close();
    await assert.rejects(collect(client.list(addOns)), { kind: "unreachable", status: null, message: /nothing listens at this address/ });
  });
});

describe("waits", () => {
  for (const [name, effect] of Object.entries({
    "Retry-After in seconds": tooManyRequests({ retryAfter: 1 }),
    "X-RateLimit-Reset in seconds": tooManyRequests({ reset: 1 }),
    // A date has whole seconds: up to one of the two may be over.
    "Retry-After as a date": tooManyRequests({ retryAfter: 2, asDate: true }),
  })) {
    test(`${name} holds all requests, and no retry comes early`, async (t) => {
      const sent: number[] = [];
      let refused = Infinity;
      const fetch: ClientOptions["fetch"] = async (url, init) => {
        sent.push(performance.now());
        const answer = await globalThis.fetch(url, init);
        if (answer.status === 429) refused = performance.now();
        return answer;
      };
      const { client } = await lagoWithAddOns(t, 600, { faults: [{ page: 3, nth: 1, ...effect }] }, { perPage: 100, fetch, retry: { total: 10_000 } });
      assert.equal((await collect(client.list(addOns))).length, 600);
      const wait = Math.min(...sent.filter((at) => at > refused)) - refused;
      assert.ok(wait >= 900 && wait < 9_000, `${wait} ms`);
    });
  }

  test("double each time, up to a limit, and chance picks a moment below", async (t) => {
    const { client, events } = await lagoWithAddOns(t, 3, { faults: [internalError] }, { random: () => 0.5, retry: { attempts: 6, firstWait: 4, longestWait: 20 } });
    await assert.rejects(collect(client.list(addOns)));
    assert.deepEqual(events.map((event) => event.type === "retry" && event.wait), [2, 4, 8, 10, 10]);
  });

  test("end at once when the caller gives up", async (t) => {
    const reason = new Error("Ctrl-C");
    for (const effect of [internalError, tooManyRequests({ retryAfter: 30 }), { break: "stall" } as const]) {
      const controller = new AbortController();
      const { client } = await lagoWithAddOns(t, 3, { faults: [effect] }, { retry: { firstWait: 1e6, longestWait: 1e6, total: 1e7 } });
      setTimeout(() => controller.abort(reason), 50);
      const begun = performance.now();
      await assert.rejects(collect(client.list(addOns, {}, { signal: controller.signal })), reason);
      assert.ok(performance.now() - begun < 20_000);
    }
  });
});

describe("redirects", () => {
  test("to another host are refused, since the key would travel", async (t) => {
    const { client } = await lagoWithAddOns(t, 3, { faults: [redirect("https://elsewhere.example/api/v1/add_ons")] });
    await assert.rejects(collect(client.list(addOns)), { kind: "redirected", message: /redirects to https:\/\/elsewhere\.example/ });
  });

  test("to another port are refused too", async (t) => {
    const { client } = await lagoWithAddOns(t, 3, { faults: [redirect("http://127.0.0.1:1/api/v1/add_ons")] });
    await assert.rejects(collect(client.list(addOns)), { kind: "redirected" });
  });

  test("within the host are followed, but not in circles", async (t) => {
    const { lago, client } = await lagoWithAddOns(t, 3, { faults: [{ nth: 1, ...redirect("/api/v1/add_ons") }] });
    assert.equal((await collect(client.list(addOns))).length, 3);
    lago.setFaults([redirect("/api/v1/add_ons")]);
    await assert.rejects(collect(client.list(addOns)), { kind: "redirected", message: /more than 3 times/ });
  });
});

test("X-RateLimit-Reset, which Lago sends with every answer, announces a wait only on a 429", () => {
  const headers = new Headers({ "x-ratelimit-remaining": "12", "x-ratelimit-reset": "30" });
  assert.equal(readAnnouncedWait(500, headers), 0);
  assert.equal(readAnnouncedWait(429, headers), 30_000);
  assert.equal(readAnnouncedWait(503, new Headers({ "retry-after": "7" })), 7_000);
  for (const nonsense of ["soon", "-3", "0", "Thu, 01 Jan 1970 00:00:00 GMT"]) assert.equal(readAnnouncedWait(503, new Headers({ "retry-after": nonsense })), 0);
});

test("an error names the path that was asked, without its query", async (t) => {
  const { client } = await lagoWithAddOns(t, 3, { faults: [{ answer: { status: 422 } }] });
  await assert.rejects(collect(client.list(addOns, { search_term: "private" } as object)), (error: LagoError) => {
    assert.equal(error.path, "/api/v1/add_ons");
    assert.doesNotMatch(inspect(error), /private/);
    return true;
  });
});

test("thirty requests that one signal can end cause no warning of a leak", async (t) => {
  const { client } = await lagoWithAddOns(t, 3);
  const warnings: string[] = [];
  const note = ({ name }: Error) => void warnings.push(name);
  process.on("warning", note);
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 30 }, () => client.get("/add_ons", { accept: () => undefined, signal })));
  // Warnings are told on the next tick.
  await new Promise(setImmediate);
  process.off("warning", note);
  assert.deepEqual(warnings, []);
});
