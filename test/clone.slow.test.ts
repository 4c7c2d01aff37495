import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { ROOT } from "./built.ts";

const run = promisify(execFile);
const isClone = await run("git", ["rev-parse", "HEAD"], { cwd: ROOT }).then(() => true, () => false);

/** With the settings of Git for Windows, and a path as people there have it. */
describe("a clone that turns line ends into CRLF, in a folder with blanks and umlauts", { skip: isClone ? false : "no clone: the files come without git" }, () => {
  let folder: string;
  let clone: string;
  const node = (...args: readonly string[]) => run(process.execPath, args, { cwd: clone, maxBuffer: 1e8 });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lago-loader-clone-"));
    clone = join(folder, "Übung eins", "lago loader");
    await mkdir(join(folder, "Übung eins"));
    await run("git", ["-c", "core.autocrlf=true", "-c", "core.eol=crlf", "clone", "--quiet", "--depth", "1", `file://${ROOT}`, clone]);
    await symlink(join(ROOT, "node_modules"), join(clone, "node_modules"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("has every text as it was committed", async () => {
    const { stdout } = await run("git", ["ls-files", "--eol"], { cwd: clone });
    assert.deepEqual(stdout.split("\n").filter((line) => /\bw\/(crlf|mixed)\b/.test(line)), []);
  });

  it("generates what is committed", async () => {
    assert.equal((await node("generator/start.js", "generate", "--check")).stdout, "generated/ is up to date.\n");
  });

  it("builds, and its command runs", async () => {
    await node("runtime/build.js");
    assert.match((await node("dist/runtime/cli/cli.js", "schema", "taxes")).stdout, /^CREATE TABLE /m);
  });

  it("passes tests that compare bytes", async () => {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout } = await run(process.execPath, ["--import", "tsx", "--test", "test/golden.test.ts", "test/rows/fit.test.ts"], { cwd: clone, env, maxBuffer: 1e8 });
    assert.match(stdout, /fail 0/);
  });
});
