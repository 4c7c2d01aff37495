import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { loadDriver } from "../../runtime/destinations/duckdb/driver.ts";
import { lockPlace } from "../../runtime/destinations/duckdb/lock-place.ts";
import { openFolder } from "../../runtime/publish/folder.ts";
import { uploadBytes } from "../../runtime/publish/upload.ts";
import { ROOT } from "../built.ts";
import { putEnvironment } from "./environment.ts";

describe("one publish at a time to a place", () => {
  let folder: string;
  let restore: () => void;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
    restore = putEnvironment({ XDG_STATE_HOME: folder });
  });
  after(async () => {
    restore();
    await rm(folder, { recursive: true });
  });

  /** Returns how to release it. */
  async function reservePlace(place: string, waiting: Parameters<typeof lockPlace>[2] = {}): Promise<() => void> {
    const instance = await loadDriver().DuckDBInstance.create(":memory:");
    await lockPlace(await instance.connect(), place, waiting);
    return () => instance.closeSync();
  }

  /** Another process that has reserved a place. */
  async function startOther(place: string) {
    const script = `import { loadDriver } from ${JSON.stringify(join(ROOT, "runtime/destinations/duckdb/driver.ts"))}; import { lockPlace } from ${JSON.stringify(join(ROOT, "runtime/destinations/duckdb/lock-place.ts"))}; await lockPlace(await (await loadDriver().DuckDBInstance.create(":memory:")).connect(), ${JSON.stringify(place)}, {}); console.log("reserved"); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
    await once(other.stdout, "data");
    return other;
  }

  it("a second one is refused, or waits; one that was killed holds nothing", async () => {
    const other = await startOther("s3://bucket/lago");
    await assert.rejects(reservePlace("s3://bucket/lago"), new RegExp(`^DestinationError: Process ${other.pid} is publishing to s3://bucket/lago. Wait until it has ended, or add --wait.$`));
    (await reservePlace("s3://bucket/other"))();
    await assert.rejects(reservePlace("s3://bucket/lago", { wait: true, signal: AbortSignal.timeout(300) }), { name: "AbortError" });
    const waiting = reservePlace("s3://bucket/lago", { wait: true });
    other.kill("SIGKILL");
    (await waiting)();
  });

  it("without a folder for its state, it publishes nevertheless", async () => {
    await writeFile(join(folder, "file"), "");
    const back = putEnvironment({ XDG_STATE_HOME: join(folder, "file") });
    try {
      (await reservePlace("s3://bucket/lago"))();
    } finally {
      back();
    }
  });

  it("two that write into one folder never write into one file, and what a killed one left is removed after a day", async () => {
    const lake = join(folder, "lake");
    await mkdir(lake);
    for (const [name, age] of [["old", 25], ["new", 1]] as const) {
      await writeFile(join(lake, `.publishing${name}`), "PAR1");
      await utimes(join(lake, `.publishing${name}`), new Date(), new Date(Date.now() - age * 3600_000));
    }
    const bodies = ["first ".repeat(1e6), "second ".repeat(1e6)];
    const stores = bodies.map(() => openFolder(lake));
    for (let round = 0; round < 10; round++) {
      await Promise.all(stores.map((store, index) => store.put("fees/all.parquet", uploadBytes(Buffer.from(bodies[index]!)))));
      assert.ok(bodies.includes(String(await stores[0]!.get("fees/all.parquet"))), `round ${round}`);
    }
    assert.deepEqual((await readdir(lake)).sort(), [".publishingnew", "fees"]);
  });
});
