import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import pg from "pg";
import { taxes } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import { openReader } from "../../runtime/reader/open-reader.ts";
import { BusyError, type Reader } from "../../runtime/reader/reader.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { startLago } from "../lago/server.ts";
import { makeReaderRole } from "../show/shown-company.ts";
import { listEscapes, WRITES } from "./attacks.ts";

const evil = await mkdtemp(join(tmpdir(), "lago-loader-evil-"));
const secret = join(evil, "secret.txt");
await writeFile(secret, "a secret of this machine");
/** Where answers are saved. */
const saved = await mkdtemp(join(tmpdir(), "lago-loader-saved-"));
after(() => Promise.all([evil, saved].map((folder) => rm(folder, { recursive: true }))));

for (const dialect of DIALECTS) {
  describe(`free SQL on ${dialect}`, () => {
    let database: TestDatabase;
    let reader: Reader;
    let drop = async () => {};

    before(async () => {
      database = await newDatabase(dialect);
      const lago = await startLago({ data: makeCompany({ customers: 3, months: 2 }), apiKey: "key" });
      const destination = await database.open();
      await load([taxes], { lago: createLago({ apiKey: "key", baseUrl: lago.url }), destination });
      await destination.close();
      await lago.close();
      let { address } = database;
      if (dialect === "postgres") [address, drop] = await makeReaderRole(database);
      reader = await openReader(address, { schema: database.schema });
    });
    after(async () => {
      await reader.close();
      await drop();
      await database.remove();
    });

    it("answers with text, names and types", async () => {
      const { columns, rows, truncated } = await reader.query("SELECT count(*) AS n, 'ü' AS t, NULL AS nothing FROM taxes -- a remark");
      assert.deepEqual(columns.map(({ name }) => name), ["n", "t", "nothing"]);
      assert.match(columns[0]!.type, /^bigint$/i);
      assert.match(rows[0]![0]!, /^[1-9]\d*$/);
      assert.deepEqual([rows[0]![1], rows[0]![2], truncated], ["ü", null, null]);
    });

    it("refuses what writes, and what is not one statement", async () => {
      for (const sql of WRITES) {
        await assert.rejects(reader.query(sql), { name: "ConfigurationError" }, sql);
        await assert.rejects(reader.save(sql, { file: join(saved, "rows.parquet"), format: "parquet" }), { name: "ConfigurationError" }, sql);
      }
    });

    it("has no way out to files, programs, settings or other databases", async () => {
      const before = await count();
      for (const sql of listEscapes(dialect, evil, secret)) {
        const outcome = await reader.query(sql).then(({ rows }) => JSON.stringify(rows), (error: Error) => error.message);
        assert.doesNotMatch(outcome, /a secret of this machine|root:x:/, sql);
        assert.ok(!outcome.startsWith("["), `${sql} answered ${outcome}`);
        // To a file of one's own, it is refused as well.
        await assert.rejects(reader.save(sql, { file: join(saved, "rows.csv"), format: "csv" }), { name: "ConfigurationError" }, sql);
        await rm(join(saved, "rows.csv"), { force: true });
      }
      assert.deepEqual([await readdir(evil), await readdir(saved)], [["secret.txt"], []]);
      assert.equal(await count(), before);
    });

    it("stops at so many rows and bytes, and says so", async () => {
      const many = dialect === "duckdb" ? "SELECT * FROM range(100000000000)" : "SELECT * FROM generate_series(1, 1000000)";
      const rows = await reader.query(many, { rows: 10 });
      assert.deepEqual([rows.rows.length, rows.truncated], [10, "rows"]);
      const bytes = await reader.query("SELECT repeat('x', 1000) FROM taxes, (VALUES (1), (2), (3), (4), (5), (6), (7), (8)) AS v (n)", { bytes: 5500 });
      assert.deepEqual([bytes.rows.length, bytes.truncated], [5, "bytes"]);
      // One value of 60 MB, and many of 10: neither fills this process.
      const huge = await reader.query("SELECT repeat('x', 60000000) AS t").then(({ truncated }) => String(truncated), (error: Error) => error.message);
      assert.match(huge, /^bytes$|too large|memory|stopped/i);
      const large = await reader.query("SELECT repeat('x', 10000000) AS t FROM taxes, taxes AS others").then(({ truncated }) => String(truncated), (error: Error) => error.message);
      assert.match(large, /^bytes$|too large|memory|stopped/i);
      assert.ok(process.memoryUsage().rss < 1_000_000_000);
    });

    it("is stopped when it takes too long, and the next question is answered", async () => {
      const endless = dialect === "duckdb" ? ["SELECT length(repeat('x', 1500000000))", "SELECT count(*) FROM range(100000000000) AS a"] : ["SELECT pg_sleep(60)", "SELECT count(*) FROM generate_series(1, 1000000) AS a, generate_series(1, 1000000) AS b"];
      for (const sql of endless) {
        await assert.rejects(reader.query(sql, { milliseconds: 700 }), /stopped (after 0\.7 s|because it took too long)/, sql);
        assert.deepEqual((await reader.query("SELECT 1 AS one")).rows, [["1"]]);
      }
    });

    if (dialect === "postgres") {
      it("its time is over for all of it together, and cannot be given more by the statement", async () => {
        const startedAt = performance.now();
        for (const sql of ["SELECT set_config('statement_timeout', '0', false) FROM generate_series(1, 300) UNION ALL SELECT pg_sleep(60)::text", "SELECT pg_sleep(0.005) FROM generate_series(1, 100000)"]) {
          await assert.rejects(reader.query(sql, { milliseconds: 1500 }), /stopped because it took too long/, sql);
        }
        assert.ok(performance.now() - startedAt < 30_000);
      });
    }

    it("too deep or too much is an error, and the next question is answered", async () => {
      const numbers = (count: number) => (dialect === "duckdb" ? `range(${count})` : `generate_series(1, ${count})`);
      for (const sql of [
        `SELECT ${"(".repeat(40_000)}1${")".repeat(40_000)}`,
        `SELECT ${"- ".repeat(40_000)}1`,
        `SELECT 1${" + 1".repeat(90_000)}`,
        `SELECT 1${" UNION ALL SELECT 1".repeat(5_000)}`,
        `SELECT * FROM ${"(SELECT * FROM ".repeat(3_000)}taxes${") AS t".repeat(3_000)}`,
        `SELECT length(string_agg(repeat('x', 1000), '')) FROM ${numbers(100_000_000)}`,
        `SELECT * FROM ${numbers(20_000)} AS a, ${numbers(20_000)} AS b ORDER BY 1 DESC, 2`,
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
      ]) {
        const outcome = await reader.query(sql, { milliseconds: 2000 }).then(({ rows }) => rows.length, (error: Error) => error.name);
        assert.ok(outcome === "ConfigurationError" || (typeof outcome === "number" && outcome <= 1000), `${sql.slice(0, 60)}: ${outcome}`);
        assert.deepEqual((await reader.query("SELECT 1 AS one")).rows, [["1"]], sql.slice(0, 60));
      }
    });

    it("points at a mistake", async () => {
      await assert.rejects(reader.query("SELECT nmae FROM taxes"), { name: "ConfigurationError", message: /nmae/ });
    });

    it("two questions at once are both answered", async () => {
      const answers = await Promise.all([reader.query("SELECT 1 AS a"), reader.query("SELECT 2 AS a"), reader.read((ask) => ask("SELECT CAST($1 AS varchar) AS a", ["3"]))]);
      assert.deepEqual(answers.map(({ rows }) => rows), [[["1"]], [["2"]], [["3"]]]);
    });

    async function count(): Promise<string> {
      return String((await reader.query("SELECT count(*) FROM taxes")).rows[0]![0]);
    }
  });
}

