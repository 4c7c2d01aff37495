import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { addOns } from "../../../generated/add_ons/add_ons.ts";
import { coupons } from "../../../generated/coupons/coupons.ts";
import { LagoError } from "../../../runtime/errors.ts";
import { load } from "../../../runtime/load.ts";
import { newDatabase } from "../../databases.ts";
import type { Answer } from "../../lago/faults.ts";
import { addOn, collect, lagoWithAddOns } from "../add-ons.ts";

const PAGE = Buffer.from(`{"add_ons":[${JSON.stringify(addOn(1))}],"meta":{"current_page":1,"next_page":null,"prev_page":null,"total_pages":1,"total_count":1}}`);

function packed(coding: string, body: Buffer): Answer {
  return { status: 200, headers: { "content-encoding": coding, "content-length": String(body.length) }, body: [body] };
}

describe("codings of a body, by any name", () => {
  const codings: [string, Buffer][] = [
    ["gzip", gzipSync(PAGE)],
    ["GZIP", gzipSync(PAGE)],
    ["x-gzip", gzipSync(PAGE)],
    [" gzip ", gzipSync(PAGE)],
    ["deflate", deflateSync(PAGE)],
    ["Deflate", deflateRawSync(PAGE)],
    ["br", brotliCompressSync(PAGE)],
    ["identity", PAGE],
    ["", PAGE],
    ["gzip, identity", gzipSync(PAGE)],
    ["deflate, gzip", gzipSync(deflateSync(PAGE))],
    ["br, x-gzip", gzipSync(brotliCompressSync(PAGE))],
  ];
  for (const [coding, body] of codings) {
    test(`${JSON.stringify(coding)}, of ${body.length} bytes`, async (t) => {
      const { client } = await lagoWithAddOns(t, 1, { faults: [{ answer: packed(coding, body) }] }, { retry: { attempts: 1 } });
      assert.equal((await collect(client.list(addOns))).length, 1);
    });
  }

  test("an unknown one is named, and requested once", async (t) => {
    for (const coding of ["compress", "aws-chunked", "__proto__"]) {
      const { lago, client } = await lagoWithAddOns(t, 1, { faults: [{ answer: packed(coding, PAGE) }] });
      await assert.rejects(collect(client.list(addOns)), { kind: "malformed", message: new RegExp(`packed with "${coding}"`) });
      assert.equal(lago.requests.length, 1);
    }
  });
});

describe("what is broken behind the headers fails its list, and not the load", () => {
  const broken: Record<string, Answer | { break: "cut" | "short" }> = {
    "gzip that is cut off": packed("gzip", gzipSync(Buffer.alloc(100_000, "x")).subarray(0, 60)),
    "gzip that is none": packed("gzip", PAGE),
    "brotli that is none": packed("br", Buffer.from("garbage garbage garbage")),
    "deflate that is none": packed("deflate", Buffer.from([0x08, 1, 2, 3])),
    "a coding that nobody knows": packed("compress", PAGE),
    "200 kB of headers": { status: 200, headers: Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`x-policy-${index}`, "p".repeat(5_000)])), body: [PAGE] },
    "a body that is cut": { break: "cut" },
    "a body that is too short": { break: "short" },
    "something behind the JSON": { status: 200, body: `${PAGE}x` },
  };
  for (const [name, effect] of Object.entries(broken)) {
    test(name, async (t) => {
      const faults = [{ path: "/add_ons", ...("break" in effect ? effect : { answer: effect }) }];
      const { client } = await lagoWithAddOns(t, 3, { faults }, { retry: { attempts: 3, firstWait: 1 } });
      const database = await newDatabase("duckdb");
      const destination = await database.open();
      try {
        const { resources } = await load([addOns, coupons], { lago: client, destination, parallel: 1 });
        assert.deepEqual(resources.map(({ name, status }) => [name, status]), [["add_ons", "failed"], ["coupons", "loaded"]], resources[0]!.error);
      } finally {
        await destination.close();
        await database.remove();
      }
    });
  }

  test("20 kB of headers are no trouble", async (t) => {
    const headers = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`x-policy-${index}`, "p".repeat(1_000)]));
    const { client } = await lagoWithAddOns(t, 1, { faults: [{ answer: { status: 200, headers, body: [PAGE] } }] }, { retry: { attempts: 1 } });
    assert.equal((await collect(client.list(addOns))).length, 1);
  });
});

describe("an answer has a bound", () => {
  test("counted while it is unpacked: a bomb is abandoned early, and smaller pages are requested", async (t) => {
    // A thousandth of what it becomes: 600 MB of blanks.
    const bomb = gzipSync(Buffer.alloc(100 * 2 ** 20, " "));
    const answer = packed("gzip", Buffer.concat(Array.from({ length: 6 }, () => bomb)));
    const { lago, client } = await lagoWithAddOns(t, 300, { faults: [{ minPerPage: 40, answer }] }, { retry: { timeout: 60_000 } });
    const before = process.memoryUsage.rss();
    assert.equal((await collect(client.list(addOns))).length, 300);
    assert.ok(process.memoryUsage.rss() - before < 700 * 2 ** 20);
    assert.deepEqual(lago.requests.slice(0, 3).map(({ query }) => query.get("per_page")), ["100", "50", "25"]);
  });

  test("that cannot be requested in a smaller size is an error that says so", async (t) => {
    const answer = { status: 200, headers: { "content-length": String(10 ** 10) }, body: [PAGE] };
    const { lago, client } = await lagoWithAddOns(t, 1, { faults: [{ answer }] }, { perPage: 1 });
    await assert.rejects(collect(client.list(addOns)), (error: LagoError) => error.kind === "malformed" && error.oversized && /more than 128 MB. Ask for fewer records a page/.test(error.message));
    assert.equal(lago.requests.length, 1);
  });
});
