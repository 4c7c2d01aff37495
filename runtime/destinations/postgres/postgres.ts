import type { Client } from "pg";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { inPostgres } from "../../migrate/postgres-session.ts";
import { readMigratables } from "../../migrate/migratable.ts";
import { migrateTables } from "../../migrate/migrate.ts";
import type { MigrateOptions, Migration } from "../../migrate/migration.ts";
import type { Parent, Resource } from "../../resource.ts";
import type { Answer, ChangedRow, Destination, LoadEntry, Stage, Stamp } from "../destination.ts";
import { guardStage } from "../guard-stage.ts";
import { quoteName } from "../identifiers.ts";
import { entryValues, INSERT_ENTRY } from "../journal.ts";
import { parentsQuery } from "../parents.ts";
import { openReaderThread, type PageReader } from "../../rows/page-reader.ts";
import { isHashed, partOf, toChangedRow } from "../details.ts";
import { commentInPostgres } from "./comments.ts";
import { explainPostgres, UNDEFINED_TABLE } from "./errors.ts";
import { reserveSchema } from "./reserve.ts";
import type { MergingStage } from "../merging-stage.ts";
import { openPostgresStage } from "./stage.ts";
import { stateFolder } from "../state-folder.ts";
import { type Sql, type SqlValue, type Statement, toStatement } from "../sql.ts";
import { readStatements } from "../statements.ts";
import { planSystemTables } from "../system-tables.ts";

export interface PostgresOptions {
  /** Default `lago_data`; made where it is missing. */
  readonly schema?: string;
  /** For queries: nothing is made, and the server refuses to write. */
  readonly readOnly?: boolean;
  /** False: to look only. The schema has to be there, and nothing of the loader's own is made. */
  readonly create?: boolean;
  /** So many bytes of rows are merged at a time, while others come: 24 MB, if not given. */
  readonly mergeBytes?: number;
}

/** Opens a Postgres database by its `postgres://` address. */
export async function openPostgres(url: string, { schema = "lago_data", readOnly = false, create = true, mergeBytes }: PostgresOptions = {}): Promise<Destination> {
  const name = nameOf(url);
  // Late: a command line that is only asked for help has no need of drivers.
  const { default: pg } = await import("pg");
  const { from: copyFrom } = await import("pg-copy-streams");
  // The temporary schema comes last, so that a plain name means the real table and never the staged one.
  const searchPath = `${quoteName(schema)}, pg_temp`;
  const stages = new Set<Stage>();
  const readers = openReaderThread();

  await withClient(async (client) => {
    await checkServer(client, name);
    const missing = await schemaStatements(client, schema);
    if (!create && missing.length > 0) throw new DestinationError(`${name} has no schema ${schema}. Name the one that was loaded into.`);
    if (!create || readOnly) return;
    if (missing.length > 0) await createAlone(client, missing);
    const own = await planSystemTables(async (sql) => (await client.query<string[]>({ text: sql, rowMode: "array" })).rows);
    if (own.length > 0) await createAlone(client, own);
  });
  return { dialect: "postgres", name, spool: stateFolder(name, schema), reserve, migrate, stage, parents, changed, record, query, close };

  async function reserve(options: { wait: boolean; signal?: AbortSignal }): Promise<() => Promise<void>> {
    const client = await explained(connect);
    try {
      await explained(() => reserveSchema(client, { ...options, schema, name }));
    } catch (error) {
      await client.end();
      options.signal?.throwIfAborted();
      throw error;
    }
    return () => client.end();
  }

  async function migrate(resources: readonly Resource[], options: MigrateOptions = {}): Promise<Migration> {
    const known = await readMigratables(resources, "postgres");
    return withClient(async (client) => {
      const done = await inPostgres({ client, name, schema, searchPath }, options.dryRun ?? false, (opened) => migrateTables(opened, known, options));
      if (!options.dryRun) for (const resource of resources) await commentInPostgres(client, resource, await readStatements(resource, "postgres"));
      return done;
    });
  }

  function stage(resource: Resource, stamp: Stamp, seen?: readonly ChangedRow[]): Promise<Stage> {
    return explained(async () => {
      const list = await readStatements(resource, "postgres");
      const create = list.get("create")!;
      const part = seen ? "details" : "list";
      const statements = seen ? await readStatements(resource, "postgres", part) : list;
      const client = await connect();
      try {
        await createAlone(client, create);
        await commentInPostgres(client, resource, list);
        await client.query("SET search_path = pg_temp");
        for (const sql of create) await client.query(sql);
        await client.query(`SET search_path = ${searchPath}`);
        const filled = partOf(resource, part);
        const hashed = isHashed(resource, part);
        const reader = readers.open({ form: "copy", resource: filled, stamp, hashed });
        return guard(await openPostgresStage({ client, copyFrom, resource: filled, statements, stamp, seen, hashed, reader, mergeBytes }), client, reader);
      } catch (error) {
        await client.end();
        throw error;
      }
    });
  }

  function guard(opened: MergingStage, client: Client, reader: PageReader<"copy">): Stage {
    const guarded = guardStage(opened, {
      explain: (error) => explainPostgres(error, name),
      // Cuts a statement short; the server rolls back.
      interrupt: () => void client.end(),
      release: async () => {
        stages.delete(guarded);
        await opened.settle();
        reader.close();
        await client.end();
      },
    });
    stages.add(guarded);
    return guarded;
  }

  function parents(parent: Parent): Promise<string[][]> {
    return withClient(async (client) => {
      try {
        return (await client.query<string[]>({ ...forDriver(toStatement(parentsQuery(parent))), rowMode: "array" })).rows;
      } catch (error) {
        // A table that was never loaded has no rows.
        if ((error as { code?: string }).code === UNDEFINED_TABLE) return [];
        throw error;
      }
    });
  }

  async function changed(resource: Resource, after: string, most: number): Promise<ChangedRow[]> {
    const [sql] = (await readStatements(resource, "postgres", "details")).get("changed")!;
    const { rows } = await withClient((client) => client.query<string[]>({ text: sql!, values: [after, most], rowMode: "array" }));
    return rows.map(toChangedRow);
  }

  function record(entry: LoadEntry): Promise<void> {
    return withClient(async (client) => void (await client.query(INSERT_ENTRY, entryValues(entry))));
  }

  function query(statement: string | Sql, values?: readonly SqlValue[]): Promise<Answer> {
    return withClient(async (client) => {
      // Without parsers, values stay as Postgres prints them. Of several statements the last one answers.
      const result = await client.query<(string | null)[]>({ ...forDriver(toStatement(statement, values)), rowMode: "array", types: { getTypeParser: () => String } });
      const last = [result].flat().at(-1)!;
      return { columns: last.fields.map((field) => field.name), rows: last.rows };
    });
  }

  async function close(): Promise<void> {
    await Promise.all([...stages].map((open) => open.discard()));
    await readers.close();
  }

  /** A connection lives as long as a piece of work: one that idles through an hour of reading may have been cut on the way. */
  function withClient<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    return explained(async () => {
      const client = await connect();
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    });
  }

  async function connect(): Promise<Client> {
    const client = new pg.Client({ connectionString: url, application_name: "lago-loader", connectionTimeoutMillis: CONNECT_MS, keepAlive: true });
    // A connection cut while nothing runs shows in the next statement; with no listener the event would end the process.
    client.on("error", () => {});
    await client.connect();
    const settings = { ...SETTINGS, search_path: searchPath, default_transaction_read_only: String(readOnly) };
    await client.query("SELECT set_config(name, value, false) FROM unnest($1::text[], $2::text[]) AS settings (name, value)", [Object.keys(settings), Object.values(settings)]);
    return client;
  }

  async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw explainPostgres(error, name);
    }
  }
}

