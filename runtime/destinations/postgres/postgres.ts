import type { Client } from "pg";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { inPostgres } from "../../migrate/postgres-session.ts";
import { migrateTables } from "../../migrate/migrate.ts";
import type { MigrateOptions, Migration } from "../../migrate/migration.ts";
import type { Parent, Resource } from "../../resource.ts";
import type { Answer, ChangedRow, CommitOptions, Destination, LoadEntry, Reservation, Stage, Stamp, TakeRows } from "../destination.ts";
import { guardStage } from "../guard-stage.ts";
import { quoteName } from "../identifiers.ts";
import { entryValues, INSERT_ENTRY } from "../journal.ts";
import { parentsQuery } from "../parents.ts";
import { openReaderThread, type PageReader } from "../../rows/page-reader.ts";
import { isHashed, partOf, toChangedRow } from "../details.ts";
import { findUser, parseAddress } from "./address.ts";
import { commentInPostgres } from "./comments.ts";
import { checkServer } from "./check-server.ts";
import { followSignal, openConnector } from "./connect.ts";
import { explainPostgres, explainQuery, UNDEFINED_TABLE } from "./errors.ts";
import type { Asker } from "./grants.ts";
import { makeIndexes } from "./indexes.ts";
import { hasRules } from "./isolate.ts";
import { refusePooler } from "./pooler.ts";
import { readRights, requireRight, requireTables, type Rights } from "./rights.ts";
import { scanRows } from "./scan.ts";
import { createAlone, inTransaction, LOCK_TIMEOUT, openSessions } from "./sessions.ts";
import type { MergingStage } from "../merging-stage.ts";
import { openPostgresStage } from "./stage.ts";
import { findStateFolder } from "../state-folder.ts";
import { NO_STATEMENT, sql, type Sql, type SqlValue, type Statement, toStatement } from "../sql.ts";
import { readStatements } from "../statements.ts";
import { planKnownSystemTables, SYSTEM_RIGHTS } from "../system-tables.ts";

/** Options of `openPostgres`. */
export interface PostgresOptions {
  /** Schema of the tables, created if it is missing. Default `lago_data`. */
  readonly schema?: string;
  /** For queries: nothing is created, and the server refuses to write. Default false. */
  readonly readOnly?: boolean;
  /** False: the schema must exist, and the loader creates no tables of its own. Default true. */
  readonly create?: boolean;
  /** Bytes of rows that are merged at a time, while others arrive. Default 24 MB. */
  readonly mergeBytes?: number;
  /** False: create no indexes besides primary keys. Default true. */
  readonly indexes?: boolean;
  /** True: few rows come, into tables of earlier loads, which are given no comments and indexes again. Default false. */
  readonly fewRows?: boolean;
  /** Aborts the opening: connecting, and waiting for the server. The promise rejects with its reason. It has no effect afterwards. */
  readonly signal?: AbortSignal;
}

/**
 * Opens a Postgres database, version 15 or later, by its `postgres://` address, which follows the rules of libpq. Creates the schema and the
 * loader's own tables if they are missing. Rejects with a `ConfigurationError` if the address or an option is invalid, and with a
 * `DestinationError` if the server cannot be reached or refuses, or if a right is missing.
 */
