import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addOns } from "../../generated/add_ons/add_ons.ts";
import { analyticsMrr } from "../../generated/analytics_mrr/analytics_mrr.ts";
import { customers } from "../../generated/customers/customers.ts";
import { invoices } from "../../generated/invoices/invoices.ts";
import { createLago, type LagoOptions as ClientOptions } from "../../runtime/client.ts";
import { LagoError } from "../../runtime/errors.ts";
import { crawl } from "../../runtime/paging/paginate.ts";
import type { Page } from "../../runtime/rows/page.ts";
import { backwardPages, endlessPages, gatewayTimeout, missingMeta, notAnArray, repeatedPage, zeroPages, type Fault } from "../lago/faults.ts";
import { addOn, collect, lagoWithAddOns } from "./add-ons.ts";
import { crawled, readCodes } from "./crawled.ts";

/** Newest first, as Lago lists them. */
const allOf = (count: number) => Array.from({ length: count }, (_, index) => addOn(count - 1 - index).code);

describe("a list is read to its end, in order", () => {
  for (const [count, perPage, requests] of [
    [0, 10, 1],
    [1, 10, 1],
    [9, 10, 1],
    // A full last page says nothing about what is behind it.
    [10, 10, 2],
    [11, 10, 2],
    [95, 10, 10],
    [100, 10, 11],
  ] as const) {
    test(`${count} records, ${perPage} a page, are ${requests} requests`, async (t) => {
      const { codes, report, asked } = await crawled(t, { count, perPage });
      assert.deepEqual(codes, allOf(count));
      assert.equal(asked.length, requests);
      assert.equal(report.complete, true);
      assert.equal(report.ended, count % perPage === 0 ? "empty page" : "last page");
      assert.deepEqual([report.totalFirst, report.totalLast], [count, count]);
    });
  }

  test("though later pages answer sooner", async (t) => {
    const { codes } = await crawled(t, { count: 100, perPage: 10, faults: [{ page: 2, delay: 60 }, { page: 5, delay: 30 }] });
    assert.deepEqual(codes, allOf(100));
  });

  test("with as many requests at a time as allowed, and no more pages waiting than that", async (t) => {
    let read = 0;
    let used = 0;
    let most = 0;
    const reader = readCodes("add_ons");
    await crawled(t, {
      count: 400,
      perPage: 10,
      client: { concurrency: 4 },
      read: (body) => {
        read += 1;
        return reader(body);
      },
      onPage: async () => {
        await new Promise((resolve) => setTimeout(resolve, 3));
        used += 1;
        most = Math.max(most, read - used);
      },
    });
    assert.ok(most >= 2 && most <= 4, `${most} pages`);
  });

  test("at once where it is known how many there are, whether that is so or not", async (t) => {
    for (const [announced, first] of [[1, 1], [15, 2], [45, 3], [300, 3]] as const) {
      let asked = 0;
      let atFirst = 0;
      const counting = (url: string, init: RequestInit) => {
        asked++;
        return fetch(url, init).finally(() => (atFirst ||= asked));
      };
      const { codes, report } = await crawled(t, { count: 45, perPage: 10, announced, parallel: () => 3, client: { fetch: counting as never } });
      assert.deepEqual(codes, allOf(45));
      assert.equal(report.complete, true);
      assert.equal(atFirst, first, `${announced} announced`);
    }
  });

  test("and a reader that stops early stops the requests", async (t) => {
    const { lago, client } = await lagoWithAddOns(t, 5_000, { latency: 5 }, { perPage: 10 });
    for await (const page of crawl(client, addOns, { read: readCodes("add_ons") })) if (page.codes.includes("add_on_4900")) break;
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.ok(lago.requests.length < 25);
  });
});

