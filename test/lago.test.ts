import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeCompany } from "./lago/company/company.ts";
import * as faults from "./lago/faults.ts";
import { LISTS } from "./lago/lists.ts";
import type { JsonObject } from "./lago/rows.ts";
import { startLago, type Lago, type LagoOptions } from "./lago/server.ts";

const company = makeCompany();
let lago: Lago;
before(async () => void (lago = await startLago({ data: company })));
after(() => lago.close());

describe("paging", () => {
  test("walks every list to the records it has, each as it was kept", async () => {
    for (const { path, selector } of LISTS) {
      for (const concrete of lago.paths(path)) {
        const texts = await crawl(concrete, selector);
        assert.deepEqual(texts, lago.list(concrete).map((text) => JSON.stringify(JSON.parse(text))), concrete);
      }
    }
  });

  test("a page that is zero, negative or no number is the first", async () => {
    const first = await ok("/invoices");
    for (const page of ["0", "-1", "abc", ""]) assert.deepEqual(await ok(`/invoices?page=${page}`), first);
  });

  test("per_page has no maximum, is 25 when it makes no sense, and crashes the server when it is 0", async () => {
    assert.equal((await ok("/fees?per_page=100000"))["fees"].length, lago.rows("fees").length);
    assert.equal((await ok("/fees"))["fees"].length, 100);
    for (const perPage of ["-5", "abc"]) assert.equal((await ok(`/fees?per_page=${perPage}`))["fees"].length, 25);
    assert.equal((await get("/fees?per_page=0")).status, 500);
  });

  test("an empty list has page 0 of 0; a page past the end is empty and points back", async () => {
    assert.deepEqual((await ok("/invoices?currency=CHF"))["meta"], { current_page: 0, next_page: null, prev_page: null, total_pages: 0, total_count: 0 });
    const past = await ok("/customers?page=9");
    assert.deepEqual(past["customers"], []);
    assert.deepEqual(past["meta"], { current_page: 9, next_page: null, prev_page: 8, total_pages: 1, total_count: lago.list("/customers").length });
  });

  test("nine lists come whole and without meta", async () => {
    const whole = LISTS.filter((list) => list.whole);
    assert.equal(whole.length, 9);
    for (const { path } of whole) assert.deepEqual(Object.keys(await ok(lago.paths(path)[0]!)).length, 1);
  });

  test("invoices come newest issuing date first, fees oldest first", async () => {
    const dates = (await ok("/invoices"))["invoices"].map((invoice: JsonObject) => invoice["issuing_date"]);
    assert.deepEqual(dates, dates.toSorted().toReversed());
    const times = (await ok("/fees"))["fees"].map((fee: JsonObject) => fee["created_at"]);
    assert.deepEqual(times, times.toSorted());
  });

  test("the count of invoices is kept for 30 minutes, and one customer is told that of all", async () => {
    await withLago({ data: company }, async (own) => {
      const { total_count: all } = (await ok("/invoices?per_page=2", own))["meta"];
      const path = own.paths("/customers/{external_customer_id}/invoices").find((candidate) => own.list(candidate).length > 0)!;
      const page = await ok(`${path}?per_page=2&page=50`, own);
      assert.deepEqual(page["invoices"], []);
      assert.equal(page["meta"].total_count, all);
      assert.equal(page["meta"].next_page, 51);
      // The page that reaches the kept count counts again.
      assert.equal((await ok(`${path}?per_page=2&page=300`, own))["meta"].total_count, own.list(path).length);
    });
  });

  test("periods_count takes the place of the page size", async () => {
    const path = lago.paths("/customers/{external_customer_id}/past_usage").find((candidate) => lago.list(candidate).length > 4)!;
    assert.equal((await ok(`${path}&periods_count=2`))["usage_periods"].length, 2);
    assert.equal((await ok(`${path}&periods_count=2`))["meta"].current_page, 1);
  });
});

