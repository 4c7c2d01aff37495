import type { DuckDBConnection } from "@duckdb/node-api";
import type { Resource } from "../../resource.ts";
import { quoteText } from "./literals.ts";

/** MB. With it, 1,000,000 fees load in less than 512 MB in all, no slower than with more. */
export const DEFAULT_MEMORY = 128;

/**
 * Raises the memory limit for the migration of a wide table, and then restores it: DuckDB (1.5.6) needs up to 1 MB for each column of a
 * table whose rows a transaction writes, and fails otherwise. `flush`: as in `Home`.
 */
export async function withRoom<Result>(session: DuckDBConnection, resources: readonly Resource[], work: () => Promise<Result>, flush: string | undefined): Promise<Result> {
  const widest = Math.max(0, ...resources.flatMap(({ tables }) => tables.map(({ columns }) => columns.length)));
  if (widest <= DEFAULT_MEMORY) return work();
  const limit = (megabytes: number) => session.run(`SET memory_limit = ${quoteText(`${megabytes}MB`)}`);
  await limit(widest);
  try {
    return await work();
  } finally {
    // Committed data stays in memory until it is written to the file.
    if (flush !== undefined) await session.run(flush);
    await limit(DEFAULT_MEMORY);
  }
}
