import type { DuckDBConnection } from "@duckdb/node-api";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { openDuckDBSession } from "../../migrate/duckdb-session.ts";
import { migrateTables } from "../../migrate/migrate.ts";
import type { MigrateOptions, Migration } from "../../migrate/migration.ts";
import type { Parent, Resource } from "../../resource.ts";
import { openReaderThread } from "../../rows/page-reader.ts";
import type { Answer, ChangedRow, Destination, LoadEntry, Reservation, Stage, Stamp, TakeRows } from "../destination.ts";
import { isHashed, partOf, toChangedRow } from "../details.ts";
import { guardStage } from "../guard-stage.ts";
import { quoteName } from "../identifiers.ts";
import { entryValues, INSERT_ENTRY } from "../journal.ts";
import { sql, type Sql, type SqlValue, toStatement } from "../sql.ts";
import { readStatements } from "../statements.ts";
import { planKnownSystemTables } from "../system-tables.ts";
import { takeTurns } from "../turns.ts";
import { readAnswer, readParents, readTexts } from "./answers.ts";
import { commentInDuckDB } from "./comments.ts";
import { orAborted } from "./attach-file.ts";
import { loadDriver } from "./driver.ts";
import { explainDuckDB, explainQuery } from "./errors.ts";
import { findFileHome } from "./file-home.ts";
import { CATALOG, type Home } from "./home.ts";
import { lockPlace } from "./lock-place.ts";
import { openMemory } from "./memory.ts";
import { runTogether } from "./run-together.ts";
import { makeSpill, makeSpillElsewhere } from "./spill.ts";
import { scanRows } from "./scan.ts";
import { type DuckDBStage, openDuckDBStage } from "./stage.ts";

/** Options of `openDuckDB`. */
export interface DuckDBOptions {
  /** Schema of the tables, created if it is missing. Default `lago_data`. */
  readonly schema?: string;
  /**
   * Memory for DuckDB, e.g. `1GB`. What exceeds it goes to temporary files beside the database. Default 128MB, for tables with
   * more columns one MB per column; for migrations 128MB, or two MB per column.
   */
  readonly memoryLimit?: string;
  /** Threads of DuckDB. Default 1: more need memory, and slow down the reading of pages. */
  readonly threads?: number;
  /** Bytes of rows that are merged at a time, while others arrive. Default 24 MB. */
  readonly mergeBytes?: number;
  /** Wait until another process closes the file. Default false: reject with a `DestinationError`. */
  readonly wait?: boolean;
  /** Aborts the opening: the wait for another process. The promise rejects with its reason. It has no effect afterwards. */
  readonly signal?: AbortSignal;
  /** For queries, while other processes may read as well. Loads are refused. Default false. */
  readonly readOnly?: boolean;
  /** With `readOnly`, for a publish: the place that it goes to, which is locked. One state is read, whatever loads commit meanwhile. */
  readonly publishTo?: string;
  /** False: the file and the schema must exist, and the loader creates no tables of its own. Default true. */
  readonly create?: boolean;
  /** True: few rows come, into tables of earlier loads, which are given no comments and indexes again. Default false. */
  readonly fewRows?: boolean;
}

/**
 * Opens a DuckDB file, which is created if it is missing. Rejects with a `ConfigurationError` if an option is invalid, and with a
 * `DestinationError` if the file cannot be opened, e.g. because another process has it open.
 */
export async function openDuckDB(path: string, options: DuckDBOptions = {}): Promise<Destination> {
  return openHome(findFileHome(path), options);
}

