import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { inDuckDB } from "../../migrate/duckdb-session.ts";
import { readMigratables } from "../../migrate/migratable.ts";
import { migrateTables } from "../../migrate/migrate.ts";
import type { MigrateOptions, Migration } from "../../migrate/migration.ts";
import type { Parent, Resource } from "../../resource.ts";
import type { Answer, ChangedRow, Destination, LoadEntry, Stage, Stamp } from "../destination.ts";
import { explainDuckDB, explainMissing, isHeldByAnother } from "./errors.ts";
import { type DuckDBStage, openDuckDBStage } from "./stage.ts";
import { guardStage } from "../guard-stage.ts";
import { quoteName, quoteText } from "../identifiers.ts";
import { entryValues, INSERT_ENTRY } from "../journal.ts";
import { parentsQuery } from "../parents.ts";
import { openReaderThread } from "../../rows/page-reader.ts";
import { isHashed, partOf, toChangedRow } from "../details.ts";
import { readStatements } from "../statements.ts";
import { planSystemTables } from "../system-tables.ts";
import { takeTurns } from "../turns.ts";

export interface DuckDBOptions {
  /** Default `lago_data`. */
  readonly schema?: string;
  /**
   * What DuckDB may keep in memory, as in `1GB`; what a load has beyond that waits in a folder beside the file. Default 128MB:
   * with it 1,000,000 fees load in less than 512 MB in all, no slower than with more.
   */
  readonly memoryLimit?: string;
  /** Default 1: more take memory, and time from the reading of the next pages. */
  readonly threads?: number;
  /** So many bytes of rows are merged at a time, while others come: 24 MB, if not given. */
  readonly mergeBytes?: number;
  /** Wait for another process that has the file open, instead of being refused. */
  readonly wait?: boolean;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** For queries while other processes read, too. Such a destination takes no loads. */
  readonly readOnly?: boolean;
  /** False: to look only. The file and the schema have to be there, and nothing of the loader's own is made. */
  readonly create?: boolean;
}

