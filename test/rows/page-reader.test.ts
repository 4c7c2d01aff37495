import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type * as PageReader from "../../runtime/rows/page-reader.ts";
import type { ReaderThread } from "../../runtime/rows/page-reader.ts";
import { type Hash, loadHash } from "../../runtime/rows/hash.ts";
import { newSharedBuffer } from "../../runtime/transport/buffer-pool.ts";
import { expectBuilt, ROOT } from "../built.ts";

/** A list whose pages are large enough for the thread from some 400 records on. */
const resource = {
  selector: "notes",
  primaryKey: ["id"],
  tables: [{ name: "notes", arrays: [], columns: [{ name: "id", type: "integer", path: ["id"] }, { name: "text", type: "text", path: ["text"] }] }],
} as const;
const stamp = { loadId: "L", loadedAt: new Date(0) };
const pageOf = (count: number, more = "") => Buffer.from(`{"notes":[${Array.from({ length: count }, (_, id) => `{"id":${id},"text":"${"x".repeat(80)}"${more}}`).join(",")}]}`);

// Compiled: TypeScript is stripped in the main thread only.
describe("pages that are read in a thread", () => {
  let reader: typeof PageReader;
  let thread: ReaderThread;
  let hash: Hash;
  before(async () => {
    expectBuilt();
    reader = (await import(join(ROOT, "dist/runtime/rows/page-reader.js"))) as typeof PageReader;
    thread = await startThread();
    hash = await loadHash();
  });

  /** Small loads go without: it comes once there were pages that are worth it, and until then they are read here. */
  async function startThread(): Promise<ReaderThread> {
    const opened = reader.openReaderThread();
    const open = opened.open({ form: "columns", resource, stamp, hashed: true });
    for (let read = 0; read < 100; read++) {
      if ((await open.read(pageOf(1000), [])).release) return opened;
      await sleep(20);
    }
    throw new Error("The thread has not started.");
  }
  after(() => thread.close());

  for (const form of ["columns", "copy"] as const) {
    it(`come back as they are read here, as ${form}`, async () => {
      const job = { form, resource, stamp, hashed: true };
      const here = reader.createReader(job, hash);
      const open = thread.open(job);
      let first = 0;
      for (const count of [1000, 3, 2000]) {
        const body = pageOf(count, ',"new":1');
        const page = await open.read(body, []);
        const { tables, ...rest } = here(body, [], first);
        assert.deepEqual({ ...page, tables: undefined, release: undefined }, { ...rest, tables: undefined, release: undefined });
        const bytes = (parts: readonly { readonly bytes: Uint8Array }[]) => parts.map(({ bytes }) => Buffer.from(bytes));
        assert.deepEqual(bytes(page.tables), bytes(tables));
        first += body.length;
      }
      open.close();
    });
  }

  it("are read without it while they are few, so that a load of one small list starts none", async () => {
    let started = 0;
    const count = () => void started++;
    process.on("worker", count);
    const opened = reader.openReaderThread();
    const open = opened.open({ form: "columns", resource, stamp, hashed: true });
    for (let page = 0; page < 5; page++) assert.equal((await open.read(pageOf(1000), [])).rows, 1000);
    await sleep(1);
    assert.equal(started, 0);
    await open.read(pageOf(9000), []);
    await sleep(1);
    assert.equal(started, 1);
    process.off("worker", count);
    await opened.close();
  });

  it("may be in memory that both threads share, or not, and stay as they are", async () => {
    const shared = newSharedBuffer(pageOf(1000).length + 100);
    pageOf(1000).copy(shared, 50);
    for (const body of [pageOf(1000), shared.subarray(50, -50)]) {
      assert.equal((await thread.open({ form: "columns", resource, stamp, hashed: true }).read(body, [])).rows, 1000);
      assert.deepEqual(Buffer.from(body), pageOf(1000));
    }
  });

  it("are written over pages that were released, and over no other", async () => {
    const open = thread.open({ form: "columns", resource, stamp, hashed: true });
    const bytesOf = (page: Awaited<ReturnType<typeof open.read>>) => Buffer.from(page.tables[0]!.bytes.slice());
    const pages = [await open.read(pageOf(1000), []), await open.read(pageOf(1000), [])] as const;
    const kept = pages.map(bytesOf);
    pages[0].release!();
    const next = bytesOf(await open.read(pageOf(999), []));
    await open.read(pageOf(998), []);
    assert.notDeepEqual(next, kept[0]);
    assert.deepEqual(bytesOf(pages[0]).subarray(0, next.length), next);
    assert.deepEqual(bytesOf(pages[1]), kept[1]);
  });

  it("are refused with the same error, and the next one is read", async () => {
    const open = thread.open({ form: "copy", resource, stamp, hashed: true });
    await assert.rejects(open.read(Buffer.concat([pageOf(1000), Buffer.from("x")]), []), { name: "PageError", message: /unexpected "x"/ });
    assert.equal((await open.read(pageOf(500), [])).rows, 500);
  });

  it("are many at a time", async () => {
    const open = thread.open({ form: "columns", resource, stamp, hashed: true });
    const pages = await Promise.all([400, 500, 600, 700].map((count) => open.read(pageOf(count), [])));
    assert.deepEqual(pages.map(({ rows }) => rows), [400, 500, 600, 700]);
  });

  it("fail when the thread is ended, and the process does not hang", async () => {
    const other = await startThread();
    const open = other.open({ form: "columns", resource, stamp, hashed: true });
    await open.read(pageOf(500), []);
    const reading = open.read(pageOf(5000), []);
    await Promise.all([assert.rejects(reading, /has ended/), other.close()]);
    // What comes later is read here.
    assert.equal((await open.read(pageOf(500), [])).rows, 500);
  });
});
