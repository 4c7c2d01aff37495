import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "node:test";
import { addOns } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { CATALOG } from "../ducklake/switch.ts";
import { makeRandom } from "../lago/random.ts";
import type { Lago as FakeLago } from "../lago/server.ts";
import { compareBooks, makeAddOn, readTables, readTruth, startBooks } from "./add-on-books.ts";
import { type RunningLoader, startLoader } from "./loader.ts";

const PER_PAGE = 100;
const COUNT = 4_000;
const COMPLETE = { lost: [], invented: [] };

for (const dialect of DIALECTS) {
  describe(`a process that loads into ${dialect}`, () => {
    let database: TestDatabase;
    let fake: FakeLago;
    let spool: string;
    beforeEach(async () => {
      database = await newDatabase(dialect);
      fake = await startBooks(COUNT);
      spool = await mkdtemp(join(tmpdir(), "lago-loader-kill-"));
    });
    afterEach(async () => {
      await database.remove();
      await fake.close();
      await rm(spool, { recursive: true, force: true });
    });

    const start = (): RunningLoader => startLoader({ resource: "add_ons", lago: fake.url, destination: database.address, schema: database.schema, spool, perPage: PER_PAGE });

    async function run(options: Partial<LoadOptions> = {}): Promise<ResourceReport> {
      const destination = await database.open();
      try {
        const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: PER_PAGE });
        return (await load([addOns], { lago, destination, spool, ...options })).resources[0]!;
      } finally {
        await destination.close();
      }
    }

    async function read(): Promise<Awaited<ReturnType<typeof readTables>>> {
      const destination = await database.open();
      try {
        return await readTables(destination);
      } finally {
        await destination.close();
      }
    }

    it("and is killed while it reads leaves its table unchanged; the next load resumes", async () => {
      await run();
      const before = await read();
      for (let index = 0; index < 50; index++) fake.put("add_ons", makeAddOn(index * 7, 1_000_000 + index));
      const loader = start();
      fake.setFaults([{ page: 30, change: () => loader.process.kill("SIGKILL"), break: "stall" }]);
      assert.equal(await loader.ended, "SIGKILL");
      fake.setFaults([]);
      assert.deepEqual(compareBooks(await read(), before), COMPLETE);
      const report = await run();
      assert.equal(report.status, "loaded");
      assert.ok(report.resumed >= 20, `${report.resumed} pages were there`);
      assert.deepEqual(compareBooks(await read(), readTruth(fake)), COMPLETE);
    });

    it("and is killed while it writes leaves its table as it was or as it is then", async () => {
      const random = makeRandom(Date.now());
      const wait = random.int(0, 250);
      const loader = start();
      // The last page is one that is not full.
      const full = new Promise<void>((resolve) => fake.setFaults([{ page: COUNT / PER_PAGE + 1, change: resolve }]));
      await Promise.race([full, loader.ended]);
      await sleep(wait);
      loader.process.kill("SIGKILL");
      await loader.ended;
      fake.setFaults([]);
      const held = await read();
      assert.ok(held.size === 0 || held.size === COUNT, `${held.size} rows, killed ${wait} ms after the last page`);
      assert.equal((await run()).status, "loaded");
      assert.deepEqual(compareBooks(await read(), readTruth(fake)), COMPLETE);
    });

    it("keeps a second one out, which says by whom, or waits", async () => {
      const loader = start();
      let asked: () => void;
      const loading = new Promise<void>((resolve) => (asked = resolve));
      fake.setFaults([{ page: 5, nth: 1, change: () => asked(), delay: 1500 }]);
      await loading;
      await assert.rejects(run(), dialect === "duckdb" && CATALOG !== "postgres" ? new RegExp(`is in use by process ${loader.process.pid}`) : /Another load into .* is running: lago-loader \(server process \d+, user \w+.*, since 20/);
      const destination = database.open({ wait: true });
      const waited = destination.then(async (opened) => {
        const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: PER_PAGE });
        const report = await load([addOns], { lago, destination: opened, spool, wait: true });
        await opened.close();
        return report.resources[0]!;
      });
      const [ended, { status, rows, inserted }] = await Promise.all([loader.ended, waited]);
      assert.deepEqual([ended, status, rows, inserted], ["loaded", "loaded", COUNT, 0]);
    });
  });
}