describe("a database that must not run free SQL", () => {
  it("as a role that reaches beyond the data, by itself or by a role that it may become", async () => {
    const database = await newDatabase("postgres");
    await (await database.open()).close();
    const [address, drop] = await makeReaderRole(database);
    const role = new URL(address).username;
    const admin = new pg.Client(database.address);
    await admin.connect();
    const reader = await openReader(address, { schema: database.schema });
    const [[own]] = (await admin.query({ text: "SELECT current_user", rowMode: "array" })).rows as [[string]];
    for (const [grant, revoke, power] of [
      [`GRANT ${own} TO ${role}`, `REVOKE ${own} FROM ${role}`, "may become a superuser"],
      [`GRANT pg_read_server_files TO ${role}`, `REVOKE pg_read_server_files FROM ${role}`, "may reach the server's files"],
      [`GRANT EXECUTE ON FUNCTION pg_read_file(text) TO ${role}`, `REVOKE EXECUTE ON FUNCTION pg_read_file(text) FROM ${role}`, "may reach the server's files"],
      [`ALTER ROLE ${role} REPLICATION`, `ALTER ROLE ${role} NOREPLICATION`, "may make replication slots"],
      [`GRANT pg_signal_backend TO ${role}`, `REVOKE pg_signal_backend FROM ${role}`, "may end the sessions of others"],
    ] as const) {
      await admin.query(grant);
      await assert.rejects(reader.query("SELECT 1"), ({ message }: Error) => message.includes(`The role ${role} ${power}`), grant);
      await admin.query(revoke);
    }
    assert.deepEqual((await reader.query("SELECT 1")).rows, [["1"]]);
    await reader.close();
    await admin.end();
    await drop();
    await database.remove();
  });

  it("as a superuser of Postgres is refused with the SQL that makes a reader, and still shows its tables", async () => {
    const database = await newDatabase("postgres");
    await (await database.open()).close();
    const reader = await openReader(database.address, { schema: database.schema });
    await assert.rejects(reader.query("SELECT 1"), /is a superuser.*CREATE ROLE lago_reader LOGIN/s);
    assert.deepEqual((await reader.read((ask) => ask("SELECT count(*) FROM _loads"))).rows, [["0"]]);
    await reader.close();
    await database.remove();
  });
});

describe("a DuckDB file that is being written", () => {
  it("is waited for a moment, then said to be busy; its version changes with it", async () => {
    const database = await newDatabase("duckdb");
    const writer = await database.open();
    await writer.close();
    const reader = await openReader(database.address);
    const version = await reader.version();
    const again = await database.open();
    // In this process DuckDB shares the file; another process has it locked, which test/show tries.
    await again.query("CREATE TABLE more AS SELECT 1 AS x");
    await again.close();
    assert.notEqual(await reader.version(), version);
    assert.equal(new BusyError("x").name, "BusyError");
    await reader.close();
    await database.remove();
  });

  it("that does not exist is not made", async () => {
    const file = join(evil, "none.duckdb");
    await assert.rejects(openReader(file), /none\.duckdb does not exist\. Load something/);
    assert.ok(!existsSync(file));
  });
});
