import type { DuckDBConnection } from "@duckdb/node-api";
import { CATALOG } from "../duckdb/home.ts";
import { quoteText } from "../duckdb/literals.ts";

/**
 * Once a day: expires snapshots that are older than `keepDays` (undefined: does nothing), rewrites files with mostly deleted rows, merges small
 * files, and removes files without a snapshot. Files that the catalog never knew, e.g. of a killed load, stay, since their owner is not known.
 * `_maintenance` records when, and what failed: no load fails for it. It covers the whole lake. It must run while nobody else writes:
 * DuckLake's own commits do not see everything that compaction changes (ducklake issues 1094, 1472).
 */
export async function maintainLake(session: DuckDBConnection, keepDays: number | undefined): Promise<void> {
  const last = await findLast(session);
  if (last === "recent" || (last === "old" && keepDays === undefined)) return;
  const problem = last === "never" ? await ready(session) : await tidy(session, keepDays!);
  await session.run("INSERT INTO _maintenance (finished_at, problem) VALUES (now(), $1)", [problem]);
}

async function findLast(session: DuckDBConnection): Promise<"never" | "recent" | "old"> {
  const reader = await session.runAndReadAll("SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = current_schema() AND table_name = '_maintenance'");
  if (reader.getRows().length === 0) return "never";
  // If the clock was set back, the last run may be in the future.
  const [[due]] = (await session.runAndReadAll(`SELECT coalesce(max(finished_at) NOT BETWEEN now() - INTERVAL ${quoteText(EVERY)} AND now(), true) FROM _maintenance`)).getRows() as [[boolean]];
  return due ? "old" : "recent";
}

/** Hours between maintenance runs: a load at the same hour each day finds it due. */
const EVERY = "23 hours";

/** Sets up a lake that no loader has maintained. Row groups have a size that DuckDB can write with the memory of a load. */
async function ready(session: DuckDBConnection): Promise<null> {
  await session.run("CREATE TABLE IF NOT EXISTS _maintenance (finished_at TIMESTAMPTZ NOT NULL, problem VARCHAR)");
  for (const [option, value] of Object.entries(OPTIONS)) await session.run(`CALL ducklake_set_option(${quoteText(CATALOG)}, ${quoteText(option)}, ${quoteText(value)})`);
  return null;
}

const OPTIONS = { parquet_compression: "zstd", parquet_row_group_size: "20480" };

/** Returns what failed; null if nothing did. */
async function tidy(session: DuckDBConnection, keepDays: number): Promise<string | null> {
  const lake = quoteText(CATALOG);
  // A reader that has just started on an old snapshot can read its files for another day.
  const yesterday = "older_than => now() - INTERVAL '1 day'";
  try {
    await session.run(`CALL ducklake_expire_snapshots(${lake}, older_than => now() - INTERVAL ${quoteText(`${keepDays} days`)})`);
    await session.run(`CALL ducklake_rewrite_data_files(${lake})`);
    await session.run(`CALL ducklake_merge_adjacent_files(${lake})`);
    await session.run(`CALL ducklake_cleanup_old_files(${lake}, ${yesterday})`);
    await session.run("DELETE FROM _maintenance WHERE finished_at < now() - INTERVAL '90 days'");
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
