import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { after, before, describe, it } from "node:test";
import { coupons, customers, invoices, resources, taxes } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { openDestination } from "../../runtime/destinations/open.ts";
import { sql } from "../../runtime/destinations/sql.ts";
import { exportText } from "../../runtime/export/export-table.ts";
import { pickColumns, pickTables, readTables } from "../../runtime/export/find-tables.ts";
import { load } from "../../runtime/load.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { type Desk, KEY, newDesk } from "./command-line.ts";

let lago: Lago;
let taxCount: number;
before(async () => {
  lago = await startLago({ data: makeCompany({ customers: 5, months: 3 }), apiKey: KEY });
  taxCount = lago.list("/taxes").length;
});
after(() => lago.close());

for (const dialect of DIALECTS) {
  describe(`tables written as text, from ${dialect}`, () => {
    let database: TestDatabase;

    before(async () => {
      database = await newDatabase(dialect);
      const destination = await database.open();
      try {
        await load([taxes, customers, invoices], { lago: createLago({ apiKey: KEY, baseUrl: lago.url }), destination });
        await destination.query("UPDATE taxes SET description = '', _extra = '{\"a\":\n [1]}' WHERE code = (SELECT min(code) FROM taxes)");
      } finally {
        await destination.close();
      }
    });
    after(() => database.remove());

    /** Small pieces, so that the stream is full most of the time. */
    async function write(name: string, format: "csv" | "jsonl" | "json", columns?: readonly string[]): Promise<{ text: string; rows: number }> {
      const destination = await openDestination(database.address, { schema: database.schema, readOnly: true });
      try {
        const [table] = pickTables(await readTables(destination, resources), [name]);
        const pieces: string[] = [];
        const to = new Writable({ highWaterMark: 10, write: (piece, _, done) => setImmediate(() => (pieces.push(String(piece)), done())) });
        const rows = await exportText(destination, columns ? pickColumns(table!, columns) : table!, format, to);
        await new Promise<void>((resolve) => to.end(resolve));
        return { text: pieces.join(""), rows };
      } finally {
        await destination.close();
      }
    }

    it("CSV tells NULL from an empty text", async () => {
      const { text, rows } = await write("taxes", "csv", ["code", "description"]);
      assert.equal(rows, taxCount);
      assert.match(text, /^code,description\r\n/);
      assert.match(text, /^.+,""\r$/m);
    });

    it("JSON lines are a record each, with numbers, booleans, nested JSON and exact decimals", async () => {
      const { text } = await write("taxes", "jsonl");
      const lines = text.trimEnd().split("\n");
      assert.equal(lines.length, taxCount);
      const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.ok(records.some(({ _extra }) => JSON.stringify(_extra) === '{"a":[1]}'));
      assert.equal(typeof records[0]!["applied_to_organization"], "boolean");
      assert.ok(!("_hash" in records[0]!) && "_deleted_at" in records[0]!);
      const [invoice] = (await write("invoices", "jsonl")).text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.equal(typeof invoice!["total_amount_cents"], "number");
      assert.equal(typeof (invoice!["customer"] as { lago_id: string }).lago_id, "string");
    });

    it("JSON is one array with all rows, and an empty one without", async () => {
      const { text, rows } = await write("invoices", "json", ["number"]);
      assert.equal((JSON.parse(text) as unknown[]).length, rows);
      assert.ok(rows > 5);
      assert.deepEqual(JSON.parse((await write("invoices__error_details", "json")).text), []);
    });

    it("rows come some at a time, whatever their number", async () => {
      const destination = await openDestination(database.address, { schema: database.schema, readOnly: true });
      try {
        const sizes: number[] = [];
        await destination.scan(sql`SELECT a.code FROM taxes AS a, taxes AS b, taxes AS c, taxes AS d, taxes AS e, taxes AS f, taxes AS g`, async (rows) => void sizes.push(rows.length));
        assert.equal(sizes.reduce((sum, size) => sum + size, 0), taxCount ** 7);
        assert.ok(sizes.length > 5);
      } finally {
        await destination.close();
      }
    });
  });
}