describe("filters", () => {
  test("subscriptions are the active ones unless every status is asked for", async () => {
    const active = await ok("/subscriptions?per_page=1000");
    assert.ok(active["subscriptions"].every(({ status }: JsonObject) => status === "active"));
    const all = await ok("/subscriptions?per_page=1000&status[]=pending&status[]=active&status[]=terminated&status[]=canceled&status[]=incomplete");
    assert.equal(all["subscriptions"].length, lago.rows("subscriptions").length);
    assert.deepEqual(new Set(all["subscriptions"].map(({ status }: JsonObject) => status)).size, 5);
    const misspelt = await ok("/subscriptions?per_page=1000&status[]=active&status[]=finished");
    assert.equal(misspelt["subscriptions"].length, all["subscriptions"].length);
  });

  test("a filter that does not exist is ignored, and everything comes", async () => {
    assert.deepEqual(await ok("/invoices?satus=draft&customer=x"), await ok("/invoices"));
  });

  test("a value that does not exist is refused by some lists and ignored by others", async () => {
    assert.deepEqual(await get("/fees?payment_status=paid"), { status: 422, body: { status: 422, error: "Unprocessable Entity", code: "validation_errors", error_details: { payment_status: ["value_is_invalid"] } } });
    assert.equal((await get("/invoices?status=finalised")).status, 422);
    assert.equal((await ok("/credit_notes?reason=none"))["credit_notes"].length, lago.list("/credit_notes").length);
    assert.equal((await get("/fees?created_at_from=soon")).status, 422);
    assert.equal((await get("/invoices?issuing_date_from=soon")).status, 200);
    assert.equal((await get("/activity_logs?from_date=soon")).status, 500);
    assert.equal((await get("/api_logs?request_paths=/api/v1/payments")).status, 500);
  });

  test("payment_dispute_lost=false lists the lost ones", async () => {
    const { invoices } = await ok("/invoices?payment_dispute_lost=false&per_page=1000");
    assert.ok(invoices.length > 0);
    assert.ok(invoices.every((invoice: JsonObject) => invoice["payment_dispute_lost_at"]));
  });

  test("times are compared to the microsecond and sent in seconds: a window closed at :05Z leaves out the rest of that second", async () => {
    await withLago({ data: { organization: "{}", tables: {} } }, async (own) => {
      own.put("fees", { lago_id: "a", created_at: "2026-01-01T00:00:05Z" }, { created_at: "2026-01-01T00:00:05.400Z" });
      assert.equal((await ok("/fees?created_at_from=2026-01-01T00:00:05Z", own))["fees"].length, 1);
      assert.equal((await ok("/fees?created_at_to=2026-01-01T00:00:05Z", own))["fees"].length, 0);
    });
  });
});

describe("parents", () => {
  test("external ids with spaces, slashes, signs and other scripts are found when encoded", async () => {
    const ids = ["acme corp", "north/south", "50%+", "münchen-größe", "日本支社", "team?x=1&y=2#z"];
    for (const id of ids) assert.equal((await ok(`/customers/${encodeURIComponent(id)}`))["customer"].external_id, id);
  });

  test("an unencoded dot ends the customer's id: another customer, or no route", async () => {
    assert.equal((await ok("/customers/shop.example.com"))["customer"].external_id, "shop");
    assert.equal((await get("/customers/shop.example.com/wallets")).body["code"], "resource_not_found");
    assert.equal((await ok("/customers/shop%2Eexample%2Ecom"))["customer"].external_id, "shop.example.com");
  });

  test("lists below a subscription are those of the active one unless a status is sent", async () => {
    const ended = lago.rows("subscriptions").find(({ keys }) => keys["status"] === "canceled")!;
    const path = `/subscriptions/${encodeURIComponent(String(ended.keys["external_id"]))}/charges`;
    assert.equal((await get(path)).body["code"], "subscription_not_found");
    assert.equal((await get(`${path}?subscription_status=canceled`)).status, 200);
  });

  test("copies of plans are listed nowhere, and their charges only below the subscription", async () => {
    const plans = (await ok("/plans"))["plans"].map(({ lago_id }: JsonObject) => lago_id);
    const copied = lago.rows("subscriptions").find(({ keys }) => keys["overridden"] && keys["status"] === "active")!;
    assert.ok(!plans.includes(copied.keys["plan_id"]));
    const { charges } = await ok(`/subscriptions/${encodeURIComponent(String(copied.keys["external_id"]))}/charges`);
    assert.ok(charges.length > 0 && charges.every(({ lago_parent_id }: JsonObject) => lago_parent_id));
  });

  test("past usage needs a subscription, traces need a traceable wallet and the right direction", async () => {
    assert.deepEqual((await get("/customers/shop/past_usage")).body["error_details"], { external_subscription_id: ["value_is_mandatory"] });
    const details = async (path: string) => (await get(path)).body["error_details"];
    const transaction = (traceable: boolean) => lago.rows("wallet_transactions").find(({ keys }) => keys["transaction_type"] === "inbound" && lago.rows("wallets").find(({ id }) => id === keys["lago_wallet_id"])!.keys["traceable"] === traceable)!.id;
    assert.deepEqual(await details(`/wallet_transactions/${transaction(false)}/consumptions`), { wallet: ["not_traceable"] });
    assert.deepEqual(await details(`/wallet_transactions/${transaction(true)}/fundings`), { transaction_type: ["invalid_transaction_type"] });
    assert.equal((await get("/wallet_transactions/nobody/fundings")).body["code"], "wallet_transaction_not_found");
  });

  test("wallets need no customer, whatever the document says", async () => {
    assert.equal((await ok("/wallets"))["wallets"].length, lago.rows("wallets").length);
  });
});