describe("page sizes", () => {
  test("auto: doubles wherever the larger page begins at the same row, until a page is about a megabyte", async (t) => {
    const { codes, asked } = await crawled(t, { count: 2_500 });
    assert.deepEqual(codes, allOf(2_500));
    assert.deepEqual(asked.sort(), ["1x100", "2x100", "2x200", "2x400", "2x800", "3x800", "4x800"].sort());
  });

  test("auto: shrinks where records are heavy", async (t) => {
    const heavy = (body: string) => body.replaceAll('"name":"', `"name":"${"x".repeat(40_000)}`);
    const { codes, asked } = await crawled(t, { count: 230, faults: [{ edit: heavy }] });
    assert.deepEqual(codes, allOf(230));
    assert.deepEqual(new Set(asked.slice(1).map((one) => one.split("x")[1])), new Set(["25"]));
  });

  test("a page that times out is requested in halves, and so are the pages after it", async (t) => {
    const { codes, report, asked } = await crawled(t, { count: 1_000, perPage: 200, faults: [{ page: 2, minPerPage: 200, ...gatewayTimeout }, { minPerPage: 100, page: 5, break: "stall" }], client: { retry: { timeout: 150 } } });
    assert.deepEqual(codes, allOf(1_000));
    assert.equal(report.complete, true);
    assert.ok(asked.includes("9x50") && asked.includes("20x50"), String(asked));
  });

  test("the smallest page that times out is an error in the end", async (t) => {
    const client = { perPage: 4, retry: { attempts: 3 } };
    await assert.rejects(crawled(t, { count: 20, client, faults: [{ minPerPage: 1, ...gatewayTimeout }] }), { kind: "unreachable", timedOut: true });
  });

  for (const limit of [7, 50, 100, 200]) {
    test(`a gateway that grants ${limit} records at most skips none`, async (t) => {
      const { codes, report } = await crawled(t, { count: 1_234, faults: [], client: { fetch: limitPerPage(limit) } });
      assert.deepEqual(codes, allOf(1_234));
      assert.equal(report.complete, true);
      const expecting = await crawled(t, { count: 1_234, perPage: 100, announced: 1_234, client: { fetch: limitPerPage(limit) } });
      assert.deepEqual(expecting.codes, allOf(1_234));
    });
  }

  test("a server that sends more records than requested skips none", async (t) => {
    const { codes } = await crawled(t, { count: 1_234, perPage: 10, client: { fetch: (url, init) => fetch(url.replace(/per_page=\d+/, "per_page=500"), init) } });
    assert.deepEqual(codes, allOf(1_234));
  });
});

/** What a gateway before Lago might do. */
const limitPerPage = (most: number) => (url: string, init: RequestInit) =>
  fetch(url.replace(/per_page=(\d+)/, (_, asked: string) => `per_page=${Math.min(Number(asked), most)}`), init);