/** Opens a DuckDB file, which is made where it is missing. */
export async function openDuckDB(path: string, options: DuckDBOptions = {}): Promise<Destination> {
  const { schema = "lago_data", readOnly = false, create = true } = options;
  const file = resolve(path);
  const spill = readOnly ? join(tmpdir(), `lago-loader-${process.pid}`) : `${file}.tmp`;
  const place = `${FILE}.${quoteName(schema)}`;
  const stages = new Set<Stage>();
  const inTurn = takeTurns();
  const readers = openReaderThread();
  let loading: Promise<void> | undefined;
  let closing: Promise<void> | undefined;

  // Late, because it takes 0.1 s; and not by `import`, which reads CommonJS twice, the first time for what it exports: 0.08 s.
  const duck = createRequire(import.meta.url)("@duckdb/node-api") as typeof import("@duckdb/node-api");
  const instance = await explained(() => duck.DuckDBInstance.create(":memory:", settings(options, spill)));
  const session = await instance.connect();
  claim(file, path, schema);
  try {
    await explained(attach);
  } catch (error) {
    await close();
    throw error;
  }
  return { dialect: "duckdb", name: path, spool: `${file}.resume`, reserve, migrate, stage, parents, changed, record, query, close };

  async function attach(): Promise<void> {
    if (!create && !existsSync(file)) throw new DestinationError(explainMissing(path));
    // The type is named because DuckDB would look for an extension where the file is SQLite's.
    await attachFile(`ATTACH ${quoteText(file)} AS ${FILE} (TYPE duckdb${readOnly ? ", READ_ONLY" : ""})`);
    if (readOnly) return settle(session);
    // The file is locked now, so what lies beside it was left by a load that was killed.
    await rm(spill, { recursive: true, force: true });
    await session.run(`ATTACH ':memory:' AS ${SHAPE}`);
    if (create) await session.run(`CREATE SCHEMA IF NOT EXISTS ${place}`);
    await settle(session);
    if (create) for (const sql of await planSystemTables((texts) => readTexts(session, texts))) await session.run(sql);
  }

  /** DuckDB itself does not wait for a lock. */
  async function attachFile(sql: string): Promise<void> {
    for (;;) {
      try {
        return void (await session.run(sql));
      } catch (error) {
        if (!options.wait || !isHeldByAnother(error)) throw error;
        await sleep(LOCK_POLL_MS, undefined, { ...(options.signal && { signal: options.signal }) });
      }
    }
  }

  async function settle(connection: DuckDBConnection): Promise<void> {
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`USE ${place}`);
  }

  /** Against other processes the file is locked as long as it is open; so this is only about loads in this one. */
  async function reserve({ wait }: { wait: boolean }): Promise<() => Promise<void>> {
    while (loading) {
      if (!wait) throw new DestinationError(`Another load into ${path} is running in this process. Wait until it has ended.`);
      await loading;
    }
    let release: () => void;
    loading = new Promise((resolve) => (release = resolve));
    return async () => {
      loading = undefined;
      release();
    };
  }

  function migrate(resources: readonly Resource[], options: MigrateOptions = {}): Promise<Migration> {
    return explained(async () => {
      refuseReadOnly();
      const known = await readMigratables(resources, "duckdb");
      const where = { duck, connection: session, connect: () => instance.connect(), name: path, place: { catalog: FILE, schema }, scratch: SHAPE };
      return inTurn(() => inDuckDB(where, options.dryRun ?? false, (opened) => migrateTables(opened, known, options)));
    });
  }

  function stage(resource: Resource, stamp: Stamp, seen?: readonly ChangedRow[]): Promise<Stage> {
    return explained(async () => {
      refuseReadOnly();
      const list = await readStatements(resource, "duckdb");
      const part = seen ? "details" : "list";
      const statements = seen ? await readStatements(resource, "duckdb", part) : list;
      // Its own connection, so that two resources can stage at once.
      const connection = await instance.connect();
      try {
        await settle(connection);
        await inTurn(async () => {
          for (const sql of list.get("create")!) await connection.run(sql);
        });
        const filled = partOf(resource, part);
        const hashed = isHashed(resource, part);
        const reader = readers.open({ form: "columns", resource: filled, stamp, hashed });
        const opened = await openDuckDBStage({ connection, resource: filled, statements, stamp, seen, hashed, reader, folder: spill, inTurn, mergeBytes: options.mergeBytes });
        return guard(opened, connection);
      } catch (error) {
        connection.closeSync();
        throw error;
      }
    });
  }

  function refuseReadOnly(): void {
    if (readOnly) throw new DestinationError(`${path} was opened for reading only. Open it without readOnly to load into it.`);
  }

  function guard(opened: DuckDBStage, connection: DuckDBConnection): Stage {
    const guarded = guardStage(opened, {
      explain: (error) => explainDuckDB(error, path),
      interrupt: () => connection.interrupt(),
      release: () => {
        stages.delete(guarded);
        return opened.release();
      },
    });
    stages.add(guarded);
    return guarded;
  }

  function parents(parent: Parent): Promise<string[][]> {
    return explained(() => inTurn(() => readParents(session, parent)));
  }

  function changed(resource: Resource, after: string, most: number): Promise<ChangedRow[]> {
    return explained(async () => {
      const [sql] = (await readStatements(resource, "duckdb", "details")).get("changed")!;
      const rows = await inTurn(() => readTexts(session, sql!.replace(/;$/, ""), { after, most: String(most) }));
      return (rows as string[][]).map(toChangedRow);
    });
  }

  function record(entry: LoadEntry): Promise<void> {
    return explained(() => inTurn(async () => void (await session.run(INSERT_ENTRY, entryValues(entry)))));
  }

  function query(sql: string, values: readonly string[] = []): Promise<Answer> {
    return explained(() => inTurn(() => readAnswer(session, sql, values, duck.StatementType.SELECT)));
  }

  function close(): Promise<void> {
    closing ??= end();
    return closing;
  }

  async function end(): Promise<void> {
    await Promise.all([...stages].map((open) => open.discard()));
    await readers.close();
    await inTurn(async () => {
      session.closeSync();
      instance.closeSync();
    });
    await rm(spill, { recursive: true, force: true });
    claimed.delete(file);
  }

  async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw explainDuckDB(error, path);
    }
  }
}