describe("who may read", () => {
  test("no key or a wrong one is 401", async () => {
    await withLago({ data: company, apiKey: "right" }, async (own) => {
      assert.deepEqual(await get("/taxes", own), { status: 401, body: { status: 401, error: "Unauthorized" } });
    });
  });

  test("without a licence logs and three analytics are 403, and usage quietly shrinks to 30 days", async () => {
    await withLago({ data: company, premium: false, now: () => Date.parse("2026-11-02T00:00:00Z") }, async (own) => {
      for (const { path, premium } of LISTS.filter((list) => !list.parent)) {
        assert.equal((await get(path, own)).body["code"], premium ? "feature_unavailable" : undefined, path);
      }
      assert.ok((await ok("/analytics/usage", own))["usages"].length < lago.list("/analytics/usage").length);
    });
  });

  test("a key without the permission is told which; receipts ask for that of invoices", async () => {
    await withLago({ data: company, denied: ["invoice"] }, async (own) => {
      for (const path of ["/invoices", "/payment_receipts"]) assert.equal((await get(path, own)).body["code"], "read_action_not_allowed_for_invoice");
    });
  });
});

describe("records", () => {
  test("types deviate from the document as the server's do", async () => {
    const charge = await ok(`/plans/growth/fixed_charges`);
    assert.equal(charge["fixed_charges"][0].units, "2.0");
    assert.match((await ok("/payments"))["payments"].find(({ type }: JsonObject) => type === "provider").payment_provider_type, /^PaymentProviders::\w+Provider$/);
    assert.match((await ok("/analytics/gross_revenue"))["gross_revenues"][0].invoices_count, /^\d+\.0$/);
    assert.match(lago.list("/taxes")[0]!, /"rate":\d+\.\d+,/);
    const { from_date } = (await ok("/fees"))["fees"].find((fee: JsonObject) => "from_date" in fee);
    assert.match(from_date, /\+00:00$/);
    assert.deepEqual(Object.keys((await ok("/plans/growth/entitlements"))["entitlements"][0]), ["code", "name", "description", "privileges"]);
  });

  test("a single record is wrapped; an invoice by itself has what the list leaves out", async () => {
    const listed = (await ok("/invoices"))["invoices"].find(({ invoice_type }: JsonObject) => invoice_type === "subscription");
    const { invoice } = await ok(`/invoices/${listed.lago_id}`);
    assert.deepEqual(Object.keys(invoice).filter((key) => !(key in listed)), ["fees", "credits", "subscriptions"]);
    assert.equal(invoice.fees.reduce((sum: number, { amount_cents }: { amount_cents: number }) => sum + amount_cents, 0), invoice.fees_amount_cents);
    assert.ok((await ok(`/payments/${lago.rows("payments")[0]!.id}`))["payment"]);
    assert.equal((await get("/coupons/none")).body["code"], "coupon_not_found");
    assert.equal((await ok("/organizations"))["organization"].events_store, "postgres");
  });

  test("sums add up: fees, coupons, taxes, credits, payments", () => {
    const fees = new Map<string, Figures[]>();
    for (const fee of parsed("fees")) fees.set(fee["lago_invoice_id"] as never, [...(fees.get(fee["lago_invoice_id"] as never) ?? []), fee]);
    const sum = (records: Figures[], key: string) => records.reduce((total, record) => total + record[key]!, 0);
    for (const invoice of parsed("invoices")) {
      const own = fees.get(invoice["lago_id"] as never)!;
      assert.equal(sum(own, "amount_cents"), invoice["fees_amount_cents"]);
      assert.equal(sum(own, "taxes_amount_cents"), invoice["taxes_amount_cents"]);
      assert.equal(sum(invoice["applied_taxes"] as never, "amount_cents"), invoice["taxes_amount_cents"]);
      const { total_amount_cents: total = 0, total_paid_amount_cents: paid = 0, total_offsetted_credit_note_amount_cents: offset = 0 } = invoice;
      assert.equal(invoice["sub_total_including_taxes_amount_cents"]! - invoice["credit_notes_amount_cents"]! - invoice["prepaid_credit_amount_cents"]!, total);
      if (!invoice["voided_at"]) assert.equal(invoice["total_due_amount_cents"], total - paid - offset);
      assert.ok(total >= 0 && invoice["total_due_amount_cents"]! >= 0);
    }
  });

  test("what is referred to exists, but for customers that are gone", () => {
    const ids = (table: Parameters<Lago["rows"]>[0]) => new Set(lago.rows(table).map(({ id }) => id));
    const [customers, invoices, subscriptions, charges] = [ids("customers"), ids("invoices"), ids("subscriptions"), ids("charges")];
    for (const fee of parsed("fees") as unknown as Record<string, string | null>[]) {
      assert.ok(invoices.has(fee["lago_invoice_id"]!) && customers.has(fee["lago_customer_id"]!));
      if (fee["lago_subscription_id"]) assert.ok(subscriptions.has(fee["lago_subscription_id"]));
      if (fee["lago_charge_id"]) assert.ok(charges.has(fee["lago_charge_id"]));
    }
    assert.ok(lago.list("/customers").length < lago.rows("customers").length);
  });

  test("the same seed makes the same company, another a different one", () => {
    assert.deepEqual(makeCompany({ customers: 5 }), makeCompany({ customers: 5 }));
    assert.notDeepEqual(makeCompany({ customers: 5 }).organization, makeCompany({ customers: 5, seed: 2 }).organization);
  });

  test("ClickHouse keeps properties as texts and lists an event twice", () => {
    const { tables } = makeCompany({ eventsStore: "clickhouse" });
    const events = tables.events!.map(({ text }) => JSON.parse(text) as { transaction_id: string; properties: JsonObject });
    assert.ok(events.every(({ properties }) => Object.values(properties).every((value) => typeof value === "string")));
    assert.ok(new Set(events.map(({ transaction_id }) => transaction_id)).size < events.length);
  });

  test("texts that JavaScript cannot hold are served as they were put", async () => {
    await withLago({ data: { organization: "{}", tables: {} } }, async (own) => {
      const text = String.raw`{"lago_id":"x","created_at":"2026-01-01T00:00:00Z","name":"\ud83d\u0000","rate":1.10,"n":12345678901234567890123456789012345678.9,"n":2}`;
      own.put("taxes", text);
      assert.equal((await fetch(`${own.url}/api/v1/taxes`, { headers })).headers.get("content-type"), "application/json; charset=utf-8");
      assert.ok((await (await fetch(`${own.url}/api/v1/taxes`, { headers })).text()).includes(text));
      assert.deepEqual(own.list("/taxes"), [text]);
      own.remove("taxes", "x");
      assert.deepEqual(own.list("/taxes"), []);
    });
  });
});