/** Opens the tables of a home. */
export async function openHome(home: Home, options: DuckDBOptions): Promise<Destination> {
  const { schema = "lago_data", readOnly = false, create = true, fewRows = false } = options;
  checkSchema(schema);
  const { name, stateFolder, oneAtATime } = home;
  const place = `${CATALOG}.${quoteName(schema)}`;
  const stages = new Set<Stage>();
  const inTurn = takeTurns();
  const memory = openMemory(options.memoryLimit);
  const claim = home.claim();
  const undo: (() => unknown)[] = [claim.release];
  let loading: Promise<void> | undefined;
  let closing: Promise<void> | undefined;

  const { duck, instance, session, spill } = await explained(open).catch(async (error: unknown) => {
    await takeBack();
    options.signal?.throwIfAborted();
    throw error;
  });
  const readers = openReaderThread();
  return { dialect: "duckdb", name, stateFolder, oneAtATime, reserve, migrate, stage, parents, changed, hashOf: (text) => sql`hash(${text})`, record, query, scan, close, [Symbol.asyncDispose]: close };

  /** Each step adds how to undo it; undoing runs in reverse order. */
  async function open() {
    const duck = loadDriver();
    const elsewhere = readOnly || home.spillFolder === undefined ? await makeSpillElsewhere() : undefined;
    if (elsewhere) undo.push(elsewhere.remove);
    const instance = await duck.DuckDBInstance.create(":memory:", { ...settings(memory.limit, options, elsewhere?.folder ?? home.spillFolder!), ...home.settings });
    undo.push(() => instance.closeSync());
    const session = await instance.connect();
    undo.push(() => session.closeSync());
    if (home.close) undo.push(home.close);
    const waiting = { ...(options.wait && { wait: true }), ...(options.signal && { signal: options.signal }) };
    if (options.publishTo !== undefined) await lockPlace(session, options.publishTo, waiting);
    await home.attach(session, { schema, readOnly, create, ...(options.publishTo !== undefined && { publishTo: options.publishTo }), ...waiting });
    claim.note();
    // From here on the file is locked. Before that, files beside it may belong to another process.
    const spill = elsewhere ?? (await makeSpill(home.spillFolder!));
    if (!elsewhere) undo.push(spill.remove);
    // Closing also writes to disk, but blocks everything else in this process, such as responses to webhooks.
    if (!readOnly && home.flush !== undefined) undo.push(() => session.run(home.flush!).then(() => {}, () => {}));
    if (!readOnly) await session.run(`ATTACH ':memory:' AS ${SHAPE}`);
    if (create && !readOnly) await session.run(`CREATE SCHEMA IF NOT EXISTS ${place}`);
    await settle(session);
    if (create && !readOnly) await runTogether(session, await planKnownSystemTables((texts) => readTexts(session, texts)));
    return { duck, instance, session, spill };
  }

  async function takeBack(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of undo.splice(0).reverse()) await Promise.resolve(step()).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw explainDuckDB(failures[0], name);
  }

  async function settle(connection: DuckDBConnection): Promise<void> {
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`USE ${place}`);
  }

  /** Most homes are locked against other processes while they are open; so this concerns loads in this process. */
  async function reserve({ wait, signal }: { wait: boolean; signal?: AbortSignal }): Promise<Reservation> {
    while (loading) {
      if (!wait) throw new DestinationError(`Another load into ${name} is running in this process. Wait until it has ended.`);
      await orAborted(loading, signal);
    }
    signal?.throwIfAborted();
    let free: () => void;
    loading = new Promise((resolve) => (free = resolve));
    const release = () => {
      loading = undefined;
      free();
    };
    try {
      const { lost, release: giveBack } = (await home.reserve?.({ wait, ...(signal && { signal }) })) ?? LOCKED;
      if (home.maintain) await explained(() => inTurn(() => home.maintain!(session)));
      return { lost, release: () => giveBack().finally(release) };
    } catch (error) {
      release();
      throw error;
    }
  }

  function migrate(resources: readonly Resource[], migrateOptions: MigrateOptions = {}): Promise<Migration> {
    return explained(async () => {
      refuseReadOnly();
      const where = { duck, connection: session, connect: () => instance.connect(), name, place: { catalog: CATALOG, schema }, scratch: SHAPE, onlyWidens: home.onlyWidens, explain: (error: unknown) => explainDuckDB(error, name) };
      return inTurn(async () => {
        const work = () => migrateTables(openDuckDBSession(where, migrateOptions.dryRun ?? false), resources, migrateOptions);
        const done = await memory.withRoom(session, resources, work, home.flush);
        if (!migrateOptions.dryRun && !fewRows) await commentInDuckDB(session, resources);
        return done;
      });
    });
  }

  function stage(resource: Resource, stamp: Stamp, seen?: readonly ChangedRow[]): Promise<Stage> {
    return explained(async () => {
      refuseReadOnly();
      const list = await readStatements(resource, "duckdb");
      const part = seen ? "details" : "list";
      const statements = seen ? await readStatements(resource, "duckdb", part) : list;
      // A separate connection, so that two resources can stage at the same time.
      const connection = await instance.connect();
      try {
        await memory.makeRoom(connection, resource);
        await settle(connection);
        await inTurn(() => runTogether(connection, list.get("create")!));
        const comment = () => (fewRows ? Promise.resolve() : commentInDuckDB(connection, [resource]));
        const filled = partOf(resource, part);
        const hashed = isHashed(resource, part);
        const reader = readers.open({ form: "columns", resource: filled, stamp, hashed });
        const { trim, restore } = memory;
        const own = { trim: () => trim(session), restore: () => restore(session) };
        const opened = await openDuckDBStage({ connection, resource: filled, statements, stamp, seen, hashed, reader, folder: spill.folder, inTurn, comment, memory: own, mergeBytes: options.mergeBytes, ...(home.fence && { fence: home.fence }) });
        return guard(opened, connection);
      } catch (error) {
        connection.closeSync();
        throw error;
      }
    });
  }

  function refuseReadOnly(): void {
    if (readOnly) throw new DestinationError(`${name} was opened for reading only. Open it without readOnly to load into it.`);
  }

  function guard(opened: DuckDBStage, connection: DuckDBConnection): Stage {
    const guarded = guardStage(opened, {
      explain: (error) => explainDuckDB(error, name),
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
      const rows = await inTurn(() => readTexts(session, sql!.replace(/;$/, ""), (name) => (name === "after" ? after : String(most))));
      return (rows as string[][]).map(toChangedRow);
    });
  }

  function record(entry: LoadEntry): Promise<void> {
    return explained(() => inTurn(async () => void (await session.run(INSERT_ENTRY, entryValues(entry)))));
  }

  function query(statement: string | Sql, values?: readonly SqlValue[]): Promise<Answer> {
    const work = () => inTurn(() => readAnswer(session, toStatement(statement, values), { select: duck.StatementType.SELECT, single: readOnly }));
    // In a read-only database the query is a user's, who can correct it.
    return readOnly && typeof statement === "string" ? work().catch((error: unknown) => Promise.reject(explainQuery(error, name))) : explained(work);
  }

  function scan(select: Sql, take: TakeRows): Promise<void> {
    return explained(() => inTurn(() => scanRows(session, select, take)));
  }

  function close(): Promise<void> {
    closing ??= end();
    return closing;
  }

  async function end(): Promise<void> {
    await Promise.all([...stages].map((open) => open.discard()));
    const readersClosed = readers.close();
    await inTurn(takeBack).finally(() => readersClosed);
  }

  async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof ConfigurationError ? error : explainDuckDB(error, name);
    }
  }
}

/** The reservation of a home that is locked while it is open. */
const LOCKED: Reservation = { lost: new AbortController().signal, release: async () => {} };

/** An in-memory database in which a migration creates every generated table, to compare with the existing ones. */
const SHAPE = "shape";

function checkSchema(schema: string): void {
  if (schema !== CATALOG && schema !== SHAPE) return;
  throw new ConfigurationError(`The schema cannot be called "${schema}": the loader uses that name inside DuckDB. Choose another.`);
}

function settings(memoryLimit: string, { threads = 1 }: DuckDBOptions, spill: string): Record<string, string> {
  return {
    memory_limit: memoryLimit,
    threads: String(threads),
    temp_directory: spill,
    // Keeping the order of rows would cost memory for nothing.
    preserve_insertion_order: "false",
    // No extension is downloaded without the user's knowledge.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    // Staged files are read once.
    enable_external_file_cache: "false",
    // Unused memory is returned to the system at once, on Linux also by a thread of the allocator (jemalloc): otherwise it exceeds the limit
    // by 150 MB.
    allocator_flush_threshold: "8MB",
    allocator_bulk_deallocation_flush_threshold: "8MB",
    allocator_background_threads: "true",
  };
}