describe("lago-loader export", () => {
  let desk: Desk;
  const files = (folder: string) => readdirSync(join(desk.folder, folder)).sort();

  before(async () => {
    desk = await newDesk(lago.url);
    const destination = await openDestination(join(desk.folder, "lago.duckdb"));
    await load([taxes, coupons, customers], { lago: createLago({ apiKey: KEY, baseUrl: lago.url }), destination });
    await destination.close();
  });
  after(() => desk.remove());

  it("writes one table to standard output, in the format that is asked for", async () => {
    const { code, stdout } = await desk.run(["export", "taxes", "--columns", "name,code"]);
    assert.equal(code, 0);
    assert.match(stdout, /^name,code\r\n.+,.+\r\n/);
    const parquet = await desk.run(["export", "taxes", "--format", "parquet"]);
    assert.equal(parquet.code, 0, parquet.stderr);
    assert.match(parquet.stdout, /^PAR1/);
    assert.match((await desk.run(["query", "SELECT 1 AS a; -- one", "--format", "parquet"])).stdout, /^PAR1/);
  });

  it("writes tables into a folder, that have rows or are named, for their owner only", async () => {
    const { code, stderr } = await desk.run(["export", "-o", "out"]);
    assert.equal(code, 0, stderr);
    assert.ok(files("out").includes("taxes.csv") && files("out").includes("customers__taxes.csv") && !files("out").some((name) => name.endsWith(".part")));
    assert.ok(stderr.includes(`out/taxes.csv: ${taxCount} rows\n`));
    assert.equal(statSync(join(desk.folder, "out/taxes.csv")).mode & 0o777, 0o600);
    await desk.run(["export", "tax*,coupons", "--exclude", "coupons", "--format", "parquet", "--output", "lake"]);
    assert.deepEqual(files("lake"), ["taxes.parquet"]);
    assert.match((await desk.run(["query", "SELECT count(*) AS n FROM 'lake/taxes.parquet'", "--format", "csv"])).stdout, new RegExp(`^n\r\n${taxCount}\r\n`));
    mkdirSync(join(desk.folder, "deep"));
    writeFileSync(join(desk.folder, "deep/real.jsonl"), "");
    symlinkSync("real.jsonl", join(desk.folder, "deep/link.jsonl"));
    await desk.run(["export", "taxes", "-o", "deep/link.jsonl"]);
    assert.equal(readFileSync(join(desk.folder, "deep/real.jsonl"), "utf8").trimEnd().split("\n").length, taxCount);
    await desk.run(["export", "taxes", "-o", "deep/er/t.jsonl"]);
    assert.equal(readFileSync(join(desk.folder, "deep/er/t.jsonl"), "utf8").trimEnd().split("\n").length, taxCount);
  });

  it("refuses what cannot be meant, and leaves no half file", async () => {
    mkdirSync(join(desk.folder, "taken.csv.part"));
    writeFileSync(join(desk.folder, "one.csv"), "before");
    const cases = [
      [["export", "taxs"], /The database has no table "taxs"\. Did you mean taxes/],
      [["export", "taxes", "coupons"], /2 tables do not fit into one output/],
      [["export", "taxes", "coupons", "-o", "one.csv"], /one\.csv is one file, and there are 2 tables/],
      [["export", "taxes", "--columns", "nam"], /taxes has no column "nam"\. Did you mean name/],
      [["export", "taxes", "-o", "taken.csv"], /taken\.csv cannot be written \(EISDIR\)/],
      [["export", "--to", "postgres://127.0.0.1:1/x", "--format", "parquet"], /Only a DuckDB file can be exported as Parquet/],
    ] as const;
    for (const [args, message] of cases) {
      const { code, stderr } = await desk.run(args);
      assert.match(stderr, message);
      assert.equal(code, 2, stderr);
    }
    assert.equal(readFileSync(join(desk.folder, "one.csv"), "utf8"), "before");
    assert.ok(!existsSync(join(desk.folder, "taken.csv")));
  });
});