describe("faults", () => {
  test("answers that are not Lago's, on the request they were meant for", async () => {
    await withLago({ data: company, faults: [{ path: "/fees", nth: 1, ...faults.tooManyRequests({ retryAfter: 2 }) }, { path: "/fees", nth: 2, ...faults.badGateway }, { path: "/customers/*/wallets", ...faults.htmlPage }] }, async (own) => {
      const answers = [await fetch(`${own.url}/api/v1/fees`, { headers }), await fetch(`${own.url}/api/v1/fees`, { headers }), await fetch(`${own.url}/api/v1/fees`, { headers })];
      assert.deepEqual(answers.map(({ status }) => status), [429, 502, 200]);
      assert.equal(answers[0]!.headers.get("retry-after"), "2");
      assert.match(await (await fetch(`${own.url}/api/v1/customers/shop/wallets`, { headers })).text(), /^<html>/);
      assert.deepEqual(own.requests.map(({ status }) => status), [429, 502, 200, 200]);
    });
  });

  test("connections break, are refused, and bodies end too early", async () => {
    for (const effect of ["reset", "refuse", "cut", "short"] as const) {
      await withLago({ data: company, faults: [{ nth: 1, break: effect, forMs: 50 }] }, async (own) => {
        await assert.rejects(async () => (await fetch(`${own.url}/api/v1/taxes`, { headers })).text(), effect);
        if (effect === "refuse") await assert.rejects(fetch(`${own.url}/api/v1/taxes`, { headers }));
        await new Promise((resolve) => setTimeout(resolve, effect === "refuse" ? 120 : 0));
        assert.equal((await get("/taxes", own)).status, 200);
      });
    }
  });

  test("stalls leave a client waiting: before, after the headers, half way", async () => {
    for (const effect of ["stall", "stall-after-headers", "stall-half-way"] as const) {
      await withLago({ data: company, faults: [{ minPerPage: 500, break: effect }] }, async (own) => {
        await assert.rejects(async () => (await fetch(`${own.url}/api/v1/taxes?per_page=500`, { headers, signal: AbortSignal.timeout(50) })).text(), /Timeout|abort/i);
        assert.equal((await get("/taxes?per_page=499", own)).status, 200);
      });
    }
  });

  test("pages that mislead", async () => {
    const meta = async (fault: faults.Effect) => {
      let answer: Answer = {};
      await withLago({ data: company, faults: [fault] }, async (own) => void (answer = await ok("/fees?page=2", own)));
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
      const ids = async (page: number) => (await ok(`/customers?per_page=10&page=${page}`, own))["customers"].map(({ lago_id }: JsonObject) => lago_id);
      const before = own.list("/customers").map((text) => (JSON.parse(text) as { lago_id: string }).lago_id);
      own.setFaults([{ page: 2, nth: 1, change: () => own.put("customers", { lago_id: "new", external_id: "new", created_at: "2027-01-01T00:00:00Z" }) }, { page: 3, change: () => own.remove("customers", "new") }]);
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
      const answers = await Promise.all([1, 2, 3].map(() => fetch(`${own.url}/api/v1/taxes`, { headers })));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 429]);
      assert.equal(answers.find(({ status }) => status === 429)!.headers.get("x-ratelimit-reset"), "1");
    });
  });
});

