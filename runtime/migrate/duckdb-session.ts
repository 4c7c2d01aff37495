import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../destinations/identifiers.ts";
import { DUCKDB_LIMITS } from "../rows/fit.ts";
import type { MigrationSession, Row } from "./session.ts";
import { buildTableShapes, SHAPES_QUERY } from "./table-shapes.ts";

export interface DuckDBSessionOptions {
  readonly duck: typeof import("@duckdb/node-api");
  /** Its current schema is the loader's. */
  readonly connection: DuckDBConnection;
  /** Another one: a transaction of DuckDB writes to one database only, and the scratch place is in another. */
  readonly connect: () => Promise<DuckDBConnection>;
  readonly name: string;
  /** Where the tables are. */
  readonly place: { readonly catalog: string; readonly schema: string };
  /** A catalog in memory. */
  readonly scratch: string;
}

/** Runs `work` in a transaction, which is taken back after a dry run. The open file is locked against other processes. */
export async function inDuckDB<Result>(options: DuckDBSessionOptions, dryRun: boolean, work: (session: MigrationSession) => Promise<Result>): Promise<Result> {
  const { connection } = options;
  await connection.run("BEGIN");
  try {
    const result = await work(createSession(options));
    await connection.run(dryRun ? "ROLLBACK" : "COMMIT");
    return result;
  } catch (error) {
    // Fails in its turn where DuckDB has already ended the transaction.
    await connection.run("ROLLBACK").catch(() => {});
    throw error;
  }
}

function createSession({ duck, connection, connect, name, place, scratch }: DuckDBSessionOptions): MigrationSession {
  const read = (sql: string, values?: Row) => readRows(connection, sql, values);
  return {
    dialect: "duckdb",
    name,
    limits: DUCKDB_LIMITS,
    rowId: { column: "rowid", type: "BIGINT" },
    run: (sql, values = []) => connection.run(sql, [...values]),
    read,
    readActual: () => readShapes(connection, place.catalog, place.schema),
    readWanted,
    convertsExactly,
    extras,
    fill,
  };

  async function readWanted(create: readonly string[]) {
    const aside = await connect();
    try {
      await aside.run(`CREATE SCHEMA ${scratch}.${WANTED}`);
      await aside.run(`USE ${scratch}.${WANTED}`);
      for (const sql of create) await aside.run(sql);
      const shapes = await readShapes(aside, scratch, WANTED);
      await aside.run(`USE ${scratch}.main`);
      await aside.run(`DROP SCHEMA ${scratch}.${WANTED} CASCADE`);
      return shapes;
    } finally {
      aside.closeSync();
    }
  }

  async function convertsExactly(table: string, column: string, { from, to }: { readonly from: string; readonly to: string }): Promise<boolean> {
    const value = quoteName(column);
    const [[count]] = (await read(
      `SELECT count(*)::text FROM ${quoteName(table)} WHERE try_cast(try_cast(${value} AS ${to}) AS ${from}) IS DISTINCT FROM ${value}`,
    )) as [string[]];
    return count === "0";
  }

  async function* extras(table: string, mentioning: string | null) {
    for (let last = "-1"; ; ) {
      const rows = (await read(
        `SELECT rowid::text, _extra::text FROM ${quoteName(table)} WHERE _extra IS NOT NULL AND coalesce(strpos(_extra::text, $1::text) > 0, TRUE) AND rowid > $2::text::BIGINT ORDER BY rowid LIMIT ${ROWS}`,
        [mentioning, last],
      )) as [string, string][];
      if (rows.length === 0) return;
      yield rows;
      last = rows.at(-1)![0];
    }
  }

  async function fill(table: string, columns: readonly (readonly (string | null)[])[]): Promise<unknown> {
    const lists = columns.map((values) => duck.listValue([...values]));
    const sql = `INSERT INTO ${table} SELECT ${lists.map((_, index) => `unnest($${index + 1})`).join(", ")}`;
    return connection.run(sql, lists, lists.map(() => duck.LIST(duck.VARCHAR)));
  }
}

/** Enough that a query each does not count, few enough to hold. */
const ROWS = 5000;

/** A schema of the scratch catalog. */
const WANTED = "wanted";

async function readRows(connection: DuckDBConnection, sql: string, values: Row = []): Promise<Row[]> {
  return (await connection.runAndReadAll(sql, [...values])).getRows() as Row[];
}

async function readShapes(connection: DuckDBConnection, catalog: string, schema: string) {
  return buildTableShapes(await readRows(connection, SHAPES_QUERY, [catalog, schema]));
}