describe("what Lago says of the place of a page may be nonsense", () => {
  const all = (fault: Partial<Fault>) => [{ ...fault } as Fault];

  test("next_page never ends: the first empty page does", async (t) => {
    const { codes, report } = await crawled(t, { count: 45, perPage: 10, faults: all(endlessPages) });
    assert.deepEqual(codes, allOf(45));
    assert.deepEqual([report.ended, report.complete], ["empty page", true]);
  });

  for (const [name, fault] of [
    ["repeats", repeatedPage],
    ["points backwards", backwardPages],
  ] as const) {
    test(`next_page ${name}: total_pages leads on`, async (t) => {
      const { codes, report, asked } = await crawled(t, { count: 45, perPage: 10, faults: all(fault) });
      assert.deepEqual(codes, allOf(45));
      assert.equal(asked.length, 5);
      assert.deepEqual([report.ended, report.complete], ["last page", true]);
    });
  }

  test("total_pages is 0: pages are read until one is short or empty", async (t) => {
    for (const count of [45, 50]) {
      const { codes, report } = await crawled(t, { count, perPage: 10, faults: all(zeroPages) });
      assert.deepEqual(codes, allOf(count));
      assert.deepEqual([report.complete, report.totalLast], [true, 0]);
    }
  });

  test("no meta, and fewer records than requested: the server may have its own limit, so the next page is requested", async (t) => {
    const { codes, report, asked } = await crawled(t, { count: 8, perPage: 10, faults: all(missingMeta) });
    assert.deepEqual(codes, allOf(8));
    assert.equal(asked.length, 2);
    assert.equal(report.complete, true);
  });

  test("no meta, and as many records as requested: there may be more", async (t) => {
    const { codes, report } = await crawled(t, { count: 25, perPage: 10, faults: all(missingMeta) });
    assert.deepEqual(codes, allOf(25));
    assert.equal(report.complete, true);
  });

  test("no meta, and every page is the first: nothing twice, but not surely everything", async (t) => {
    const fetch: ClientOptions["fetch"] = (url, init) => globalThis.fetch(url.replace(/([?&])page=\d+/, "$1page=1"), init);
    const { codes, report, asked } = await crawled(t, { count: 25, perPage: 10, faults: all(missingMeta), client: { fetch } });
    assert.deepEqual(codes, allOf(25).slice(0, 10));
    assert.equal(asked.length, 2);
    assert.deepEqual([report.ended, report.complete], ["repetition", false]);
  });

  test("totals that do not add up in the middle of the list change nothing", async (t) => {
    const edit = (body: string) => body.replace(/"total_pages":\d+/, '"total_pages":77');
    const { codes, report } = await crawled(t, { count: 45, perPage: 10, faults: [{ page: 5, edit }] });
    assert.deepEqual(codes, allOf(45));
    assert.deepEqual([report.ended, report.complete], ["empty page", true]);
  });

  test("a page in the middle without meta does not end the list", async (t) => {
    const { codes } = await crawled(t, { count: 45, perPage: 10, faults: [{ page: 3, ...missingMeta }] });
    assert.deepEqual(codes, allOf(45));
  });

  test("a server that repeats the last page for ever: the repetition ends the list", async (t) => {
    const fetch: ClientOptions["fetch"] = (url, init) => globalThis.fetch(url.replace(/([?&])page=(\d+)/, (_, before: string, page: string) => `${before}page=${Math.min(Number(page), 5)}`), init);
    const { codes, report } = await crawled(t, { count: 50, perPage: 10, client: { fetch } });
    assert.deepEqual(codes, allOf(50));
    assert.deepEqual([report.ended, report.complete], ["repetition", true]);
  });

  test("every page is the first, and ever more are announced: an end all the same, and not called complete", async (t) => {
    let pages = 5;
    const edit = (body: string) => body.replace(/"total_pages":\d+/, () => `"total_pages":${(pages += 2)}`);
    const fetch: ClientOptions["fetch"] = (url, init) => globalThis.fetch(url.replace(/([?&])page=\d+/, "$1page=1"), init);
    const { report, asked } = await crawled(t, { count: 50, perPage: 10, faults: all({ edit }), client: { fetch } });
    assert.ok(asked.length < 20);
    assert.deepEqual([report.ended, report.complete], ["repetition", false]);
  });

  for (const [counted, ends] of [[true, 21], [false, 101]] as const) {
    const PER_PAGE = 100_000;
    test(`ever new records, ${!counted ? "without a count" : "and a count that grows with them"}: an end all the same, and not called complete`, async () => {
      const fetch: ClientOptions["fetch"] = async (url) => {
        const page = Number(new URL(url).searchParams.get("page"));
        const meta = counted && { meta: { current_page: page, next_page: page + 1, total_pages: page + 4, total_count: (page + 4) * PER_PAGE } };
        return new Response(JSON.stringify({ page, ...meta }), { headers: { "content-type": "application/json" } });
      };
      const read = (body: Buffer): Page => ({ rows: PER_PAGE, size: body.length, ...(JSON.parse(body.toString()) as Pick<Page, "meta">) });
      const pages = crawl(createLago({ apiKey: "secret-key", baseUrl: "http://127.0.0.1:1", fetch }), addOns, { read, perPage: PER_PAGE });
      assert.equal((await collect(pages)).length, ends);
      assert.deepEqual([pages.report.ended, pages.report.complete], ["growth", false]);
    });
  }

  test("an empty page where Lago announces records ends the list, and it is not called complete", async (t) => {
    const edit = (body: string) => body.replace(/\[.*\]/, "[]");
    const { codes, report } = await crawled(t, { count: 45, perPage: 10, faults: [{ page: 3, edit }] });
    assert.deepEqual(codes, allOf(45).slice(0, 20));
    assert.deepEqual([report.ended, report.complete], ["empty page", false]);
  });

  test("a selector that is not an array is an error", async (t) => {
    await assert.rejects(crawled(t, { count: 45, faults: all(notAnArray), client: { retry: { attempts: 2 } } }), (error: LagoError) => error instanceof LagoError && error.kind === "malformed");
  });
});