/** The file goes by a fixed name: one called like the schema inside it would be ambiguous to DuckDB. */
const FILE = "lago_file";
/** Short against any load. */
const LOCK_POLL_MS = 250;

/** A database in memory in which a migration makes every table as the generator has it, to compare with what is there. */
const SHAPE = "shape";

/** DuckDB locks a file against other processes, but a second opening in the same one would corrupt it. */
const claimed = new Set<string>();

function claim(file: string, path: string, schema: string): void {
  if (schema === FILE || schema === SHAPE) {
    throw new ConfigurationError(`The schema cannot be called "${schema}": the loader uses that name inside DuckDB. Choose another.`);
  }
  if (claimed.has(file)) throw new DestinationError(`${path} is already open in this process. Close it there first.`);
  claimed.add(file);
}

function settings({ memoryLimit = "128MB", threads = 1 }: DuckDBOptions, spill: string): Record<string, string> {
  return {
    memory_limit: memoryLimit,
    threads: String(threads),
    temp_directory: spill,
    // The rows of a list have no order worth the memory.
    preserve_insertion_order: "false",
    // Nothing is fetched from the network behind the user's back.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    // Staged files are read once.
    enable_external_file_cache: "false",
    // What is not in use goes back to the system at once: it took 100 MB more than the limit, for nothing.
    allocator_flush_threshold: "8MB",
    allocator_bulk_deallocation_flush_threshold: "8MB",
  };
}

async function readParents(session: DuckDBConnection, parent: Parent): Promise<string[][]> {
  try {
    return (await readTexts(session, parentsQuery(parent))) as string[][];
  } catch (error) {
    // A table that was never loaded has no rows.
    if (error instanceof Error && error.message.startsWith("Catalog Error: Table with name")) return [];
    throw error;
  }
}

async function readAnswer(session: DuckDBConnection, sql: string, values: readonly string[], select: number): Promise<Answer> {
  const statements = await session.extractStatements(sql);
  const prepared = statements.count === 1 ? await statements.prepare(0) : undefined;
  const columns = prepared && Array.from({ length: prepared.columnCount }, (_, index) => prepared.columnName(index));
  // Cast by the engine, values look as DuckDB prints them; the driver prints floats and times in its own way.
  const isSelect = prepared?.statementType === select;
  prepared?.destroySync();
  if (columns && values.length > 0) return { columns, rows: await readTexts(session, sql, Object.fromEntries(values.map((value, index) => [index + 1, value]))) };
  if (columns && isSelect) return { columns, rows: await readTexts(session, `FROM query(${quoteText(sql)})`) };
  const reader = await session.runAndReadAll(sql);
  const rows = reader.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
  return { columns: columns ?? reader.columnNames(), rows };
}

/** What a SELECT answers with, as text. From its bytes: the driver's own way loses a byte order mark at the beginning, which a key may have. */
async function readTexts(session: DuckDBConnection, select: string, values?: Record<string, string>): Promise<(string | null)[][]> {
  const reader = await session.runAndReadAll(`SELECT encode(COLUMNS(*)::VARCHAR) FROM (${select})`, values);
  return (reader.getRows() as ({ readonly bytes: Uint8Array } | null)[][]).map((row) => row.map((value) => value && Buffer.from(value.bytes).toString()));
}
