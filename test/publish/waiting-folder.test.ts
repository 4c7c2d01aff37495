import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { inWaitingFolder } from "../../runtime/publish/waiting-folder.ts";
import { putEnvironment } from "./environment.ts";

it("the files of a publish that was killed are removed by the next one, those of one that runs and of others are not", async () => {
  const temporary = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
  const restore = putEnvironment({ TMPDIR: temporary });
  try {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    const ofMachine = `lago-loader-publish-${hostname().replace(/\W/g, "_")}-`;
    const kept = [`${ofMachine}${process.ppid}-abc`, `lago-loader-publish-elsewhere-${pid}-abc`, `${ofMachine}notes`];
    for (const name of [`${ofMachine}${pid}-abc`, ...kept]) {
      await mkdir(join(temporary, name));
      await writeFile(join(temporary, name, "fees.parquet"), "rows");
    }
    const own = await inWaitingFolder(async (folder) => {
      assert.equal((await stat(folder)).mode & 0o777, 0o700);
      assert.equal((await readdir(temporary)).length, kept.length + 1);
      return folder;
    });
    assert.ok(!existsSync(own));
    assert.deepEqual((await readdir(temporary)).sort(), kept.sort());
  } finally {
    restore();
    await rm(temporary, { recursive: true });
  }
});

it("where files cannot wait, the error names the temporary folder, not the place to publish to nor the working copy", async () => {
  const says = /^The temporary folder .* cannot be written: ENOENT: .*\. Make room there, or name another with TMPDIR, then publish again\.$/;
  await assert.rejects(inWaitingFolder((folder) => writeFile(join(folder, "missing/fees.parquet"), "rows")), { message: says });
  await assert.rejects(inWaitingFolder(() => Promise.reject(new Error("of another kind"))), /^Error: of another kind$/);
  const restore = putEnvironment({ TMPDIR: "/nonexistent" });
  await assert.rejects(inWaitingFolder(async () => {}), { name: "DestinationError", message: /^The temporary folder \/nonexistent cannot be written: ENOENT/ }).finally(restore);
});
