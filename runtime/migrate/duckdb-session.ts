import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../destinations/identifiers.ts";
import { fromDuckDBJson, toDuckDBJson } from "../rows/duckdb-json.ts";
import { DUCKDB_LIMITS } from "../rows/fit.ts";
import { BY_COPY, type Changes, convertInPlace, setAsideByName } from "./change-tables.ts";
import type { Dependent } from "./dependents.ts";
import { mendDuckDBViews } from "./duckdb-views.ts";
import type { MigrationSession, UpdateOptions } from "./session.ts";
import { buildTableShapes, type Row, SHAPES_QUERY } from "./table-shapes.ts";

export interface DuckDBSessionOptions {
  readonly duck: typeof import("@duckdb/node-api");
  /** Its current schema is the loader's. */
  readonly connection: DuckDBConnection;
  /** A second connection: a transaction of DuckDB writes to one database only, and the scratch schema is in another. */
  readonly connect: () => Promise<DuckDBConnection>;
  readonly name: string;
  /** The schema of the tables. */
  readonly place: { readonly catalog: string; readonly schema: string };
  /** Whether columns can only become wider (a lake): a column whose type changes is copied. */
  readonly onlyWidens: boolean;
  /** A catalog in memory. */
  readonly scratch: string;
  /** Explains an error to people. */
  readonly explain: (error: unknown) => Error;
}

/** Nothing runs at the same time: the open file is locked against other processes. A dry run is rolled back. */
export function openDuckDBSession({ duck, connection, connect, name, place, onlyWidens, scratch, explain }: DuckDBSessionOptions, dryRun: boolean): MigrationSession {
  const read = (sql: string, values?: Row) => readRows(connection, sql, values);
  return {
    attempt,
    explain,
    dialect: "duckdb",
    name,
    limits: DUCKDB_LIMITS,
    rowId: { column: "rowid", type: "BIGINT" },
    run: (sql, values = []) => connection.run(sql, [...values]),
    read,
    readActual: () => readShapes(connection, place.catalog, place.schema),
    readWanted,
    readDependents,
    mendViews: () => mendDuckDBViews(connection, place.catalog),
    ...(onlyWidens ? BY_COPY : IN_PLACE),
    convertsExactly,
    update,
    inPieces: true,
    fromStored: fromDuckDBJson,
    toStored: toDuckDBJson,
    extras,
    fill,
  };

  /** DuckDB has no savepoints. */
  async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    await connection.run("BEGIN");
    try {
      const result = await work();
      await connection.run(dryRun ? "ROLLBACK" : "COMMIT");
      return result;
    } catch (error) {
      // Fails as well if DuckDB has already ended the transaction.
      await connection.run("ROLLBACK").catch(() => {});
      throw error;
    }
  }

  /** Indexes only: DuckDB checks views when they are read, and they are repaired afterwards. */
  async function readDependents(): Promise<Dependent[]> {
    const rows = (await read("SELECT table_name, index_name, sql FROM duckdb_indexes() WHERE database_name = $1 AND schema_name = $2 AND sql IS NOT NULL ORDER BY index_name", [place.catalog, place.schema])) as string[][];
    return rows.map(([table, index, sql]) => ({ table: table!, what: `the index ${index!}`, ofRebuilt: false, column: null, drop: [`DROP INDEX ${quoteName(index!)}`], create: [sql!] }));
  }

  /** Rows are deleted and inserted: updated values would stay in DuckDB's memory until the commit. */
  async function update({ table, columns, source, id, alter }: UpdateOptions): Promise<void> {
    const values = columns.map((column) => `m.${quoteName(column)}::${table.columns.get(column)!.type} AS ${quoteName(column)}`);
    const name = quoteName(table.name);
    await alter(`INSERT INTO ${name} BY NAME SELECT t.* REPLACE (${values.join(", ")}) FROM ${name} AS t JOIN ${source} AS m ON t.rowid = m.${id}::BIGINT;
DELETE FROM ${name} WHERE rowid IN (SELECT ${id}::BIGINT FROM ${source})`);
  }

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
    // The type of an indexed column cannot be changed in the transaction that drops the index (1.5.6).
    const indexed = await read("SELECT index_name FROM duckdb_indexes() WHERE database_name = $1 AND schema_name = $2 AND table_name = $3 AND contains(lower(sql), lower($4))", [place.catalog, place.schema, table, column]);
    if (indexed.length > 0) return false;
    const [[count]] = (await read(
      `SELECT count(*)::text FROM ${quoteName(table)} WHERE try_cast(try_cast(${value} AS ${to}) AS ${from}) IS DISTINCT FROM ${value}`,
    )) as [string[]];
    return count === "0";
  }

  /** Range by range: rows that are rewritten meanwhile come after the last one. */
  async function* extras(table: string, mentioning: string | null, width: number) {
    const name = quoteName(table);
    const segments = (await read(`SELECT min(rowid)::text, max(rowid)::text FROM ${name} GROUP BY rowid >= ${UNCOMMITTED} ORDER BY 1`)) as [string, string][];
    const step = BigInt(Math.max(LEAST_ROWS, Math.floor(CELLS / width)));
    for (const [first, last] of segments) {
      for (let from = BigInt(first); from <= BigInt(last); from += step) {
        const end = from + step <= BigInt(last) ? from + step : BigInt(last) + 1n;
        const rows = (await read(
          `SELECT rowid::text, _extra::text FROM ${name} WHERE rowid >= $1::text::BIGINT AND rowid < $2::text::BIGINT AND _extra IS NOT NULL AND coalesce(strpos(_extra::text, $3::text) > 0, TRUE)`,
          [String(from), String(end), mentioning],
        )) as [string, string][];
        if (rows.length > 0) yield rows;
      }
    }
  }

  async function fill(table: string, columns: readonly (readonly (string | null)[])[]): Promise<unknown> {
    const lists = columns.map((values) => duck.listValue([...values]));
    const sql = `INSERT INTO ${table} SELECT ${lists.map((_, index) => `unnest($${index + 1})`).join(", ")}`;
    return connection.run(sql, lists, lists.map(() => duck.LIST(duck.VARCHAR)));
  }
}

/** Values per query: enough to make queries negligible, few enough to hold in memory. */
const CELLS = 40_000;
const LEAST_ROWS = 250;

/** DuckDB (1.5.6) numbers rows that a transaction has inserted from here on, until it commits. */
const UNCOMMITTED = "36028797018960000";

const IN_PLACE: Changes = {
  convert: convertInPlace,
  empty: (table, column, type) => [`ALTER TABLE ${quoteName(table)} ALTER COLUMN ${quoteName(column)} TYPE ${type} USING NULL::${type}`],
  setAside: setAsideByName,
};

/** A schema of the scratch catalog. */
const WANTED = "wanted";

async function readRows(connection: DuckDBConnection, sql: string, values: Row = []): Promise<Row[]> {
  return (await connection.runAndReadAll(sql, [...values])).getRows() as Row[];
}

async function readShapes(connection: DuckDBConnection, catalog: string, schema: string) {
  return buildTableShapes(await readRows(connection, SHAPES_QUERY, [catalog, schema]));
}
