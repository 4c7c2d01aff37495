import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { makeFolder } from "../../runtime/make-folder.ts";

describe("a folder is made", () => {
  const home = mkdtempSync(join(tmpdir(), "lago-loader-"));
  process.on("exit", () => rmSync(home, { recursive: true, force: true }));

  it("with those above it, each with its mode, and one that exists stays", async () => {
    const path = join(home, "a", "b", "c");
    await Promise.all([makeFolder(path, { mode: 0o700 }), makeFolder(path, { mode: 0o700 })]);
    await makeFolder(path);
    assert.deepEqual([path, join(home, "a")].map((each) => statSync(each).mode & 0o777), process.platform === "win32" ? [0o666, 0o666] : [0o700, 0o700]);
  });

  it("also by several at once, who each find a part of it made by another", async () => {
    const deep = (round: number) => join(home, `round ${round}`, ..."abcdefgh");
    for (let round = 0; round < 50; round++) await Promise.all(Array.from({ length: 8 }, () => makeFolder(deep(round))));
    assert.ok(existsSync(deep(49)));
  });

  it("but not where a file is, below a file, or behind a link to nothing", async () => {
    writeFileSync(join(home, "file"), "");
    symlinkSync(join(home, "nothing"), join(home, "link"));
    await assert.rejects(makeFolder(join(home, "file")), { code: "EEXIST" });
    await assert.rejects(makeFolder(join(home, "file", "below")), { code: "ENOTDIR" });
    await assert.rejects(makeFolder(join(home, "link")), { code: "EEXIST" });
    assert.ok(!existsSync(join(home, "nothing")));
  });

  it("and where the system refuses without saying why, that is an error instead of an endless loop", { skip: !existsSync("/proc/self") && "there is no /proc here" }, async () => {
    await assert.rejects(makeFolder("/proc/folder/below"), { code: "ENOENT" });
  });
});
