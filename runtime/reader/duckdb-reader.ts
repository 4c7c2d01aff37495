import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigurationError, DestinationError } from "../errors.ts";
import { explainDuckDB } from "../destinations/duckdb/errors.ts";
import { toStatement } from "../destinations/sql.ts";
import { openFile, readTexts } from "./duckdb-file.ts";
import { newQueryProcess } from "./query-process.ts";
import { type Ask, BusyError, DEFAULT_LIMITS, type Reader } from "./reader.ts";

/** Opens a DuckDB file for reading, anew for each question: a file that stays open would keep loads out. */
export async function openDuckDBReader(path: string, schema: string): Promise<Reader> {
  const file = resolve(path);
  const queries = newQueryProcess();
  await version();
  return { dialect: "duckdb", name: path, read, query: (sql, limits) => patiently(() => queries.run({ file, schema, sql, limits: { ...DEFAULT_LIMITS, ...limits } })), version, close: async () => queries.close() };

  async function read<Result>(work: (ask: Ask) => Promise<Result>): Promise<Result> {
    try {
      const { session, close } = await patiently(() => openFile(file, schema));
      try {
        return await work((statement, values) => readTexts(session, toStatement(statement, values)));
      } finally {
        close();
      }
    } catch (error) {
      throw error instanceof BusyError || error instanceof ConfigurationError ? error : explainDuckDB(error, path);
    }
  }

  /** The write-ahead log counts as well: what is committed may still be there only. */
  async function version(): Promise<string> {
    const [main, log] = await Promise.all([stat(file).catch(() => undefined), stat(`${file}.wal`).catch(() => undefined)]);
    if (!main) throw new DestinationError(`${path} does not exist. Load something, or name another file with --to.`);
    return [main, log].map((found) => (found ? `${found.mtimeMs}-${found.size}` : "")).join(" ");
  }
}

/** Most of the time that a load has the file open it waits for Lago, but it keeps the file: what is worth waiting for is another reader's end, or a load's. */
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
