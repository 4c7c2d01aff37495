import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { crawl, get, ok, withLago } from "./lago/ask.ts";
import { makeCompany } from "./lago/company/company.ts";
import { LISTS } from "./lago/lists.ts";
import type { JsonObject } from "./lago/rows.ts";
import { startLago, type Lago } from "./lago/server.ts";

const company = makeCompany();
let lago: Lago;
before(async () => void (lago = await startLago({ data: company })));
after(() => lago.close());

describe("paging", () => {
  test("walks every list to the records it has, each as it was kept", async () => {
    for (const { path, selector } of LISTS) {
      for (const concrete of lago.paths(path)) {
        const texts = await crawl(lago, concrete, selector);
        assert.deepEqual(
          texts,
          lago.list(concrete).map((text) => JSON.stringify(JSON.parse(text))),
          concrete,
        );
      }
    }
  });

  test("a page that is zero, negative or no number is the first", async () => {
    const first = await ok(lago, "/invoices");
    for (const page of ["0", "-1", "abc", ""]) assert.deepEqual(await ok(lago, `/invoices?page=${page}`), first);
  });

  test("per_page has no maximum, is 25 when it makes no sense, and crashes the server when it is 0", async () => {
    assert.equal((await ok(lago, "/fees?per_page=100000"))["fees"].length, lago.rows("fees").length);
    assert.equal((await ok(lago, "/fees"))["fees"].length, 100);
    for (const perPage of ["-5", "abc"]) assert.equal((await ok(lago, `/fees?per_page=${perPage}`))["fees"].length, 25);
    assert.equal((await get(lago, "/fees?per_page=0")).status, 500);
  });

  test("an empty list has page 0 of 0; a page past the end is empty and points back", async () => {
    assert.deepEqual((await ok(lago, "/invoices?currency=CHF"))["meta"], {
      current_page: 0,
      next_page: null,
      prev_page: null,
      total_pages: 0,
      total_count: 0,
    });
    const past = await ok(lago, "/customers?page=9");
    assert.deepEqual(past["customers"], []);
    assert.deepEqual(past["meta"], {
      current_page: 9,
      next_page: null,
      prev_page: 8,
      total_pages: 1,
      total_count: lago.list("/customers").length,
    });
  });

  test("nine lists come whole and without meta", async () => {
    const whole = LISTS.filter((list) => list.whole);
    assert.equal(whole.length, 9);
    for (const { path } of whole) assert.deepEqual(Object.keys(await ok(lago, lago.paths(path)[0]!)).length, 1);
  });

  test("invoices come newest issuing date first, fees oldest first", async () => {
    const dates = (await ok(lago, "/invoices"))["invoices"].map((invoice: JsonObject) => invoice["issuing_date"]);
    assert.deepEqual(dates, dates.toSorted().toReversed());
    const times = (await ok(lago, "/fees"))["fees"].map((fee: JsonObject) => fee["created_at"]);
    assert.deepEqual(times, times.toSorted());
  });

  test("logs of one second come in any order, and a page border may show one twice and hide another", async () => {
    await withLago({ data: { organization: "{}", tables: {} }, looseTies: true }, async (own) => {
      for (const id of ["a", "b", "c", "d"]) own.put("activity_logs", { activity_id: id, logged_at: "2026-01-01T00:00:00Z" });
      const page = async (number: number) => (await ok(own, `/activity_logs?per_page=2&page=${number}`))["activity_logs"];
      const seen = [...(await page(1)), ...(await page(2))].map(({ activity_id }: JsonObject) => activity_id);
      assert.equal(seen.length, 4);
      assert.ok(new Set(seen).size < 4);
    });
  });

  test("logs of one second are lost at the borders of pages: the same ones each time, and others with pages of another size", async () => {
    await withLago({ data: { organization: "{}", tables: {} }, lossyTies: true }, async (own) => {
      for (let index = 0; index < 90; index++)
        own.put("activity_logs", { activity_id: `log ${index}`, logged_at: `2026-01-01T00:00:${String(Math.floor(index / 3)).padStart(2, "0")}Z` });
      const read = async (perPage: number) => {
        const seen = new Set<string>();
        for (let page = 1; page <= Math.ceil(90 / perPage); page++)
          for (const { activity_id } of (await ok(own, `/activity_logs?per_page=${perPage}&page=${page}`))["activity_logs"]) seen.add(activity_id);
        return seen;
      };
      const first = await read(10);
      assert.ok(first.size < 90);
      assert.deepEqual(await read(10), first);
      const other = await read(13);
      assert.notDeepEqual(other, first);
      assert.equal(new Set([...first, ...other]).size, 90);
    });
  });

  test("the drafts alone are counted under the name of all invoices", async () => {
    await withLago({ data: company }, async (own) => {
      const drafts = (await ok(own, "/invoices?statuses[]=draft&per_page=2"))["meta"].total_count;
      const count = async (page: number) => (await ok(own, `/invoices?per_page=2&page=${page}`))["meta"].total_count;
      assert.equal(await count(1), drafts);
      // From the page on where the kept number is used up, it is right.
      assert.equal(await count(Math.ceil(drafts / 2)), own.list("/invoices").length);
    });
  });

  test("a Lago without a Data API has no usage", async () => {
    await withLago({ data: company, dataApi: false }, async (own) => {
      assert.deepEqual(await get(own, "/analytics/usage"), { status: 500, body: { status: 500, error: "Internal Server Error" } });
      assert.equal((await get(own, "/analytics/mrr")).status, 200);
    });
  });

  test("the count of invoices is kept for 30 minutes, and one customer is told that of all", async () => {
    await withLago({ data: company }, async (own) => {
      const { total_count: all } = (await ok(own, "/invoices?per_page=2"))["meta"];
      const path = own.paths("/customers/{external_customer_id}/invoices").find((candidate) => own.list(candidate).length > 0)!;
      const page = await ok(own, `${path}?per_page=2&page=50`);
      assert.deepEqual(page["invoices"], []);
      assert.equal(page["meta"].total_count, all);
      assert.equal(page["meta"].next_page, 51);
      // The page that reaches the kept count counts again.
      assert.equal((await ok(own, `${path}?per_page=2&page=300`))["meta"].total_count, own.list(path).length);
    });
  });

  test("periods_count takes the place of the page size", async () => {
    const path = lago.paths("/customers/{external_customer_id}/past_usage").find((candidate) => lago.list(candidate).length > 4)!;
    assert.equal((await ok(lago, `${path}&periods_count=2`))["usage_periods"].length, 2);
    assert.equal((await ok(lago, `${path}&periods_count=2`))["meta"].current_page, 1);
  });
});

