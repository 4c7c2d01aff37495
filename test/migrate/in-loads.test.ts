import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { addOns, taxes } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import { type Desk, newDesk } from "../cli/command-line.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import type { Lago as FakeLago } from "../lago/server.ts";
import { startBooks } from "../load/add-on-books.ts";

for (const dialect of DIALECTS) {
  describe(`a load that migrates first, in ${dialect}`, () => {
    let fake: FakeLago;
    let desk: Desk;
    let database: TestDatabase;
    before(async () => {
      fake = await startBooks(8);
      desk = await newDesk(fake.url);
      database = await newDatabase(dialect);
      await run();
    });
    after(async () => {
      await database.remove();
      await desk.remove();
      await fake.close();
    });

    async function run(options: Partial<LoadOptions> = {}) {
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url });
      const destination = await database.open();
      try {
        return (await load([addOns, taxes], { lago, destination, ...options })).resources;
      } finally {
        await destination.close();
      }
    }
    async function query(...statements: readonly string[]) {
      const destination = await database.open();
      try {
        let answer: Awaited<ReturnType<typeof destination.query>> | undefined;
        for (const sql of statements) answer = await destination.query(sql);
        return answer!.rows;
      } finally {
        await destination.close();
      }
    }
    const command = (...args: readonly string[]) => desk.run([...args, "--to", database.address, "--schema", database.schema]);

    it("writes child rows that a person has deleted anew with --rewrite; --full alone writes what Lago sends otherwise", async () => {
      await query("DELETE FROM add_ons__taxes");
      const [full] = await run({ full: true });
      assert.deepEqual([full!.rows, full!.updated, await query("SELECT count(*) FROM add_ons__taxes")], [8, 0, [["0"]]]);
      const [anew] = await run({ rewrite: true });
      assert.deepEqual([anew!.inserted, anew!.updated, await query("SELECT count(*) FROM add_ons__taxes")], [0, 8, [["2"]]]);
      await query("DELETE FROM add_ons__taxes WHERE code = 'tax_4'");
      const { code, stderr } = await command("load", "add_ons", "--rewrite");
      assert.equal(code, 0, stderr);
      assert.deepEqual(await query("SELECT count(*) FROM add_ons__taxes"), [["2"]]);
    });

    it("fails for the resource whose tables cannot be migrated, says why, and loads the others", async () => {
      await query(...(dialect === "postgres" ? ["ALTER TABLE add_ons DROP CONSTRAINT add_ons_pkey"] : []), "ALTER TABLE add_ons ALTER COLUMN lago_id DROP NOT NULL", "UPDATE add_ons SET lago_id = NULL WHERE amount_cents = 3");
      const reason = /its tables could not be upgraded, and are unchanged: The key of add_ons is now lago_id\..*1 have no value in it.*lago-loader migrate --rebuild/;
      const [broken, other] = await run();
      assert.deepEqual([broken!.status, other!.status], ["failed", "loaded"]);
      assert.match(broken!.error!, reason);
      const loaded = await command("load", "add_ons", "taxes", "--json");
      assert.equal(loaded.code, 4, loaded.stderr);
      const { resources } = JSON.parse(loaded.stdout) as { resources: { name: string; status: string; error: string | null }[] };
      assert.deepEqual(resources.map(({ name, status }) => [name, status]), [["add_ons", "failed"], ["taxes", "loaded"]]);
      assert.match(resources[0]!.error!, reason);
      const migrated = await command("migrate");
      assert.equal(migrated.code, 4);
      assert.match(migrated.stderr, reason);
      assert.equal((await command("migrate", "--rebuild")).code, 0);
      const again = await command("load", "add_ons", "taxes");
      assert.equal(again.code, 0, again.stderr);
      assert.deepEqual(await query("SELECT count(*) FROM add_ons WHERE _deleted_at IS NULL"), [["8"]]);
      assert.deepEqual(await query("SELECT count(*) FROM add_ons__was"), [["8"]]);
    });
  });
}

it("migrate does not make a file that is not there", async () => {
  const desk = await newDesk("http://127.0.0.1:1");
  const { code, stderr } = await desk.run(["migrate", "--to", "nothere.duckdb"]);
  assert.equal(code, 6);
  assert.match(stderr, /^nothere\.duckdb does not exist\. Load something into it first\.\n$/);
  await desk.remove();
});
