import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import type { Schema } from "../../generator/spec/types.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";
import { homeOf, id, list, make, shop, TEXT } from "./versions.ts";

const COLUMNS = Array.from({ length: 20 }, (_, index) => `column_${index}`);
const ROWS = 2000;

const old = make(shop({ code: TEXT }));
const now = make(shop({ code: TEXT, ...Object.fromEntries(COLUMNS.map((name): [string, Schema] => [name, TEXT])), lines: list({ sku: TEXT }) }));
const file = join(homeOf(now), "resources.json");
writeFileSync(file, JSON.stringify(now.resources));

for (const dialect of DIALECTS) {
  describe(`a loader that is killed while it migrates, in ${dialect}`, () => {
    let database: TestDatabase;
    before(async () => {
      database = await newDatabase(dialect);
      const records = Array.from({ length: ROWS }, (_, number) => ({ lago_id: id(number), code: "a", lines: [{ sku: "x" }], ...Object.fromEntries(COLUMNS.map((name) => [name, name])) }));
      await within((destination) => load(destination, old.resources[0]!, [{ records }]));
    });
    after(() => database.remove());

    it("leaves the old shape with all that it held, or the new one", async () => {
      const trial = await within(async (destination) => {
        const startedAt = Date.now();
        await destination.migrate(now.resources, { dryRun: true });
        return Date.now() - startedAt;
      });
      const shapes = [];
      for (const part of [0.2, 0.6]) shapes.push(await killAfter(trial * part));
      assert.ok(shapes.includes("old"), "it was always too late to kill it, so this shows nothing");
      await within((destination) => destination.migrate(now.resources));
      assert.equal(await readShape(), "new");
    });

    async function killAfter(ms: number): Promise<string> {
      const child = spawn(process.execPath, ["--import", "tsx/esm", fileURLToPath(new URL("migrate-child.ts", import.meta.url)), database.address, database.schema, file], { stdio: ["ignore", "pipe", "inherit"] });
      // Listened for from the start: it may be over before it is killed.
      const exited = once(child, "exit");
      await once(child.stdout, "data");
      await sleep(ms);
      child.kill("SIGKILL");
      await exited;
      return readShape();
    }

    /** Throws where it is neither. */
    async function readShape(): Promise<string> {
      return within(async (destination) => {
        const { columns } = await destination.query("SELECT * FROM orders LIMIT 0");
        const [[rows, extras]] = (await rowsOf(destination, "SELECT count(*), count(_extra) FROM orders")) as [string[]];
        const added = columns.filter((name) => COLUMNS.includes(name)).length;
        if (added === 0) {
          assert.deepEqual([rows, extras], [String(ROWS), String(ROWS)]);
          await assert.rejects(destination.query("SELECT * FROM orders__lines"));
          return "old";
        }
        assert.deepEqual([added, rows, extras], [COLUMNS.length, String(ROWS), "0"]);
        assert.deepEqual(await rowsOf(destination, "SELECT count(*) FROM orders__lines"), [[String(ROWS)]]);
        return "new";
      });
    }

    async function within<Result>(use: (destination: Awaited<ReturnType<TestDatabase["open"]>>) => Promise<Result>): Promise<Result> {
      const destination = await database.open();
      try {
        return await use(destination);
      } finally {
        await destination.close();
      }
    }
  });
}
