import { rm } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { attachFile } from "./attach-file.ts";
import { quoteText } from "./literals.ts";

/**
 * Locks a file that several programs can open, until the instance is closed: by another file beside it, which DuckDB locks. It stays, since a
 * lock on a removed file would exclude nobody.
 */
export async function lockBeside(session: DuckDBConnection, file: string, waiting: { readonly wait?: boolean; readonly signal?: AbortSignal }): Promise<void> {
  const lock = `${file}.lock`;
  const take = () => attachFile(session, { attach: `ATTACH ${quoteText(lock)} AS lago_lock (TYPE duckdb)`, detach: "DETACH lago_lock" }, waiting);
  await take().catch(async (error: unknown) => {
    if (!IS_TORN.test(String(error))) throw error;
    await rm(lock);
    await take();
  });
}

/** A process was killed while it created the lock. Who holds one has completed it. */
const IS_TORN = /not a valid DuckDB database/;
