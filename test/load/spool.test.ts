import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { openSpool, type SpoolOptions } from "../../runtime/load/checkpoint/spool.ts";

const identity = { lago: "https://lago.example.com/api/v1" };
const page = (text: string) => Buffer.from(text);

async function place(t: TestContext): Promise<(options?: Partial<SpoolOptions>) => SpoolOptions> {
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-spool-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return (options) => ({ file: join(folder, "resume", "fees.pages"), identity, resume: true, ...options });
}

/** What an interrupted load leaves: two pages of one list, one of another that was read to its end. */
async function leave(options: SpoolOptions): Promise<void> {
  const spool = await openSpool(options);
  await spool.list("a").addCount(250);
  await spool.list("a").add({ row: 0, size: 100 }, page("first"));
  await spool.list("b").add({ row: 0, size: Infinity }, page("whole"));
  await spool.list("a").add({ row: 100, size: 200 }, page("second"));
  await spool.list("b").finish({ rows: 1, pages: 1, first: null, last: null, fell: false, cut: undefined });
  await spool.close({ keep: true });
}

describe("the pages of an interrupted load", () => {
  it("are there in the next one, list by list", async (t) => {
    const at = await place(t);
    await leave(at());
    const spool = await openSpool(at());
    const [a, b] = [spool.list("a"), spool.list("b")];
    assert.deepEqual([...a.pages].map(([row, { size }]) => [row, size]), [[0, 100], [100, 200]]);
    assert.equal(String(await a.body(100)), "second");
    assert.equal(a.count, 250);
    assert.equal(a.finished, undefined);
    assert.equal(b.pages.get(0)?.size, Infinity);
    assert.equal(b.finished?.rows, 1);
    assert.equal(spool.list("c").pages.size, 0);
    await spool.close({ keep: false });
  });

  it("are for the eyes of the user only", async (t) => {
    const at = await place(t);
    await leave(at());
    assert.equal((await stat(at().file)).mode & 0o777, 0o600);
    assert.equal((await stat(join(at().file, ".."))).mode & 0o777, 0o700);
  });

  it("are gone when they are in the table, and so is their folder", async (t) => {
    const at = await place(t);
    await leave(at());
    await (await openSpool(at())).close({ keep: false });
    assert.deepEqual(await readdir(join(at().file, "..", "..")), []);
  });

  it("are joined by those of the load that goes on, for the one after that", async (t) => {
    const at = await place(t);
    await leave(at());
    const second = await openSpool(at());
    await second.list("a").add({ row: 300, size: 100 }, page("third"));
    await second.list("b").forget();
    await second.list("b").add({ row: 0, size: 5 }, page("anew"));
    await second.close({ keep: true });
    const third = await openSpool(at());
    assert.deepEqual([...third.list("a").pages.keys()], [0, 100, 300]);
    assert.equal(String(await third.list("b").body(0)), "anew");
    assert.equal(third.list("b").finished, undefined);
    await third.close({ keep: false });
  });

  it("torn at any byte are read up to the last whole one", async (t) => {
    const at = await place(t);
    await leave(at());
    const whole = await readFile(at().file);
    for (let length = whole.length - 1; length >= 0; length -= 3) {
      await writeFile(at().file, whole);
      await truncate(at().file, length);
      const spool = await openSpool(at());
      for (const name of ["a", "b"]) {
        for (const row of spool.list(name).pages.keys()) assert.ok(["first", "second", "whole"].includes(String(await spool.list(name).body(row))));
      }
      await spool.list("a").add({ row: 900, size: 1 }, page("after"));
      await spool.close({ keep: true });
      const again = await openSpool(at());
      assert.equal(String(await again.list("a").body(900)), "after");
      await again.close({ keep: true });
    }
  });

  it("are not used where the server, the resource, the loader or its options are others", async (t) => {
    const at = await place(t);
    await leave(at());
    const spool = await openSpool(at({ identity: { lago: "https://api.getlago.com/api/v1" } }));
    assert.equal(spool.list("a").pages.size, 0);
    await spool.list("a").add({ row: 0, size: 1 }, page("other"));
    await spool.close({ keep: true });
    assert.equal((await openSpool(at())).list("a").pages.size, 0);
  });

  it("are not used when asked to begin anew, nor hours later", async (t) => {
    const at = await place(t);
    await leave(at());
    assert.equal((await openSpool(at({ resume: false }))).list("a").pages.size, 0);
    const before = new Date(Date.now() - 4 * 3_600_000);
    await utimes(at().file, before, before);
    assert.equal((await openSpool(at())).list("a").pages.size, 0);
  });

  it("that cannot be written cost the way back, not the load", async (t) => {
    const at = await place(t);
    await writeFile(join(at().file, "..", "..", "resume"), "a file where the folder should be");
    const spool = await openSpool(at());
    await spool.list("a").add({ row: 0, size: 100 }, page("first"));
    await spool.close({ keep: true });
  });
});
