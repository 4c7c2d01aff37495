import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inspect } from "node:util";
import { addOns } from "../../generated/add_ons/add_ons.ts";
import { customers } from "../../generated/customers/customers.ts";
import { invoices, type Invoice } from "../../generated/invoices/invoices.ts";
import { planCharges } from "../../generated/plan_charges/plan_charges.ts";
import { plans } from "../../generated/plans/plans.ts";
import { subscriptions } from "../../generated/subscriptions/subscriptions.ts";
import { createLago, type Lago as Client, type LagoOptions } from "../../runtime/client.ts";
import { ConfigurationError, DestinationError, exitCodeOf, LagoError } from "../../runtime/errors.ts";
import { makeCompany } from "../lago/company/company.ts";
import { internalError } from "../lago/faults.ts";
import { startLago, type Lago } from "../lago/server.ts";
import { collect, lagoWithAddOns } from "./add-ons.ts";

const apiKey = "secret-key-of-ours";
let lago: Lago;
let client: Client;
before(async () => {
  lago = await startLago({ data: makeCompany(), apiKey });
  client = createLago({ apiKey, baseUrl: lago.url });
});
after(() => lago.close());

describe("list", () => {
  test("gives every record, typed from Lago's document", async () => {
    const found: Invoice[] = await collect(client.list(invoices));
    assert.deepEqual(found.map(({ lago_id }) => lago_id), lago.list("/invoices").map((text) => (JSON.parse(text) as Invoice).lago_id));
  });

  test("sends filters, an array as its name repeated", async () => {
    const found = await collect(client.list(invoices, { "statuses[]": ["draft", "voided"] }));
    assert.deepEqual(new Set(found.map(({ status }) => status)), new Set(["draft", "voided"]));
    assert.match(String(lago.requests.at(-1)?.query), /statuses%5B%5D=draft&statuses%5B%5D=voided/);
  });

  test("undoes a default of Lago's that hides records, unless less is requested", async () => {
    const all = await collect(client.list(subscriptions));
    assert.ok(all.some(({ status }) => status === "terminated"));
    const canceled = await collect(client.list(subscriptions, { "status[]": ["canceled"] }));
    assert.ok(canceled.length > 0 && canceled.every(({ status }) => status === "canceled"));
  });

  test("reads a scope where its parameter is given, whatever the id looks like", async () => {
    const all = await collect(client.list(invoices));
    const ids = (await collect(client.list(customers))).map(({ external_id }) => external_id);
    const odd = ids.filter((id) => /[^\w-]/.test(id));
    assert.ok(odd.some((id) => id.includes(".")) && odd.some((id) => id.includes("/")) && odd.some((id) => id.includes("%")));
    for (const external_customer_id of odd) {
      const found = await collect(client.list(invoices, {}, { path: { external_customer_id } }));
      assert.equal(found.length, all.filter(({ customer }) => customer?.external_id === external_customer_id).length, external_customer_id);
    }
  });

  test("reads a list below a parent", async () => {
    for (const { code } of await collect(client.list(plans))) {
      const found = await collect(client.list(planCharges, undefined, { path: { code } }));
      assert.equal(found.length, lago.list(`/plans/${encodeURIComponent(code).replaceAll(".", "%2E")}/charges`).length);
    }
  });

  test("pages gives an array a page", async () => {
    const pages = await collect(client.pages(invoices));
    assert.ok(pages.length > 1);
    assert.equal(pages.flat().length, lago.list("/invoices").length);
  });

  test("what Lago would ignore does not compile", () => {
    const never = () => {
      // @ts-expect-error: misspelt, and Lago would answer with everything
      void client.list(invoices, { "status[]": ["draft"] });
      // @ts-expect-error: the path has a parameter
      void client.list(planCharges);
      // @ts-expect-error: not a parameter of any path of invoices
      void client.list(invoices, {}, { path: { customer_id: "a" } });
      // @ts-expect-error: add-ons have no scopes
      void client.list(addOns, {}, { path: { code: "a" } });
      // @ts-expect-error: no such field
      void client.list(invoices).next().then(({ value }) => value?.nonsense);
      // @ts-expect-error: not a status that Lago filters by
      void client.list(invoices, { "statuses[]": ["a_status_of_tomorrow"] });
    };
    assert.ok(never);
  });

  test("refuses values that no URL can hold, instead of asking for another path", async () => {
    for (const code of [".", "..", ""]) {
      await assert.rejects(collect(client.list(planCharges, {}, { path: { code } })), { name: "ConfigurationError", message: /code/ });
    }
  });
});

