import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigurationError, DestinationError } from "../errors.ts";
import { explainDuckDB } from "../destinations/duckdb/errors.ts";
import { toStatement } from "../destinations/sql.ts";
import { readTexts } from "./duckdb-file.ts";
import { openSource } from "./open-source.ts";
import { newPool } from "./session-pool.ts";
import { newQueryProcess } from "./query-process.ts";
import { type Ask, type BoundedAnswer, BusyError, DEFAULT_LIMITS, type Reader, SAVE_LIMITS, type Saved } from "./reader.ts";

/** A source that DuckDB reads in this process. */
export interface EmbeddedSource {
  /** Its name for people. */
  readonly name: string;
  /** As `openSource` takes it. */
  readonly source: string;
  /** Throws if it does not exist. */
  readonly version: () => Promise<string>;
}

/** Opens a DuckDB file for reading. */
export function openDuckDBReader(path: string, schema: string): Promise<Reader> {
  const file = resolve(path);
  return openEmbeddedReader({ name: path, source: file, version: () => versionOfFiles(path, file) }, schema);
}

/** Opens the file for each question: an open file would block loads. */
export async function openEmbeddedReader({ name, source, version }: EmbeddedSource, schema: string): Promise<Reader> {
  const queries = newQueryProcess();
  await version();
  const query: Reader["query"] = (sql, limits) => patiently(() => queries.run<BoundedAnswer>({ source, schema, sql, limits: { ...DEFAULT_LIMITS, ...limits } }));
  const save: Reader["save"] = (statement, target, limits) => patiently(() => queries.run<Saved>({ source, schema, statement: toStatement(statement), file: target.file, format: target.format, limits: { ...SAVE_LIMITS, ...limits } }));
  return { dialect: "duckdb", name, read, query, save, version, prepare: queries.prepare, close: async () => queries.close() };

  async function read<Result>(work: (ask: Ask) => Promise<Result>): Promise<Result> {
    try {
      const { sessions, close } = await patiently(() => openSource(source, schema, { count: SESSIONS }));
      const pool = newPool(sessions);
      try {
        return await work((statement, values) => pool((session) => readTexts(session, toStatement(statement, values))));
      } finally {
        close();
      }
    } catch (error) {
      throw error instanceof BusyError || error instanceof ConfigurationError ? error : explainDuckDB(error, name);
    }
  }
}

/** The write-ahead log counts as well: committed data may only be there. */
export async function versionOfFiles(name: string, file: string): Promise<string> {
  const found = await Promise.all([file, `${file}.wal`, `${file}-wal`].map((each) => stat(each).catch(() => undefined)));
  if (!found[0]) throw new DestinationError(`${name} does not exist. Load something, or name another file with --to.`);
  return found.map((each) => (each ? `${each.mtimeMs}-${each.size}` : "")).join(" ");
}

/** One thread: a page runs many small queries, and each is planned by one thread. */
const SESSIONS = 2;

/** A load keeps the file open while it waits for Lago. So this only waits for other readers, and for the end of a load. */
const PATIENCE_MS = 2000;
const POLL_MS = 100;

async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BusyError) || Date.now() > until) throw error;
      await sleep(POLL_MS);
    }
  }
}
