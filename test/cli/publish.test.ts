import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Lago } from "../lago/server.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { type Desk, newDesk } from "./command-line.ts";

describe("lago-loader publish", () => {
  let lago: Lago;
  let desk: Desk;
  before(async () => {
    lago = await startBooks(9);
    desk = await newDesk(lago.url);
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });

  it("a load publishes to every place that it is told, and the next one only what changed", async () => {
    const publish = ["--publish", "file:./one", "--publish", "file:two"];
    const first = await desk.run(["load", "add_ons", ...publish]);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stderr, /Published to file:\S+one: 3 objects written, 0 unchanged\.\n.*Published to file:\S+two: 3 objects written/s);
    assert.deepEqual((await readdir(join(desk.folder, "two"))).sort(), ["_loads", "_manifest.json", "add_ons", "add_ons__taxes"]);
    lago.put("add_ons", makeAddOn(3, 5));
    const next = await desk.run(["load", "add_ons", ...publish]);
    assert.match(next.stderr, /Published to file:\S+one: 2 objects written, 1 unchanged\./);
  });

  it("says what it wrote, for people and for programs, and that there was nothing to do", async () => {
    const { stdout } = await desk.run(["publish", "--to", "file:three"]);
    assert.match(stdout, /^object +rows +bytes\nadd_ons\/all.parquet +9 +[\d,]+\n[^]*\n\nPublished to file:\S+three: 3 objects written, 0 unchanged\.\n$/);
    assert.match((await desk.run(["publish", "--to", "file:three"])).stdout, /^Nothing to publish to file:\S+three: 3 objects unchanged\.\n$/);
    const { written, unchanged } = JSON.parse((await desk.run(["publish", "add_ons", "--to", "file:three", "--full", "--json"])).stdout) as { written: { key: string; rows: number }[]; unchanged: number };
    assert.deepEqual([written.map(({ key, rows }) => `${key} ${rows}`).slice(0, 2), unchanged], [["add_ons/all.parquet 9", "add_ons__taxes/all.parquet 3"], 0]);
  });

  it("refuses before a load begins what it could not publish", async () => {
    const requests = lago.requests.length;
    for (const [args, message] of [
      [["--publish", "bigquery://project"], /bigquery:\/\/project\/dataset/],
      [["--publish", "snowflake://user:swordfish@a/d/s"], /snowflake:\/\/account\/database\/schema/],
      [["--publish", "constructor:lake"], /"constructor:" is no address to publish to/],
      [["--publish", "lake"], /An address to publish to begins with its kind/],
      [["--publish", "ftp://user:swordfish@host/x"], /"ftp:" is no address to publish to/],
      [["--to", "postgres://localhost/x", "--publish", "file:lake"], /Only a DuckDB file can be published from/],
    ] as const) {
      const { code, stderr } = await desk.run(["load", "add_ons", ...args]);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /swordfish/);
    }
    assert.equal(lago.requests.length, requests);
  });

  it("a place that cannot be written ends it with the exit code of a database, and the load stays", async () => {
    await writeFile(join(desk.folder, "taken"), "");
    const { code, stderr } = await desk.run(["load", "add_ons", "--publish", "file:taken"]);
    assert.equal(code, 6, stderr);
    assert.match(stderr, /Publishing into \S+taken failed: /);
    assert.equal((await desk.run(["query", "SELECT count(DISTINCT load_id) FROM _loads", "--json"])).stdout, '{"count(DISTINCT load_id)":"3"}\n');
  });

  it("an empty or missing file is no working copy", async () => {
    assert.match((await desk.run(["publish", "--from", "none.duckdb", "--to", "file:four"])).stderr, /none\.duckdb/);
    assert.equal((await desk.run(["publish", "--from", "none.duckdb", "--to", "file:four"])).code, 6);
  });
});