export async function openPostgres(url: string, { schema = "lago_data", readOnly = false, create = true, mergeBytes, indexes = true, fewRows = false, signal }: PostgresOptions = {}): Promise<Destination> {
  signal?.throwIfAborted();
  const address = parseAddress(url);
  const { name } = address;
  const named = address.options.get("schema");
  if (named !== undefined && named !== schema) throw new ConfigurationError(`The address names schema ${named}, and the loader uses ${schema}. Name the schema with --schema, and leave ?schema= out of the address.`);
  // Imported late: `--help` needs no drivers.
  const { default: pg } = await import("pg");
  const { from: copyFrom } = await import("pg-copy-streams");
  // The temporary schema is last, so that an unqualified name is the real table and never the staged one.
  const searchPath = `${quoteName(schema)}, pg_temp`;
  const stages = new Set<Stage>();
  const opening = followSignal(signal);
  const connect = openConnector(pg, address, opening.signal);
  const sessions = openSessions({ connect, check, settings: { ...SETTINGS, search_path: searchPath }, readOnly, name, schema });
  const readers = openReaderThread();
  let rights: Rights | undefined;
  try {
    await withSession(prepare);
  } catch (error) {
    await close();
    signal?.throwIfAborted();
    throw error;
  } finally {
    opening.release();
  }
  return { dialect: "postgres", name, stateFolder: findStateFolder(name, schema), reserve, migrate, stage, parents, changed, hashOf: (text) => sql`hashtextextended(${text}, 0)`, record, query, scan, close, [Symbol.asyncDispose]: close };

  /** Until the server has said who it is, the role is the one that the driver logs in as. */
  function asker(): Asker {
    return { role: rights?.role ?? findUser(address), schema, readOnly };
  }

  async function check(client: Client): Promise<void> {
    await checkServer(client, name);
    if (!readOnly) await refusePooler(client, connect, name);
  }

  /** Checks first: Postgres requires the right to create something even if it already exists. */
  async function prepare(client: Client): Promise<void> {
    rights = await readRights(client, schema);
    if (!rights.there && !create) throw new DestinationError(`${name} has no schema ${schema}. Name the one that was loaded into.`);
    if (rights.there) requireRight(rights, name, "use");
    if (!create || readOnly) return;
    requireRight(rights, name, "temporary");
    if (!rights.there) {
      requireRight(rights, name, "createSchema");
      await createAlone(client, [`CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)}`]);
      rights = await readRights(client, schema);
    }
    const missing = await planKnownSystemTables(async (sql) => (await client.query<string[]>({ text: sql, rowMode: "array" })).rows);
    if (missing.length > 0) {
      requireRight(rights, name, "createTables");
      await createAlone(client, missing);
    }
    for (const [wanted, tables] of SYSTEM_RIGHTS) await requireTables(client, rights, name, tables, wanted);
  }

  function reserve(options: { wait: boolean; signal?: AbortSignal }): Promise<Reservation> {
    return explained(() => sessions.reserve(options));
  }

  async function migrate(resources: readonly Resource[], options: MigrateOptions = {}): Promise<Migration> {
    return withOwnSession(async (client) => {
      const opened = { client, name, schema, searchPath, fence: () => sessions.fence(client), explain: (error: unknown) => explainPostgres(error, name, asker()) };
      const done = await inPostgres(opened, options.dryRun ?? false, (session) => migrateTables(session, resources, options));
      if (!options.dryRun && !fewRows) await furnish(client, resources);
      return done;
    });
  }

  function stage(resource: Resource, stamp: Stamp, seen?: readonly ChangedRow[]): Promise<Stage> {
    return explained(async () => {
      const list = await readStatements(resource, "postgres");
      const create = list.get("create")!;
      const part = seen ? "details" : "list";
      const statements = seen ? await readStatements(resource, "postgres", part) : list;
      const client = await sessions.open();
      try {
        const there = await requireTables(client, rights!, name, resource.tables.map((table) => table.name));
        if (there.length < resource.tables.length) {
          requireRight(rights!, name, "createTables");
          await createAlone(client, create);
        }
        await client.query("SET search_path = pg_temp");
        for (const sql of create) await client.query(sql);
        await client.query(`SET search_path = ${searchPath}`);
        const filled = partOf(resource, part);
        const hashed = isHashed(resource, part);
        const names = resource.tables.map((table) => quoteName(table.name));
        // Details are committed in portions, and tables without a key are replaced.
        const guarded = hashed && !seen && (await hasRules(client, names, names.map((table) => `pg_temp.${table}`)));
        const reader = readers.open({ form: "copy", resource: filled, stamp, hashed, guarded });
        const fence = () => sessions.fence(client);
        const opened = await openPostgresStage({ client, copyFrom, resource: filled, statements, stamp, seen, hashed, guarded, reader, mergeBytes, indexes: indexes && !fewRows, fence });
        const commit = async (options: CommitOptions) => {
          const committed = await opened.commit(options);
          if (!fewRows) await furnish(client, [resource]);
          return committed;
        };
        return guard({ ...opened, commit }, client, reader);
      } catch (error) {
        await client.end();
        throw error;
      }
    });
  }

  /** Adds comments and indexes. */
  async function furnish(client: Client, resources: readonly Resource[]): Promise<void> {
    await commentInPostgres(client, resources);
    if (indexes) await makeIndexes(client, resources);
  }

  function guard(opened: MergingStage, client: Client, reader: PageReader<"copy">): Stage {
    const guarded = guardStage(opened, {
      explain: (error) => explainPostgres(error, name, asker()),
      // Aborts a running statement; the server rolls back.
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
    return withSession(async (client) => {
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
    const { rows } = await withSession((client) => client.query<string[]>({ text: sql!, values: [after, most], rowMode: "array" }));
    return rows.map(toChangedRow);
  }

  function record(entry: LoadEntry): Promise<void> {
    return withSession(async (client) => void (await client.query(INSERT_ENTRY, entryValues(entry))));
  }

  function query(statement: string | Sql, values?: readonly SqlValue[]): Promise<Answer> {
    const { text, values: given } = toStatement(statement, values);
    if (typeof statement !== "string") return withSession((client) => readAnswer(client, { ...forDriver({ text, values: given }) }));
    // A user's SQL may change its session, or begin a transaction.
    if (!readOnly) return withOwnSession((client) => readAnswer(client, forDriver({ text, values: given })));
    // In this mode the server accepts one statement only: a second one could end the transaction.
    return sessions.run((client) => readAnswer(client, { ...forDriver({ text, values: given }), queryMode: "extended" })).catch((error: unknown) => {
      throw error instanceof ConfigurationError ? error : explainQuery(error, name, { ...asker(), sql: text });
    });
  }

  function scan(select: Sql, take: TakeRows): Promise<void> {
    const work = (client: Client) => scanRows(client, select, take);
    return readOnly ? withSession(work) : withOwnSession((client) => inTransaction(client, () => work(client)));
  }

  async function close(): Promise<void> {
    await Promise.all([...stages].map((open) => open.discard()));
    await Promise.all([sessions.close(), readers.close()]);
  }

  function withSession<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    return explained(() => sessions.run(work));
  }

  function withOwnSession<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    return explained(async () => {
      const client = await sessions.open();
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    });
  }

  async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof ConfigurationError ? error : explainPostgres(error, name, asker());
    }
  }
}

