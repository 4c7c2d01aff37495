import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { COMMAND, expectBuilt } from "../built.ts";
import { newDatabase, type TestDatabase } from "../databases.ts";
import { startBooks } from "../load/add-on-books.ts";
import type { Lago as FakeLago } from "../lago/server.ts";

/** Of no user that the system knows, as OpenShift starts containers. */
const UID = 54_321;

describe("a user id without an entry and a home folder", { skip: process.getuid?.() !== 0 && "only root can start a process as another user" }, () => {
  let fake: FakeLago;
  let database: TestDatabase;
  let folder: string;
  before(async () => {
    expectBuilt();
    fake = await startBooks(3);
    database = await newDatabase("postgres");
    folder = await mkdtemp(join(tmpdir(), "lago-loader-root-"));
    await writeFile(join(folder, "there.duckdb"), "");
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await database.remove();
    await fake.close();
  });

  async function run(...args: string[]): Promise<{ code: number | null; stderr: string }> {
    const env = { PATH: process.env["PATH"], LAGO_API_KEY: "test-key", LAGO_API_URL: fake.url };
    const child = spawn(process.execPath, [COMMAND, ...args], { uid: UID, gid: UID, cwd: "/", env, stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr!.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    return { code: await new Promise<number | null>((resolve) => child.on("close", resolve)), stderr };
  }

  it("loads into Postgres without a checkpoint, and says so", async () => {
    const { code, stderr } = await run("load", "add_ons", "--to", database.address, "--schema", database.schema);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /No checkpoint is kept/);
    for (const command of [["status"], ["query", "SELECT 1"], ["check"]]) {
      const ended = await run(...command, "--to", database.address, ...(command[0] === "check" ? [] : ["--schema", database.schema]));
      assert.equal(ended.code, 0, ended.stderr);
    }
  });

  it("is told in one sentence where it may not write, or not read", async () => {
    await chmod(folder, 0o755);
    await chmod(join(folder, "there.duckdb"), 0o600);
    for (const file of ["new.duckdb", "there.duckdb"]) {
      const { code, stderr } = await run("load", "add_ons", "--to", join(folder, file));
      assert.equal(code, 6, stderr);
      assert.match(stderr, /There is no permission to open .*Change the rights of the file and its folder, or name another file\.\n$/);
    }
    const { code, stderr } = await run("query", "SELECT 1", "--to", join(folder, "there.duckdb"));
    assert.equal(code, 6, stderr);
    assert.match(stderr, /There is no permission to open/);
  });
});
