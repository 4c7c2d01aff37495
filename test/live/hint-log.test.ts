import assert from "node:assert/strict";
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { openHintLog } from "../../runtime/live/hint-log.ts";

const hint = (name: string) => ({ of: "customer", keys: { external_id: name }, organization: "o-1" });
const names = (hints: readonly { keys: Readonly<Record<string, string>> }[]) => hints.map(({ keys }) => keys["external_id"]).sort();

describe("the log of hints", () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "lago-loader-hints-"))));
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const files = async () => (await readdir(folder)).map((name) => join(folder, name));
  const text = async () => (await Promise.all((await files()).map((file) => readFile(file, "utf8")))).join("");
  const lines = async () => (await text()).split("\n").filter((line) => line !== "").length;
  const left = async () => {
    const next = await openHintLog(folder, { gather: 0 });
    const hints = next.take();
    await next.close();
    return names(hints);
  };

  it("has on the disk what it says it keeps, for the process after a crash, and nobody else can read it", async () => {
    const log = await openHintLog(folder, { gather: 0 });
    assert.deepEqual(await Promise.all(["a", "b", "a"].map((name) => log.add(hint(name)))), ["kept", "kept", "kept"]);
    assert.equal(await log.add(hint("a")), "merged");
    assert.equal(await log.add({ ...hint("a"), organization: "o-2" }), "kept");
    log.take();
    await log.add(hint("c"));
    for (const file of await files()) assert.equal((await stat(file)).mode & 0o777, 0o600);
    // Nobody closes it: the process is gone.
    assert.deepEqual(await left(), ["a", "a", "b", "c"]);
  });

  it("keeps what comes while a load answers what came before, also about the same record", async () => {
    const log = await openHintLog(folder, { gather: 0 });
    await log.add(hint("a"));
    const taken = log.take();
    assert.equal(await log.add(hint("a")), "kept");
    await log.settle([]);
    assert.deepEqual([names(taken), log.size, await lines()], [["a"], 1, 1]);
    assert.deepEqual(await left(), ["a"]);
  });

  it("keeps what a load could not answer, and forgets the rest", async () => {
    const log = await openHintLog(folder, { gather: 0 });
    for (const name of ["a", "b"]) await log.add(hint(name), 1_000);
    const [first] = log.take();
    await log.settle([first!]);
    assert.deepEqual([log.size, log.oldest, log.wait, await lines()], [1, 1_000, Infinity, 1]);
    await log.settle([]);
    assert.deepEqual([log.size, await lines()], [0, 0]);
    await log.close();
    assert.deepEqual(await files(), []);
  });

  it("reads over a line that a crash has cut off, over one that the disk has changed, and over files of others", async () => {
    const log = await openHintLog(folder, { gather: 0 });
    for (const name of ["a", "b", "c"]) await log.add(hint(name));
    const [file] = await files();
    await writeFile(file!, (await text()).replace('"external_id":"b"', '"external_id":"x"'));
    await appendFile(file!, '12345678 {"at":1,"of":"cust');
    const open = join(folder, "webhooks.of-others.hints");
    await writeFile(open, await text());
    await chmod(open, 0o666);
    const next = await openHintLog(folder, { gather: 0 });
    assert.equal(next.damaged, 2);
    assert.deepEqual(names(next.take()), ["a", "c"]);
    await next.add(hint("d"));
    assert.deepEqual(await left(), ["a", "c", "d"]);
  });

  it("writes all of it anew where somebody has removed the file, as another process does that takes it over", async () => {
    const log = await openHintLog(folder, { gather: 0 });
    await log.add(hint("a"));
    for (const file of await files()) await rm(file);
    await log.add(hint("b"));
    const other = await openHintLog(folder, { gather: 0 });
    assert.deepEqual([names(other.take()), names(log.take())], [["a", "b"], ["a", "b"]]);
    await log.add(hint("c"));
    assert.deepEqual(await left(), ["a", "b", "c"]);
  });

  it("refuses a hint that it cannot write, keeps those it has, and goes on when it can again", async () => {
    const log = await openHintLog(folder, { gather: 0 });
    await log.add(hint("a"));
    await rm(folder, { recursive: true });
    await assert.rejects(log.add(hint("b")), { code: "ENOENT" });
    await assert.rejects(log.settle([]), { code: "ENOENT" });
    assert.deepEqual(names(log.take()), ["a"]);
    await mkdir(folder);
    assert.equal(await log.add(hint("c")), "kept");
    assert.deepEqual(await left(), ["a", "c"]);
  });

  it("refuses more than it is to hold", async () => {
    const log = await openHintLog(folder, { most: 2, gather: 0 });
    for (const name of ["a", "b"]) await log.add(hint(name));
    await assert.rejects(log.add(hint("c")), /more than 2 hints/);
    assert.equal(await log.add(hint("a")), "merged");
    log.take();
    await assert.rejects(log.add(hint("c")), /more than 2 hints/);
    await log.settle([]);
    assert.equal(await log.add(hint("c")), "kept");
  });
});