describe("lists that change while they are read", () => {
  test("records added at the top arrive twice, none is lost", async (t) => {
    const { lago, client } = await lagoWithAddOns(t, 95, {}, { perPage: 10, concurrency: 1 });
    lago.setFaults([{ page: 3, change: () => [200, 201, 202].forEach((index) => lago.put("add_ons", addOn(index))) }]);
    const crawling = crawl(client, addOns, { read: readCodes("add_ons") });
    const codes = (await collect(crawling)).flatMap((page) => page.codes);
    assert.deepEqual(new Set(allOf(95).filter((code) => !codes.includes(code))), new Set());
    assert.equal(codes.length, 98);
    assert.deepEqual([crawling.report.totalFirst, crawling.report.totalLast], [95, 98]);
  });

  test("a list that grows behind its end is followed", async (t) => {
    const { lago, client } = await lagoWithAddOns(t, 15, {}, { perPage: 10 });
    const late = Array.from({ length: 20 }, (_, index) => ({ ...addOn(500 + index), created_at: "2020-01-01T00:00:00Z" }));
    lago.setFaults([{ page: 2, change: () => late.forEach((record) => lago.put("add_ons", record)) }]);
    const codes = await collect(client.list(addOns));
    assert.equal(codes.length, 35);
  });

  test("a count that Lago has kept while records went announces empty pages: the first of them ends the list", async (t) => {
    // As `/invoices?external_customer_id=…` does, where the count is that of the whole organisation.
    const edit = (body: string) => body.replace(/"next_page":null/, '"next_page":2').replace(/"total_pages":\d+,"total_count":\d+/, '"total_pages":900,"total_count":9000');
    const { report, asked } = await crawled(t, { count: 0, resource: invoices, faults: [{ page: 1, edit }], perPage: 10 });
    assert.equal(asked.length, 1);
    assert.deepEqual([report.ended, report.complete], ["empty page", true]);
    const few = await crawled(t, { count: 4, resource: { ...addOns, count: "cached" }, faults: [{ edit }], perPage: 10 });
    assert.deepEqual(few.asked, ["1x10", "2x10"]);
    assert.deepEqual(few.codes, allOf(4));
  });
});

describe("lists that Lago does not page", () => {
  test("are one request without page and per_page", async (t) => {
    const { report, asked } = await crawled(t, { count: 0, resource: analyticsMrr, faults: [{ answer: { status: 200, body: '{"mrrs":[{"code":"a"},{"code":"b"}]}' } }] });
    assert.deepEqual(asked, ["nullxnull"]);
    assert.deepEqual([report.rows, report.ended, report.complete, report.totalLast], [2, "last page", true, null]);
  });

  test("are paged from the day on which Lago pages them", async (t) => {
    const { codes } = await crawled(t, { count: 250, resource: { ...addOns, paginator: "single_page" } });
    assert.deepEqual(codes, allOf(250));
  });
});

test("the report counts what a crawl cost", async (t) => {
  const { report } = await crawled(t, { count: 45, perPage: 10, faults: [{ page: 2, nth: 1, break: "reset" }] });
  assert.deepEqual([report.pages, report.requests, report.retries], [5, 6, 1]);
  assert.ok(report.waits > 0);
});

test("path values that no path of the resource takes are an error that says what it takes", async (t) => {
  await assert.rejects(crawled(t, { count: 1, resource: invoices, path: { customer: "a" } }), { name: "ConfigurationError", message: /invoices cannot be listed by customer; it takes none, or external_customer_id/ });
  await assert.rejects(crawled(t, { count: 1, resource: customers, path: { lago_id: "a" } }), { name: "ConfigurationError" });
});