describe("filters", () => {
  test("subscriptions are the active ones unless every status is asked for", async () => {
    const active = await ok(lago, "/subscriptions?per_page=1000");
    assert.ok(active["subscriptions"].every(({ status }: JsonObject) => status === "active"));
    const all = await ok(
      lago,
      "/subscriptions?per_page=1000&status[]=pending&status[]=active&status[]=terminated&status[]=canceled&status[]=incomplete",
    );
    assert.equal(all["subscriptions"].length, lago.rows("subscriptions").length);
    const statuses = new Set(all["subscriptions"].map(({ status }: JsonObject) => status));
    assert.deepEqual(statuses, new Set(lago.rows("subscriptions").map(({ keys }) => keys["status"])));
    assert.ok(statuses.size >= 4);
    const misspelt = await ok(lago, "/subscriptions?per_page=1000&status[]=active&status[]=finished");
    assert.equal(misspelt["subscriptions"].length, all["subscriptions"].length);
  });

  test("a filter that does not exist is ignored, and everything comes", async () => {
    assert.deepEqual(await ok(lago, "/invoices?satus=draft&customer=x"), await ok(lago, "/invoices"));
  });

  test("a value that does not exist is refused by some lists and ignored by others", async () => {
    assert.deepEqual(await get(lago, "/fees?payment_status=paid"), {
      status: 422,
      body: {
        status: 422,
        error: "Unprocessable Entity",
        code: "validation_errors",
        error_details: { payment_status: ["value_is_invalid"] },
      },
    });
    assert.equal((await get(lago, "/invoices?status=finalised")).status, 422);
    assert.equal((await ok(lago, "/credit_notes?reason=none"))["credit_notes"].length, lago.list("/credit_notes").length);
    assert.equal((await get(lago, "/fees?created_at_from=soon")).status, 422);
    assert.equal((await get(lago, "/invoices?issuing_date_from=soon")).status, 200);
    assert.equal((await get(lago, "/activity_logs?from_date=soon")).status, 500);
    assert.equal((await get(lago, "/api_logs?request_paths=/api/v1/payments")).status, 500);
  });

  test("payment_dispute_lost=false lists the lost ones", async () => {
    const { invoices } = await ok(lago, "/invoices?payment_dispute_lost=false&per_page=1000");
    assert.ok(invoices.length > 0);
    assert.ok(invoices.every((invoice: JsonObject) => invoice["payment_dispute_lost_at"]));
  });

  test("times are compared to the microsecond and sent in seconds: a window closed at :05Z leaves out the rest of that second", async () => {
    await withLago({ data: { organization: "{}", tables: {} } }, async (own) => {
      own.put("fees", { lago_id: "a", created_at: "2026-01-01T00:00:05Z" }, { created_at: "2026-01-01T00:00:05.400Z" });
      assert.equal((await ok(own, "/fees?created_at_from=2026-01-01T00:00:05Z"))["fees"].length, 1);
      assert.equal((await ok(own, "/fees?created_at_to=2026-01-01T00:00:05Z"))["fees"].length, 0);
    });
  });
});