describe("the address", () => {
  const url = (options: Partial<LagoOptions>) => createLago({ apiKey, ...options }).url;

  test("is the American cluster's unless said otherwise", () => {
    assert.equal(url({}), "https://api.getlago.com/api/v1");
    assert.equal(url({ region: "eu" }), "https://api.eu.getlago.com/api/v1");
  });

  test("is taken with or without /api/v1 and slash", () => {
    for (const end of ["", "/", "/api/v1", "/api/v1/", "//"]) {
      assert.equal(url({ baseUrl: `https://lago.example.com${end}` }), "https://lago.example.com/api/v1");
      assert.equal(url({ baseUrl: `https://example.com:8443/billing${end}` }), "https://example.com:8443/billing/api/v1");
    }
  });

  test("is encrypted, except to this machine or where that is allowed", () => {
    for (const host of ["localhost:3000", "127.0.0.1:3000", "127.1.2.3", "[::1]:3000", "api.lago.localhost"]) {
      assert.equal(url({ baseUrl: `http://${host}` }), `http://${host}/api/v1`);
    }
    for (const host of ["lago.example.com", "127.0.0.1.example.com", "10.0.0.1", "localhost.example.com"]) {
      assert.throws(() => url({ baseUrl: `http://${host}` }), { name: "ConfigurationError", message: /unencrypted/ });
    }
    assert.equal(url({ baseUrl: "http://lago.internal", insecure: true }), "http://lago.internal/api/v1");
  });

  for (const baseUrl of ["lago.example.com", "ftp://lago.example.com", "https://user:pass@lago.example.com", "https://lago.example.com?key=1", "https://lago.example.com#top", "", apiKey]) {
    test(`is not ${baseUrl || "empty"}`, () => {
      assert.throws(() => url({ baseUrl }), (error) => error instanceof ConfigurationError && !error.message.includes("pass@") && !error.message.includes(apiKey));
    });
  }

  test("is in a region that Lago has", () => {
    assert.throws(() => url({ region: "mars" as "us" }), { name: "ConfigurationError", message: /us or eu/ });
  });
});

test("options that cannot be meant are refused", () => {
  const wrong: Partial<LagoOptions>[] = [{ apiKey: "" }, { concurrency: 0 }, { concurrency: 1.5 }, { perPage: -1 }, { perPage: Number.NaN }, { maxRequestsPerSecond: 0 }, { retry: { attempts: 0 } }, { retry: { timeout: -1 } }];
  for (const options of wrong) assert.throws(() => createLago({ apiKey, ...options }), ConfigurationError, inspect(options));
});

describe("the key", () => {
  test("is sent as a bearer, and nothing of ours is sent as a body", async (t) => {
    const seen: RequestInit[] = [];
    const fetch: LagoOptions["fetch"] = (url, init) => {
      seen.push(init);
      return globalThis.fetch(url, init);
    };
    const { client } = await lagoWithAddOns(t, 1, { apiKey }, { apiKey, fetch });
    await collect(client.list(addOns));
    assert.equal(new Headers(seen[0]!.headers).get("authorization"), `Bearer ${apiKey}`);
    assert.ok(seen.every(({ method = "GET", body }) => method === "GET" && body === undefined));
  });

  test("with a blank or a line break is refused without being shown", () => {
    for (const bad of [`${apiKey}\n`, `${apiKey} `, `${apiKey}é`]) {
      assert.throws(() => createLago({ apiKey: bad }), (error) => error instanceof ConfigurationError && !inspect(error).includes(apiKey));
    }
  });

  test("is in no error, no event and nothing that inspect shows", async (t) => {
    const body = JSON.stringify({ error: `Bearer ${apiKey} is bad`, code: apiKey, error_details: { authorization: [apiKey] } });
    const broken = { answer: { status: 422, body } };
    for (const faults of [[broken], [internalError], [{ break: "reset" } as const], [{ answer: { status: 302, headers: { location: `https://elsewhere.example/?key=${apiKey}` } } }]]) {
      const { client, events } = await lagoWithAddOns(t, 1, { faults }, { apiKey, retry: { attempts: 2 } });
      const error = await collect(client.list(addOns)).catch((reason: unknown) => reason);
      assert.ok(error instanceof LagoError);
      for (const shown of [error, error.stack, client, events]) assert.ok(!inspect(shown, { depth: 9, showHidden: true }).includes(apiKey), inspect(shown));
    }
  });
});

test("every error has the exit code that scripts rely on", () => {
  const lagoError = (kind: LagoError["kind"]) => new LagoError("", { kind, path: "" });
  assert.equal(exitCodeOf(new TypeError("a bug")), 1);
  assert.equal(exitCodeOf(new ConfigurationError("")), 2);
  assert.equal(exitCodeOf(lagoError("authentication")), 3);
  assert.equal(exitCodeOf(lagoError("forbidden")), 4);
  assert.equal(exitCodeOf(new DestinationError("")), 6);
  assert.equal(exitCodeOf(lagoError("unreachable")), 7);
});

test("region and baseUrl exclude one another", () => {
  // @ts-expect-error: a region is of Lago Cloud.
  assert.throws(() => createLago({ apiKey, region: "eu", baseUrl: "https://lago.example.com" }), /region of Lago Cloud or a baseUrl, not both/);
});

test("a nested list without its parent says what to give", async () => {
  // @ts-expect-error: it wants a path.
  await assert.rejects(collect(client.list(planCharges)), { name: "ConfigurationError", message: "plan_charges is listed below a parent: give code in path." });
});

test("a single response is requested without counting anything", async () => {
  assert.match(await client.get("/organizations", { accept: String }), /"organization"/);
});