/** Some hosts set these differently: time limits would end the merge of a large table, or a lock that is held while a list is read for an hour. */
const SETTINGS = {
  TimeZone: "UTC",
  DateStyle: "ISO, YMD",
  statement_timeout: "0",
  lock_timeout: LOCK_TIMEOUT,
  idle_session_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  // Since 17. A transaction lasts from a list's first merge to its commit.
  transaction_timeout: "0",
  client_min_messages: "warning",
  // Off in some old databases, where a backslash in a constant of the generated SQL would be an escape.
  standard_conforming_strings: "on",
  // As for SSDs: waiting records are looked up in a table by its key. A scan of the table took twice as long at 200,000 rows.
  random_page_cost: "1.1",
  // Keeps a batch in memory: it is read several times while it is merged.
  temp_buffers: "32MB",
  // Keeps the keys of a million records in memory.
  work_mem: "32MB",
};

/** Without values, the driver sends a text that may hold several statements. */
function forDriver({ text, values }: Statement): { text: string; values?: unknown[] } {
  return values.length === 0 ? { text } : { text, values: [...values] };
}

/** Without parsers, values stay as Postgres prints them. Of several statements, the last result is returned. */
async function readAnswer(client: Client, statement: { text: string; values?: unknown[]; queryMode?: "extended" }): Promise<Answer> {
  const result = await client.query<(string | null)[]>({ ...statement, rowMode: "array", types: { getTypeParser: () => String } });
  const last = [result].flat().at(-1)!;
  if (!last.command) throw new ConfigurationError(NO_STATEMENT);
  return { columns: last.fields.map((field) => field.name), rows: last.rows };
}
