import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { promisify } from "node:util";
import { addOns } from "../../generated/index.ts";
import { DEMO, refuseDemo } from "../../runtime/cli/load/demo-loads.ts";
import { openDuckDB } from "../../runtime/destinations/duckdb/duckdb.ts";
import { addOn } from "../runtime/add-ons.ts";
import { load, newStamp, rowsOf } from "../runtime/destinations/loads.ts";
import { removeOwnFile } from "./own-file.ts";
import { QUESTIONS } from "./questions.ts";

const run = promisify(execFile);

describe("npm run demo", () => {
  it("loads everything and has an answer to every question", async (t) => {
    const folder = await newFolder(t);
    const { stdout } = await run(process.execPath, ["--import", import.meta.resolve("tsx"), join(import.meta.dirname, "demo.ts"), "6"], { cwd: folder });
    const database = await openDuckDB(join(folder, "lago.duckdb"), { readOnly: true });
    t.after(() => database.close());
    assert.deepEqual(await rowsOf(database, "SELECT DISTINCT status FROM _loads"), [["loaded"]]);
    for (const { title, sql } of QUESTIONS) {
      assert.ok(stdout.includes(title), title);
      assert.ok((await rowsOf(database, sql)).length > 1, `there is nothing to read: ${title}`);
    }
  });

  it("makes way for itself", async (t) => {
    const file = await newDemoFile(t);
    await removeOwnFile(file);
    assert.ok(!existsSync(file));
    await removeOwnFile(file);
  });

  it("leaves a database alone that somebody loaded", async (t) => {
    const file = join(await newFolder(t), "lago.duckdb");
    await loadAddOns(file);
    await assert.rejects(removeOwnFile(file), /leaves it alone/);
    assert.ok(existsSync(file));
  });

  it("leaves its own database alone once somebody has loaded into it", async (t) => {
    const file = await newDemoFile(t);
    await loadAddOns(file);
    await assert.rejects(removeOwnFile(file), /leaves it alone/);
    assert.ok(existsSync(file));
  });

  it("is not where somebody's own data goes, unless it has been there before", async (t) => {
    const file = await newDemoFile(t);
    await assert.rejects(look(file), /holds a company that `npm run demo` has made up\. Remove it, or name another database with --to\.$/);
    await loadAddOns(file);
    await look(file);
    await look(join(await newFolder(t), "lago.duckdb"));
  });
});

async function look(file: string): Promise<void> {
  const destination = await openDuckDB(file);
  await refuseDemo(destination).finally(() => destination.close());
}

/** The file that a demo leaves behind. */
async function newDemoFile(t: TestContext): Promise<string> {
  const file = join(await newFolder(t), "lago.duckdb");
  await loadAddOns(file, DEMO);
  return file;
}

async function loadAddOns(file: string, prefix = ""): Promise<void> {
  const destination = await openDuckDB(file);
  const { loadId, ...stamp } = newStamp();
  await load(destination, addOns, [{ records: [addOn(1)] }], { stamp: { ...stamp, loadId: `${prefix}${loadId}` } }).finally(() => destination.close());
}

async function newFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-demo-"));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}
