import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, get, ok, withLago, type Answer } from "./ask.ts";
import { makeCompany } from "./company/company.ts";
import * as faults from "./faults.ts";
import type { JsonObject } from "./rows.ts";
import { startLago } from "./server.ts";

const company = makeCompany();

test("answers that are not Lago's, on the request they were meant for", async () => {
  await withLago(
    {
      data: company,
      faults: [
        { path: "/fees", nth: 1, ...faults.tooManyRequests({ retryAfter: 2 }) },
        { path: "/fees", nth: 2, ...faults.badGateway },
        { path: "/customers/*/wallets", ...faults.htmlPage },
      ],
    },
    async (own) => {
      const answers = [await ask(own, "/fees"), await ask(own, "/fees"), await ask(own, "/fees")];
      assert.deepEqual(
        answers.map(({ status }) => status),
        [429, 502, 200],
      );
      assert.equal(answers[0]!.headers.get("retry-after"), "2");
      assert.match(await (await ask(own, "/customers/shop/wallets")).text(), /^<html>/);
      assert.deepEqual(
        own.requests.map(({ status }) => status),
        [429, 502, 200, 200],
      );
    },
  );
});

test("connections break, are refused, and bodies end too early", async () => {
  for (const effect of ["reset", "refuse", "cut", "short"] as const) {
    await withLago({ data: company, faults: [{ nth: 1, break: effect, forMs: 50 }] }, async (own) => {
      await assert.rejects(async () => (await ask(own, "/taxes")).text(), effect);
      if (effect === "refuse") await assert.rejects(ask(own, "/taxes"));
      await new Promise((resolve) => setTimeout(resolve, effect === "refuse" ? 120 : 0));
      assert.equal((await get(own, "/taxes")).status, 200);
    });
  }
});

test("stalls leave a client waiting: before, after the headers, half way", async () => {
  for (const effect of ["stall", "stall-after-headers", "stall-half-way"] as const) {
    await withLago({ data: company, faults: [{ minPerPage: 500, break: effect }] }, async (own) => {
      await assert.rejects(
        async () => (await ask(own, "/taxes?per_page=500", { signal: AbortSignal.timeout(50) })).text(),
        /Timeout|abort/i,
      );
      assert.equal((await get(own, "/taxes?per_page=499")).status, 200);
    });
  }
});

test("pages that mislead", async () => {
  const meta = async (fault: faults.Effect) => {
    let answer: Answer = {};
    await withLago({ data: company, faults: [fault] }, async (own) => void (answer = await ok(own, "/fees?page=2")));
    return answer;
  };
  assert.equal((await meta({ ...faults.endlessPages }))["meta"].next_page, 3);
  assert.equal((await meta(faults.repeatedPage))["meta"].next_page, 2);
  assert.equal((await meta(faults.backwardPages))["meta"].next_page, 1);
  assert.equal((await meta(faults.missingMeta))["meta"], undefined);
  assert.equal((await meta(faults.zeroPages))["meta"].total_pages, 0);
  assert.ok(!Array.isArray((await meta(faults.notAnArray))["fees"]));
  await assert.rejects(meta(faults.invalidJson), SyntaxError);
});

test("a row inserted between two pages comes twice, one removed takes another with it", async () => {
  const own = await startLago({ data: company });
  try {
    const ids = async (page: number) =>
      (await ok(own, `/customers?per_page=10&page=${page}`))["customers"].map(({ lago_id }: JsonObject) => lago_id);
    const before = own.list("/customers").map((text) => (JSON.parse(text) as { lago_id: string }).lago_id);
    own.setFaults([
      { page: 2, nth: 1, change: () => own.put("customers", { lago_id: "new", external_id: "new", created_at: "2027-01-01T00:00:00Z" }) },
      { page: 3, change: () => own.remove("customers", "new") },
    ]);
    const [first, second] = [await ids(1), await ids(2)];
    assert.equal(second[0], first[9]);
    assert.equal((await ids(3))[0], before[20]);
    assert.ok(![...first, ...second].includes(before[19]));
  } finally {
    await own.close();
  }
});

test("Lago Cloud's limit: so many a second, then 429 with the seconds to wait", async () => {
  await withLago({ data: company, rateLimit: { requests: 2, windowMs: 1000 }, now: () => 0 }, async (own) => {
    const answers = await Promise.all([1, 2, 3].map(() => ask(own, "/taxes")));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 429]);
    assert.equal(answers.find(({ status }) => status === 429)!.headers.get("x-ratelimit-reset"), "1");
  });
});