describe("parents", () => {
  test("external ids with spaces, slashes, signs and other scripts are found when encoded", async () => {
    const ids = ["acme corp", "north/south", "50%+", "münchen-größe", "日本支社", "team?x=1&y=2#z"];
    for (const id of ids) assert.equal((await ok(lago, `/customers/${encodeURIComponent(id)}`))["customer"].external_id, id);
  });

  test("an unencoded dot ends the customer's id: another customer, or no route", async () => {
    assert.equal((await ok(lago, "/customers/shop.example.com"))["customer"].external_id, "shop");
    assert.equal((await get(lago, "/customers/shop.example.com/wallets")).body["code"], "resource_not_found");
    assert.equal((await ok(lago, "/customers/shop%2Eexample%2Ecom"))["customer"].external_id, "shop.example.com");
  });

  test("lists below a subscription are those of the active one unless a status is sent", async () => {
    const ended = lago.rows("subscriptions").find(({ keys }) => keys["status"] === "canceled")!;
    const path = `/subscriptions/${encodeURIComponent(String(ended.keys["external_id"]))}/charges`;
    assert.equal((await get(lago, path)).body["code"], "subscription_not_found");
    assert.equal((await get(lago, `${path}?subscription_status=canceled`)).status, 200);
  });

  test("copies of plans are listed nowhere, and their charges only below the subscription", async () => {
    const plans = (await ok(lago, "/plans"))["plans"].map(({ lago_id }: JsonObject) => lago_id);
    const copied = lago.rows("subscriptions").find(({ keys }) => keys["overridden"] && keys["status"] === "active")!;
    assert.ok(!plans.includes(copied.keys["plan_id"]));
    const { charges } = await ok(lago, `/subscriptions/${encodeURIComponent(String(copied.keys["external_id"]))}/charges`);
    assert.ok(charges.length > 0 && charges.every(({ lago_parent_id }: JsonObject) => lago_parent_id));
  });

  test("past usage needs a subscription, traces need a traceable wallet and the right direction", async () => {
    assert.deepEqual((await get(lago, "/customers/shop/past_usage")).body["error_details"], {
      external_subscription_id: ["value_is_mandatory"],
    });
    const details = async (path: string) => (await get(lago, path)).body["error_details"];
    const transaction = (traceable: boolean) =>
      lago
        .rows("wallet_transactions")
        .find(
          ({ keys }) =>
            keys["transaction_type"] === "inbound" &&
            lago.rows("wallets").find(({ id }) => id === keys["lago_wallet_id"])!.keys["traceable"] === traceable,
        )!.id;
    assert.deepEqual(await details(`/wallet_transactions/${transaction(false)}/consumptions`), { wallet: ["not_traceable"] });
    assert.deepEqual(await details(`/wallet_transactions/${transaction(true)}/fundings`), {
      transaction_type: ["invalid_transaction_type"],
    });
    assert.equal((await get(lago, "/wallet_transactions/nobody/fundings")).body["code"], "wallet_transaction_not_found");
  });

  test("wallets need no customer, whatever the document says", async () => {
    assert.equal((await ok(lago, "/wallets"))["wallets"].length, lago.rows("wallets").length);
  });
});

describe("who may read", () => {
  test("no key or a wrong one is 401", async () => {
    await withLago({ data: company, apiKey: "right" }, async (own) => {
      assert.deepEqual(await get(own, "/taxes"), { status: 401, body: { status: 401, error: "Unauthorized" } });
    });
  });

  test("without a licence logs and three analytics are 403, and usage quietly shrinks to 30 days", async () => {
    await withLago({ data: company, premium: false, now: () => Date.parse("2026-11-02T00:00:00Z") }, async (own) => {
      for (const { path, premium } of LISTS.filter((list) => !list.parent)) {
        assert.equal((await get(own, path)).body["code"], premium ? "feature_unavailable" : undefined, path);
      }
      const shown = (await ok(own, "/analytics/usage"))["usages"].length;
      assert.ok(shown > 0 && shown < lago.list("/analytics/usage").length);
    });
  });

  test("a key without the permission is told which; receipts ask for that of invoices", async () => {
    await withLago({ data: company, denied: ["invoice"] }, async (own) => {
      for (const path of ["/invoices", "/payment_receipts"]) {
        assert.equal((await get(own, path)).body["code"], "read_action_not_allowed_for_invoice");
      }
    });
  });
});
