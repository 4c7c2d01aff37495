import assert from "node:assert/strict";
import { chmod, link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { type CheckpointOptions, openCheckpoint } from "../../runtime/load/checkpoint/checkpoint.ts";
import { openFolder } from "../../runtime/load/checkpoint/folder.ts";

const identity = { lago: "https://lago.example.com/api/v1" };
const page = (text: string) => Buffer.from(text);

interface Place {
  readonly parent: string;
  readonly folder: string;
  at(options?: Partial<CheckpointOptions>): CheckpointOptions;
  /** The one file that is there. */
  file(): Promise<string>;
}

async function place(t: TestContext): Promise<Place> {
  const parent = await mkdtemp(join(tmpdir(), "lago-loader-checkpoint-"));
  t.after(() => rm(parent, { recursive: true, force: true }));
  const { path } = await openFolder({ parent, own: false, identity: ["lago.duckdb", "lago_data", "organization"] });
  const folder = path!;
  const file = async () => {
    const names = await readdir(folder);
    assert.equal(names.length, 1, names.join(", "));
    return join(folder, names[0]!);
  };
  return { parent, folder, at: (options) => ({ folder, name: "fees", identity, resume: true, ...options }), file };
}

/** What an interrupted load leaves: two pages of one list, one of another that was read to its end. */
async function leave(options: CheckpointOptions): Promise<void> {
  const checkpoint = await openCheckpoint(options);
  await checkpoint.list("a").addCount(250);
  await checkpoint.list("a").add({ row: 0, size: 100 }, page("first"));
  await checkpoint.list("b").add({ row: 0, size: Infinity }, page("whole"));
  await checkpoint.list("a").add({ row: 100, size: 200 }, page("second"));
  await checkpoint.list("b").finish({ rows: 1, pages: 1, first: null, last: null, fell: false, cut: undefined });
  await checkpoint.close({ keep: true });
}

/** The pages that the next load finds, by list, as text. */
async function findPages(options: CheckpointOptions): Promise<string[]> {
  const checkpoint = await openCheckpoint(options);
  const found: string[] = [];
  for (const name of ["a", "b"]) {
    const list = checkpoint.list(name);
    for (const row of list.pages.keys()) found.push(`${name} ${row} ${String(await list.body(row))}`);
  }
  await checkpoint.close({ keep: true });
  return found;
}

const ALL = ["a 0 first", "a 100 second", "b 0 whole"];

describe("the checkpoint of an interrupted load", () => {
  it("has its pages, list by list", async (t) => {
    const { at } = await place(t);
    await leave(at());
    const checkpoint = await openCheckpoint(at());
    const [a, b] = [checkpoint.list("a"), checkpoint.list("b")];
    assert.deepEqual([...a.pages].map(([row, { size }]) => [row, size]), [[0, 100], [100, 200]]);
    assert.equal(String(await a.body(100)), "second");
    assert.equal(a.count, 250);
    assert.equal(a.finished, undefined);
    assert.equal(b.pages.get(0)?.size, Infinity);
    assert.equal(b.finished?.rows, 1);
    assert.equal(checkpoint.list("c").pages.size, 0);
    await checkpoint.close({ keep: false });
  });

  it("takes pages in memory that threads share", async (t) => {
    const { at } = await place(t);
    const shared = Buffer.from(new SharedArrayBuffer(5));
    shared.set(page("first"));
    const checkpoint = await openCheckpoint(at());
    await checkpoint.list("a").add({ row: 0, size: 100 }, shared);
    await checkpoint.close({ keep: true });
    assert.deepEqual(await findPages(at()), ["a 0 first"]);
  });

  it("is gone when its pages are in the table, and so are the folders that the loader has named", async (t) => {
    const { parent, at } = await place(t);
    await leave(at());
    await (await openCheckpoint(at())).close({ keep: false });
    const resume = join(parent, "lago.duckdb.resume");
    for (const own of [false, true]) {
      const folder = await openFolder({ parent: resume, own, identity: ["x"] });
      await folder.close();
      assert.deepEqual(await readdir(parent).then((names) => names.includes("lago.duckdb.resume")), !own);
    }
    await (await openFolder({ parent, own: false, identity: ["lago.duckdb", "lago_data", "organization"] })).close();
    assert.deepEqual(await readdir(parent), []);
  });

  it("has the pages of the load that resumed from it, too, for the one after that", async (t) => {
    const { at } = await place(t);
    await leave(at());
    const second = await openCheckpoint(at());
    await second.list("a").add({ row: 300, size: 100 }, page("third"));
    await second.list("b").forget();
    await second.list("b").add({ row: 0, size: 5 }, page("anew"));
    await second.close({ keep: true });
    const third = await openCheckpoint(at());
    assert.deepEqual([...third.list("a").pages.keys()], [0, 100, 300]);
    assert.equal(String(await third.list("b").body(0)), "anew");
    assert.equal(third.list("b").finished, undefined);
    await third.close({ keep: false });
  });

  it("torn or altered at any byte is read up to there", async (t) => {
    const { folder, at, file } = await place(t);
    await leave(at());
    const left = await file();
    const whole = await readFile(left);
    const damages: ((position: number) => Promise<void>)[] = [
      (position) => truncate(left, position),
      (position) => writeFile(left, Buffer.concat([whole.subarray(0, position), Buffer.alloc(whole.length - position)])),
      (position) => writeFile(left, Buffer.concat([whole.subarray(0, position), Buffer.from([whole[position]! ^ 1]), whole.subarray(position + 1)])),
    ];
    for (const damage of damages) {
      for (let position = whole.length - 1; position >= 0; position -= 23) {
        await writeFile(left, whole, { mode: 0o600 });
        await damage(position);
        const checkpoint = await openCheckpoint(at());
        for (const name of ["a", "b"]) {
          for (const row of checkpoint.list(name).pages.keys()) assert.ok(["first", "second", "whole"].includes(String(await checkpoint.list(name).body(row))));
        }
        assert.ok(checkpoint.list("b").finished === undefined || position === whole.length, "an end that is damaged is none");
        await checkpoint.list("a").add({ row: 900, size: 1 }, page("after"));
        await checkpoint.close({ keep: true });
        assert.ok((await findPages(at())).includes("a 900 after"));
        await rm(folder, { recursive: true });
        await mkdir(folder, { mode: 0o700 });
      }
    }
  });

  it("that is damaged while the load resumes says so when the page is taken", async (t) => {
    const { at, file } = await place(t);
    await leave(at());
    const checkpoint = await openCheckpoint(at());
    await writeFile(await file(), Buffer.from((await readFile(await file(), "latin1")).replace("second", "sec0nd"), "latin1"));
    assert.equal(String(await checkpoint.list("a").body(0)), "first");
    await assert.rejects(checkpoint.list("a").body(100), { name: "PageError" });
    await checkpoint.close({ keep: true });
  });

  it("is not used where the server, the resource, the loader or its options are others", async (t) => {
    const { at } = await place(t);
    await leave(at());
    assert.deepEqual(await findPages(at({ identity: { lago: "https://api.getlago.com/api/v1" } })), []);
    await leave(at());
    assert.deepEqual(await findPages(at({ name: "fees_of_others" })), []);
    assert.deepEqual(await findPages(at()), ALL);
  });

  it("is not used when asked to start over, nor hours later, nor with a time of the future", async (t) => {
    const { at, file } = await place(t);
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
    for (const [time, found] of [[hours(-2), ALL], [hours(-4), []], [hours(1), []]] as const) {
      await leave(at());
      await utimes(await file(), time, time);
      assert.deepEqual(await findPages(at()), found);
      await (await openCheckpoint(at())).close({ keep: false });
    }
    await leave(at());
    assert.deepEqual(await findPages(at({ resume: false })), []);
  });

  it("is never shared by two loads at once", async (t) => {
    const { folder, at } = await place(t);
    await leave(at());
    const [one, two] = [await openCheckpoint(at()), await openCheckpoint(at())];
    await one.list("a").add({ row: 300, size: 100 }, page("of one"));
    await two.list("a").add({ row: 300, size: 100 }, page("of two"));
    assert.equal(String(await one.list("a").body(0)), "first");
    await two.close({ keep: false });
    await one.close({ keep: false });
    assert.deepEqual(await readdir(folder), []);
  });

  it("is for the eyes of the user only", async (t) => {
    const { folder, at, file } = await place(t);
    await leave(at());
    assert.equal((await stat(await file())).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  });

  it("is not read through a link, nor from a file that others can write", async (t) => {
    const { parent, folder, at, file } = await place(t);
    const elsewhere = join(parent, "elsewhere");
    for (const make of [symlink, link]) {
      await leave(at());
      const left = await file();
      await writeFile(elsewhere, await readFile(left), { mode: 0o600 });
      await rm(left);
      await make(elsewhere, left);
      assert.deepEqual(await findPages(at()), []);
      // What it leads to stays as it was.
      assert.ok((await readFile(elsewhere)).includes("first"));
      await rm(elsewhere);
      await rm(folder, { recursive: true });
      await mkdir(folder, { mode: 0o700 });
    }
    await leave(at());
    await chmod(await file(), 0o666);
    assert.deepEqual(await findPages(at()), []);
  });

  it("is not kept in a folder that is a link, a file or open to others, or that cannot be made; the load continues without", async (t) => {
    const parent = await mkdtemp(join(tmpdir(), "lago-loader-checkpoint-"));
    t.after(() => rm(parent, { recursive: true, force: true }));
    const open = (identity: string) => openFolder({ parent, own: false, identity: [identity] });
    for (const [identity, spoil, said] of [
      ["link", async (path: string) => symlink(parent, path), /is not a folder/],
      ["file", async (path: string) => writeFile(path, ""), /is not a folder/],
      ["open", async (path: string) => mkdir(path).then(() => chmod(path, 0o755)), /open to others/],
    ] as const) {
      const { path } = await open(identity);
      await rm(path!, { recursive: true });
      await spoil(path!);
      const refused = await open(identity);
      assert.equal(refused.path, undefined);
      assert.match(refused.problem!, said);
      await refused.close();
      assert.ok((await readdir(parent)).length > 0, "what is not the loader's is left alone");
    }
    await writeFile(join(parent, "taken"), "a file where the folder should be");
    assert.match((await openFolder({ parent: join(parent, "taken"), own: true, identity: [] })).problem!, /EEXIST|ENOTDIR/);
    assert.match((await openFolder({ parent: undefined, own: true, identity: [] })).problem!, /no home folder/);
    const checkpoint = await openCheckpoint({ folder: undefined, name: "fees", identity, resume: true });
    await checkpoint.list("a").add({ row: 0, size: 100 }, page("first"));
    await checkpoint.close({ keep: true });
  });
});