/** Enough for a server on another continent that is just waking up. */
const CONNECT_MS = 15_000;

/** Hosts set some of these differently: time limits would end the merge of a large table, or a lock that is held while an hour is read. */
const SETTINGS = {
  TimeZone: "UTC",
  DateStyle: "ISO, YMD",
  statement_timeout: "0",
  lock_timeout: "0",
  idle_session_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  client_min_messages: "warning",
  // Off in some old databases, where a backslash in a constant of the generated SQL would be an escape.
  standard_conforming_strings: "on",
  // As for disks that do not turn: the records that wait are looked up in a table by its key, not it read whole for them, which took twice as long at 200,000 rows and grows with them.
  random_page_cost: "1.1",
  // What is merged at a time: read several times, and else written to files in between.
  temp_buffers: "32MB",
  // Of a million records, what is remembered does not go to files.
  work_mem: "32MB",
};

/** The oldest that this loader is meant for; the Postgres project itself has given up older ones. */
const OLDEST = 15;

/** Address without user, password and options: what may be shown. */
function nameOf(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    // The error of `URL` holds the address, and with it the password: it goes no further.
    throw new ConfigurationError("The address of the Postgres database is malformed. Write postgres://user:password@host:5432/database, with special characters percent-encoded.");
  }
  const host = parsed.host || parsed.searchParams.get("host") || "localhost";
  return `postgres://${host}${parsed.pathname}`;
}

async function checkServer(client: Client, name: string): Promise<void> {
  const { rows } = await client.query<{ version: string; number: string; encoding: string }>(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number, current_setting('server_encoding') AS encoding",
  );
  const { version, number, encoding } = rows[0]!;
  if (Number(number) < OLDEST * 10_000) {
    throw new DestinationError(`${name} is Postgres ${version}, which is too old. Use version ${OLDEST} or later.`);
  }
  if (encoding !== "UTF8") {
    throw new DestinationError(`${name} stores text as ${encoding}, which cannot hold all that Lago sends. Use a database created with ENCODING 'UTF8'.`);
  }
}

/** Without values, the driver sends what may be several statements. */
function forDriver({ text, values }: Statement): { text: string; values?: unknown[] } {
  return values.length === 0 ? { text } : { text, values: [...values] };
}

/** Nothing where the schema is there: Postgres wants the right to make schemas even to find that there is nothing to make. */
async function schemaStatements(client: Client, schema: string): Promise<string[]> {
  const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [schema]);
  return rowCount === 0 ? [`CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)}`] : [];
}

/** Two loaders that make the same table at once would collide in Postgres's catalog, in spite of IF NOT EXISTS. */
async function createAlone(client: Client, statements: readonly string[]): Promise<void> {
  await client.query("BEGIN");
  await client.query("SELECT pg_advisory_xact_lock(hashtext('lago-loader create'))");
  for (const sql of statements) await client.query(sql);
  await client.query("COMMIT");
}