type Answer = Record<string, any>;
type Figures = Record<string, number>;

const headers = { authorization: "Bearer a-key" };

async function get(path: string, from = lago): Promise<{ status: number; body: Answer }> {
  const response = await fetch(`${from.url}/api/v1${path}`, { headers });
  return { status: response.status, body: (await response.json()) as Answer };
}

async function ok(path: string, from = lago): Promise<Answer> {
  const { status, body } = await get(path, from);
  assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
  return body;
}

/** As a careful client does it: all statuses, pages until an empty one, refusals of untraceable wallets as nothing. */
async function crawl(path: string, selector: string): Promise<string[]> {
  const query = selector === "subscriptions" ? ["pending", "active", "terminated", "canceled", "incomplete"].map((status) => `status[]=${status}`) : [];
  const texts: string[] = [];
  for (let page = 1; ; page++) {
    const { status, body } = await get(`${path}${path.includes("?") ? "&" : "?"}${[...query, `page=${page}`].join("&")}`);
    if (status === 422) return [];
    texts.push(...body[selector].map((record: JsonObject) => JSON.stringify(record)));
    if (!body["meta"]?.next_page || !body[selector].length) return texts;
  }
}

async function withLago(options: LagoOptions, use: (own: Lago) => Promise<void>): Promise<void> {
  const own = await startLago(options);
  try {
    await use(own);
  } finally {
    await own.close();
  }
}

const parsed = (table: "fees" | "invoices") => lago.rows(table).map(({ text }) => JSON.parse(text) as Figures);
