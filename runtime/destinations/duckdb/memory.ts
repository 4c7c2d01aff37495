import type { DuckDBConnection } from "@duckdb/node-api";
import type { Resource } from "../../resource.ts";
import { quoteText } from "./literals.ts";

/**
 * MB. With it, 1,000,000 fees load in less than 450 MB in all, no slower than with more: DuckDB takes half as much again for moments. With
 * 96 MB they take 30 MB less, and `--rewrite` of many lists fails.
 */
export const DEFAULT_MEMORY = 128;

/**
 * Raises the memory limit for migrations, and then restores it: DuckDB (1.5.6) needs up to 2 MB for each column of a table whose rows a
 * transaction writes anew, and fails otherwise: 90 new columns of 20,000 rows do not fit into 128 MB. `flush`: as in `Home`.
 */
export async function withRoom<Result>(session: DuckDBConnection, resources: readonly Resource[], work: () => Promise<Result>, flush: string | undefined): Promise<Result> {
  const widest = widestOf(resources);
  if (2 * widest <= DEFAULT_MEMORY) return work();
  await limit(session, 2 * widest);
  try {
    return await work();
  } finally {
    // Committed data stays in memory until it is written to the file.
    if (flush !== undefined && widest > DEFAULT_MEMORY) await session.run(flush);
    // DuckDB refuses a limit below what it cannot write to disk; the higher one does no harm.
    await limit(session, DEFAULT_MEMORY).catch(() => {});
  }
}

/** Raises the memory limit for rows of a wide table, for good. */
export async function makeRoom(session: DuckDBConnection, resources: readonly Resource[]): Promise<void> {
  const widest = widestOf(resources);
  if (widest > DEFAULT_MEMORY) await limit(session, widest);
}

function widestOf(resources: readonly Resource[]): number {
  return Math.max(0, ...resources.flatMap(({ tables }) => tables.map(({ columns }) => columns.length)));
}

async function limit(session: DuckDBConnection, megabytes: number): Promise<void> {
  await session.run(`SET memory_limit = ${quoteText(`${megabytes}MB`)}`);
}
