import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openDestination } from "../../runtime/destinations/open.ts";
import { DIALECTS, newDatabase, type TestDatabase, testPostgres } from "../databases.ts";
import type { Lago } from "../lago/server.ts";
import { startBooks } from "../load/add-on-books.ts";
import { type Desk, KEY, newDesk, PASSWORD } from "./command-line.ts";

describe("a command that only looks changes nothing", () => {
  let lago: Lago;
  let desk: Desk;
  before(async () => {
    lago = await startBooks(5, { apiKey: KEY });
    desk = await newDesk(lago.url);
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });

  for (const dialect of DIALECTS) {
    it(`check and migrate --dry-run make no schema in ${dialect}`, async (t) => {
      const database = await newDatabase(dialect);
      t.after(() => database.remove());
      await inDatabase(database, "SELECT 1");
      // Other tests make schemas on the same server: only this one is looked for.
      const schema = `not_there_${database.schema}`;
      const to = ["--to", database.address, "--schema", schema];
      assert.match((await desk.run(["check", ...to])).stdout, new RegExp(` can be reached; its schema ${schema} will be made\\.\n$`));
      const { code, stderr } = await desk.run(["migrate", "--dry-run", ...to]);
      assert.equal(code, 6);
      assert.match(stderr, new RegExp(` has no schema ${schema}\\. Name the one that was loaded into\\.\n$`));
      assert.deepEqual(await inDatabase(database, `SELECT schema_name FROM information_schema.schemata WHERE schema_name = '${schema}'`), []);
    });

    it(`nor tables that an earlier version did not have, in ${dialect}`, async (t) => {
      const database = await newDatabase(dialect);
      t.after(() => database.remove());
      const to = ["--to", database.address, "--schema", database.schema];
      assert.equal((await desk.run(["load", "add_ons", ...to])).code, 0);
      await inDatabase(database, "DROP TABLE _cursors");
      const tables = async () => (await desk.run(["query", `SELECT table_name FROM information_schema.tables WHERE table_schema = '${database.schema}' ORDER BY 1`, ...to])).stdout;
      const before = await tables();
      assert.match(before, /^_loads$/m);
      assert.match((await desk.run(["check", ...to])).stdout, / can be reached\.\n$/);
      const { code, stdout, stderr } = await desk.run(["migrate", "--dry-run", ...to]);
      assert.deepEqual([code, stderr.replace(/^The password in --to .*\n/, "")], [0, ""]);
      assert.match(stdout, / is up to date\.\n$/);
      assert.equal(await tables(), before);
    });
  }

  it("migrate --dry-run makes no file", async () => {
    const { code, stderr } = await desk.run(["migrate", "--dry-run"]);
    assert.equal(code, 6);
    assert.match(stderr, /^lago\.duckdb does not exist\. Load something into it first\.\n$/);
    assert.ok(!existsSync(join(desk.folder, "lago.duckdb")));
  });

  it("show --export says who writes the file, and leaves no report", async (t) => {
    const writing = await openDestination(join(desk.folder, "busy.duckdb"));
    t.after(() => writing.close());
    const { code, stderr } = await desk.run(["show", "--to", "busy.duckdb", "--export", "report.html"]);
    assert.equal(code, 6);
    assert.match(stderr, new RegExp(`^\\S*busy\\.duckdb is being written by process ${process.pid}\\. Wait until it has ended, or stop it\\.\n$`));
    assert.ok(!existsSync(join(desk.folder, "report.html")));
  });

  it("check says what a user of Postgres may not, and what an administrator has to run", async (t) => {
    const address = new URL(await testPostgres());
    const asOwner = (sql: string) => inDatabase({ open: () => openDestination(address.href) }, sql);
    const role = `lago_reader_${process.pid}`;
    await asOwner(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`);
    t.after(() => asOwner(`DROP ROLE ${role}`));
    const as = new URL(address);
    [as.username, as.password] = [role, PASSWORD];
    const { code, stderr } = await desk.run(["check", "--to", as.href, "--schema", "not_there"]);
    assert.equal(code, 6);
    assert.match(stderr, /can be reached, but its user may not make the schema not_there\. Have an administrator run: GRANT CREATE ON DATABASE "\w+" TO "lago_reader_\d+"\n$/);
  });
});

async function inDatabase({ open }: Pick<TestDatabase, "open">, sql: string): Promise<readonly (readonly (string | null)[])[]> {
  const destination = await open();
  return (await destination.query(sql).finally(() => destination.close())).rows;
}
