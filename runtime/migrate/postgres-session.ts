import type { Client } from "pg";
import { quoteName } from "../destinations/identifiers.ts";
import { POSTGRES_LIMITS } from "../rows/fit.ts";
import { isLocked } from "../destinations/postgres/errors.ts";
import { awaitCreators } from "../destinations/postgres/sessions.ts";
import { convertInPlace, setAsideByName } from "./change-tables.ts";
import { DEPENDENTS_QUERY, toDependent } from "./postgres-dependents.ts";
import type { MigrationSession, UpdateOptions } from "./session.ts";
import { buildTableShapes, type Row, SHAPES_QUERY } from "./table-shapes.ts";

export interface PostgresSessionOptions {
  /** Closed afterwards, with the temporary tables of the migration. */
  readonly client: Client;
  readonly name: string;
  readonly schema: string;
  /** The search path under which unqualified names are the loader's tables. */
  readonly searchPath: string;
  /** Throws if another load may have begun. */
  readonly fence: () => Promise<void>;
  /** Explains an error to people. */
  readonly explain: (error: unknown) => Error;
}

/** Runs `work` in a transaction, which is rolled back after a dry run. A second loader waits, and then has nothing left to do. */
export async function inPostgres<Result>(options: PostgresSessionOptions, dryRun: boolean, work: (session: MigrationSession) => Promise<Result>): Promise<Result> {
  const { client } = options;
  await client.query("BEGIN");
  try {
    await awaitCreators(client);
    const result = await work(createSession(options));
    if (!dryRun) await options.fence();
    await client.query(dryRun ? "ROLLBACK" : "COMMIT");
    return result;
  } catch (error) {
    // Fails as well if the connection is cut, which has already ended the transaction.
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

function createSession({ client, name, schema, searchPath, explain }: PostgresSessionOptions): MigrationSession {
  const read = async (text: string, values: Row = []) => (await client.query<string[]>({ text, values: [...values], rowMode: "array" })).rows as Row[];
  return {
    attempt,
    explain,
    dialect: "postgres",
    name,
    limits: POSTGRES_LIMITS,
    rowId: { column: "ctid", type: "tid" },
    run: (sql, values = []) => client.query(sql, [...values]),
    read,
    readActual: async () => buildTableShapes(await read(SHAPES_QUERY, [null, schema])),
    readWanted,
    readDependents: async () => (await read(DEPENDENTS_QUERY, [schema])).map(toDependent),
    mendViews: () => Promise.resolve([]),
    empty: (table, column) => [`UPDATE ${quoteName(table)} SET ${quoteName(column)} = NULL WHERE ${quoteName(column)} IS NOT NULL`],
    convert: convertInPlace,
    setAside: setAsideByName,
    convertsExactly,
    update,
    inPieces: false,
    fromStored: (extra) => extra,
    toStored: (extra) => extra,
    extras,
    fill,
  };

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    await client.query("SAVEPOINT attempt");
    try {
      const result = await work();
      await client.query("RELEASE SAVEPOINT attempt");
      return result;
    } catch (error) {
      // Fails as well if the connection is cut: then that is the cause of all later errors.
      await client.query("ROLLBACK TO SAVEPOINT attempt");
      // Who holds one table, as a dump does, often holds all.
      if (isLocked(error)) await client.query("SET LOCAL lock_timeout = '1s'");
      throw error;
    }
  }

  async function update({ table, columns, source, id, alter }: UpdateOptions): Promise<void> {
    const changes = columns.map((column) => `${quoteName(column)} = m.${quoteName(column)}::${table.columns.get(column)!.type}`);
    await alter(`UPDATE ${quoteName(table.name)} AS t SET ${changes.join(", ")}\nFROM ${source} AS m WHERE t.ctid = m.${id}::tid`);
  }

  async function readWanted(create: readonly string[]) {
    await client.query("SET search_path = pg_temp");
    // In one round trip: there are more than a hundred.
    await client.query(create.join(";\n"));
    await client.query(`SET search_path = ${searchPath}`);
    const [[scratch]] = (await read("SELECT nspname::text FROM pg_namespace WHERE oid = pg_my_temp_schema()")) as [string[]];
    return buildTableShapes(await read(SHAPES_QUERY, [null, scratch!]));
  }

  async function convertsExactly(table: string, column: string, { from, to }: { readonly from: string; readonly to: string }): Promise<boolean> {
    const value = quoteName(column);
    await client.query("SAVEPOINT conversion");
    try {
      const different = await read(`SELECT 'yes' FROM ${quoteName(table)} WHERE ${value}::${to}::${from} IS DISTINCT FROM ${value} LIMIT 1`);
      return different.length === 0;
    } catch (error) {
      // Class 22 is about data; 42846: there is no such conversion. Postgres before 16 has no way to ask beforehand.
      if (!/^22|^42846$/.test((error as { code?: string }).code ?? "")) throw error;
      await client.query("ROLLBACK TO conversion");
      return false;
    }
  }

  async function* extras(table: string, mentioning: string | null, _width: number) {
    await client.query(`DECLARE extras NO SCROLL CURSOR FOR SELECT ctid::text, _extra::text FROM ${quoteName(table)} WHERE _extra IS NOT NULL AND coalesce(strpos(_extra::text, $1::text) > 0, TRUE)`, [mentioning]);
    for (;;) {
      const rows = (await read(`FETCH ${ROWS} FROM extras`)) as [string, string][];
      if (rows.length === 0) break;
      yield rows;
    }
    await client.query("CLOSE extras");
  }

  function fill(table: string, columns: readonly (readonly (string | null)[])[]): Promise<unknown> {
    return client.query(`INSERT INTO pg_temp.${table} SELECT * FROM unnest(${columns.map((_, index) => `$${index + 1}::text[]`).join(", ")})`, columns.map((values) => [...values]));
  }
}

/** Rows per query: enough to make round trips negligible, few enough to hold in memory. */
const ROWS = 5000;
