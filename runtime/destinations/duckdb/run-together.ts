import type { DuckDBConnection } from "@duckdb/node-api";

/** Runs statements, all or none: separate commits would each be a file sync, and in a lake a snapshot. */
export async function runTogether(connection: DuckDBConnection, statements: readonly string[]): Promise<void> {
  if (statements.length === 0) return;
  await connection.run("BEGIN");
  try {
    for (const sql of statements) await connection.run(sql);
    await connection.run("COMMIT");
  } catch (error) {
    // Fails as well if DuckDB has already ended the transaction.
    await connection.run("ROLLBACK").catch(() => {});
    throw error;
  }
}
