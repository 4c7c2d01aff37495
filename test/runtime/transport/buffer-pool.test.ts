import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addOns } from "../../../generated/add_ons/add_ons.ts";
import { createLago } from "../../../runtime/client.ts";
import { openQueue } from "../../../runtime/paging/page-queue.ts";
import { freeBuffer, returnBuffer, takeSharedBuffer } from "../../../runtime/transport/buffer-pool.ts";
import { addOn, collect } from "../add-ons.ts";

const MEGABYTE = 2 ** 20;

describe("memory of pages", () => {
  test("a freed buffer has given its memory back; part of a larger one is left alone", () => {
    const whole = Buffer.allocUnsafeSlow(65_536);
    freeBuffer(whole);
    assert.equal(whole.buffer.byteLength, 0);
    const part = Buffer.alloc(65_536, "x").subarray(0, 100);
    freeBuffer(part);
    assert.equal(part.toString(), "x".repeat(100));
  });

  test("a caller's own fetch may send the same bytes again", async () => {
    const body = Buffer.from(`{"add_ons":[${JSON.stringify(addOn(1))}],"meta":{"current_page":1,"next_page":null,"prev_page":null,"total_pages":1,"total_count":1}}`);
    const client = createLago({
      apiKey: "key",
      baseUrl: "http://127.0.0.1:1",
      fetch: async () => ({ status: 200, statusText: "OK", ok: true, headers: new Headers({ "content-length": String(body.length) }), body: Object.assign(piecesOf(body), { cancel: async () => {} }) }),
    });
    for (let time = 0; time < 2; time++) assert.equal((await collect(client.list(addOns))).length, 1);
  });

  test("returned buffers are used again, those of a former size make room for new ones", () => {
    const first = takeSharedBuffer(MEGABYTE);
    returnBuffer(first);
    assert.equal(takeSharedBuffer(MEGABYTE - 1000).buffer, first.buffer);
    const small = takeSharedBuffer(MEGABYTE / 8);
    returnBuffer(small);
    takeSharedBuffer(MEGABYTE);
    assert.notEqual(takeSharedBuffer(MEGABYTE / 8).buffer, small.buffer);
  });

  test("while pages of 8 MB wait to be taken, no more are requested", async () => {
    const asked: number[] = [];
    const queue = openQueue(
      async (row, _size, _signal, arrived) => {
        asked.push(row);
        arrived(row === 0 ? 100 : 4 * MEGABYTE);
        return { page: { rows: 1, size: 1 }, bytes: 1, start: "" };
      },
      () => 1,
    );
    queue.take(3, 100);
    assert.deepEqual(asked, [0, 1, 2]);
    queue.take(10, 100);
    assert.equal(asked.length, 3, "two wait, of 8 MB");
    queue.take(10, 100);
    assert.equal(asked.length, 4, "one waits, of 4 MB: there is room for one more");
    queue.close();
  });
});

async function* piecesOf(body: Buffer): AsyncGenerator<Buffer> {
  yield body;
}
