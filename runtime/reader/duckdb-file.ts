import { createRequire } from "node:module";
import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteText } from "../destinations/duckdb/literals.ts";
import { quoteName } from "../destinations/identifiers.ts";
import type { Statement } from "../destinations/sql.ts";
import { BusyError } from "./reader.ts";

export type DuckDB = typeof import("@duckdb/node-api");

/** Imported through the driver's CommonJS entry, which loads in half the time of its ESM one. */
export const duckdb = createRequire(import.meta.url)("@duckdb/node-api") as DuckDB;

/** An open database. */
export interface Opened {
  readonly sessions: readonly DuckDBConnection[];
  readonly close: () => void;
}

export interface OpenOptions {
  /** Number of sessions, and so of queries at the same time. Default 1. */
  readonly count?: number;
  /** Other files that it may read and write. */
  readonly files?: readonly string[];
}

/**
 * Opens a DuckDB file for reading. SQL can access no other file, no network, no extension and no setting. Throws a `BusyError` while another
 * process writes the file.
 */
export async function openFile(file: string, schema: string, { count = 1, files = [] }: OpenOptions = {}): Promise<Opened> {
  const instance = await duckdb.DuckDBInstance.create(file, SETTINGS).catch((error: unknown) => {
    throw error instanceof Error && LOCKED.test(error.message) ? new BusyError(`${file} is being written${findWriter(error.message)}`, { cause: error }) : error;
  });
  const sessions: DuckDBConnection[] = [];
  const close = () => {
    for (const session of sessions) session.closeSync();
    instance.closeSync();
  };
  try {
    while (sessions.length < count) sessions.push(await instance.connect());
    const [first] = sessions as [DuckDBConnection];
    const [[catalog]] = (await first.runAndReadAll("SELECT current_database()")).getRows() as [[string]];
    for (const session of sessions) {
      await session.run(`USE ${quoteName(catalog)}.${quoteName(schema)}`);
      await session.run("SET TimeZone = 'UTC'");
    }
    await lock(first, files);
    return { sessions, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Opens an in-memory database that may read and write only these files. */
export async function openMemory(files: readonly string[]): Promise<{ readonly session: DuckDBConnection; readonly close: () => void }> {
  const { access_mode: _, ...settings } = SETTINGS;
  const instance = await duckdb.DuckDBInstance.create(":memory:", settings);
  const session = await instance.connect();
  const close = () => {
    session.closeSync();
    instance.closeSync();
  };
  await lock(session, files);
  return { session, close };
}

/** Settings for the whole instance; this one must be set last. */
async function lock(session: DuckDBConnection, files: readonly string[]): Promise<void> {
  if (files.length > 0) await session.run(`SET allowed_paths = [${files.map(quoteText).join(", ")}]`);
  await session.run("SET enable_external_access = false");
  await session.run("SET lock_configuration = true");
}

/** Runs one query; values are text, as DuckDB prints them, from their bytes: the driver's own conversion loses a byte order mark. */
export async function readTexts(session: DuckDBConnection, { text, values }: Statement): Promise<{ columns: string[]; rows: (string | null)[][] }> {
  const parameters = Object.fromEntries(values.map((value, index) => [index + 1, value as string | null]));
  const reader = await session.runAndReadAll(`SELECT encode(COLUMNS(*)::VARCHAR) FROM (${text}\n) AS answer`, parameters);
  return { columns: reader.deduplicatedColumnNames(), rows: reader.getRows().map((row) => row.map(toText)) };
}

export function toText(value: unknown): string | null {
  return value === null ? null : Buffer.from((value as { readonly bytes: Uint8Array }).bytes).toString();
}

export const SETTINGS = {
  access_mode: "READ_ONLY",
  threads: "2",
  memory_limit: "1GB",
  // Nothing is written, not even temporary files of a query.
  max_temp_directory_size: "0KB",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
};

const LOCKED = /could not set lock on file|conflicting lock/i;

function findWriter(message: string): string {
  const [, pid] = /PID (\d+)/.exec(message) ?? [];
  return pid === undefined ? "" : ` by process ${pid}`;
}
