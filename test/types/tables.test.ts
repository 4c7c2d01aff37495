import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { resources } from "../../generated/index.ts";
import type { LagoDatabase } from "../../generated/kysely.ts";
import type { DuckDBJsonValues, DuckDBValues, PgValues, Tables } from "../../generated/tables.ts";
import type { Table } from "../../runtime/resource.ts";
import { newDatabase, type TestDatabase } from "../databases.ts";
import { load } from "../runtime/destinations/loads.ts";
import { sampleKeys, sampleRecord } from "../sample-record.ts";

/** They have columns of all types, and child tables. */
const NAMES = ["invoices", "fees", "customers", "subscriptions", "plans", "wallet_transactions", "taxes"];

type Predicates<V> = { readonly [Type in keyof V]: (value: unknown) => value is V[Type] };
const isString = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";
const isBigint = (value: unknown): value is bigint => typeof value === "bigint";
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
const isDate = (value: unknown): value is Date => value instanceof Date;
const isObject = (value: unknown): value is unknown => typeof value === "object";

/** That these compile says that they are of the types in generated/tables.ts. */
const PG: Predicates<PgValues> = { text: isString, integer: isString, decimal: isString, number: isNumber, boolean: isBoolean, uuid: isString, timestamp: isDate, date: isDate, json: isObject };
const DUCKDB: Predicates<DuckDBValues> = { text: isString, integer: isBigint, decimal: isNumber, number: isNumber, boolean: isBoolean, uuid: isString, timestamp: isDate, date: isDate, json: isString };
const DUCKDB_JSON: Predicates<DuckDBJsonValues> = { text: isString, integer: isString, decimal: isString, number: isNumber, boolean: isBoolean, uuid: isString, timestamp: isString, date: isString, json: isString };

describe("the types of tables", () => {
  const declared = readTables();
  let postgres: TestDatabase;
  let duckdb: TestDatabase;

  before(async () => {
    [postgres, duckdb] = await Promise.all([newDatabase("postgres"), newDatabase("duckdb")]);
    for (const database of [postgres, duckdb]) {
      const destination = await database.open();
      for (const resource of resources.filter(({ name }) => NAMES.includes(name))) await load(destination, resource, [{ records: [sampleRecord(resource, 1)], keys: sampleKeys(resource, 1) }]);
      await destination.close();
    }
  });
  after(() => Promise.all([postgres.remove(), duckdb.remove()]));

  it("name every table", () => {
    assert.deepEqual([...declared.keys()].sort(), resources.flatMap(({ tables }) => tables.map(({ name }) => name as string)).sort());
  });

  it("are what pg answers with, column by column", async () => {
    const client = new pg.Client({ connectionString: postgres.address, options: `-c search_path=${postgres.schema}` });
    await client.connect();
    try {
      await compare((table) => client.query(`SELECT * FROM "${table}"`).then(({ rows }) => rows as Row[]), PG);
    } finally {
      await client.end();
    }
  });

  it("are what DuckDB's driver answers with, column by column", async () => {
    const instance = await DuckDBInstance.create(duckdb.address.replace("duckdb:", ""), { access_mode: "READ_ONLY" });
    const connection = await instance.connect();
    try {
      const read = (table: string) => connection.runAndReadAll(`SELECT * FROM lago_data."${table}"`);
      await compare(async (table) => (await read(table)).getRowObjectsJS() as Row[], DUCKDB);
      await compare(async (table) => (await read(table)).getRowObjectsJson() as Row[], DUCKDB_JSON);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  });

  it("serve a report in Kysely, which compiles under strict settings and runs", async () => {
    const db = new Kysely<LagoDatabase>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: postgres.address, max: 1 }) }) }).withSchema(postgres.schema);
    try {
      const rows = await db
        .selectFrom("invoices as i")
        .leftJoin("customers as c", "c.lago_id", "i.customer__lago_id")
        .where("i._deleted_at", "is", null)
        .where("i.status", "!=", "draft")
        .select(["c.name", "i.currency", "i.total_amount_cents", "i.issuing_date", "i._loaded_at"])
        .select(sql<string>`i.total_amount_cents * 0.01`.as("total"))
        .execute();
      const [row] = rows;
      const cents: string | null = row!.total_amount_cents;
      const issued: Date | null = row!.issuing_date;
      assert.deepEqual([rows.length, cents, issued instanceof Date, row!.total], [1, "1", true, "0.01"]);
      const typed: Pick<Tables["invoices"], "total_amount_cents" | "_loaded_at"> = row!;
      assert.ok(typed._loaded_at instanceof Date);
      // @ts-expect-error: There is no such column.
      db.selectFrom("invoices").select("total_amount_cent");
      // @ts-expect-error: The loader owns the tables.
      db.updateTable("invoices").set({ status: "draft" });
    } finally {
      await db.destroy();
    }
  });

  /** Each column that the database has is declared, and the other way round, and each value is of the declared type. */
  async function compare<V>(read: (table: string) => Promise<readonly Row[]>, predicates: Predicates<V>): Promise<void> {
    for (const { tables } of resources.filter(({ name }) => NAMES.includes(name))) {
      for (const { name, details } of tables as readonly Table[]) {
        const columns = declared.get(name)!;
        const [row] = await read(name);
        // A list brings no details.
        if (row === undefined && details) continue;
        assert.ok(row, name);
        assert.deepEqual(Object.keys(row).filter((column) => !SYSTEM.includes(column)), [...columns.keys()], name);
        for (const [column, type] of columns) {
          if (row[column] !== null) assert.ok(predicates[type as keyof V](row[column]), `${name}.${column} is ${type}, but ${typeof row[column]}`);
        }
        assert.ok([...columns.keys()].some((column) => row[column] !== null), name);
        assert.ok(predicates["timestamp" as keyof V](row["_loaded_at"]), name);
      }
    }
  }
});

type Row = Readonly<Record<string, unknown>>;

const SYSTEM = ["_hash", "_extra", "_loaded_at", "_load_id", "_deleted_at"];

/** Tables, columns and their types, as they stand in generated/tables.ts. */
function readTables(): Map<string, Map<string, string>> {
  const text = readFileSync(new URL("../../generated/tables.ts", import.meta.url), "utf8");
  const tables = new Map<string, Map<string, string>>();
  for (const [, name, body] of text.slice(text.indexOf("export interface Tables<")).matchAll(/^  (\w+): \{\n([^]*?)^  \} & /gm)) {
    const columns = [...body!.matchAll(/^    (\w+): (?:V\["(\w+)"\]|Known<.*>)(?: \| null)?;$/gm)];
    tables.set(name!, new Map(columns.map(([, column, type = "text"]) => [column!, type])));
  }
  return tables;
}
