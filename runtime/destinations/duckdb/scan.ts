import type { DuckDBConnection } from "@duckdb/node-api";
import type { TakeRows } from "../destination.ts";
import { type Sql, writeSql } from "../sql.ts";

/** Passes on the rows of a SELECT chunk by chunk, as text: the result is never in memory as a whole. */
export async function scanRows(connection: DuckDBConnection, select: Sql, take: TakeRows): Promise<void> {
  const prepared = await connection.prepare(`SELECT encode(COLUMNS(*)::VARCHAR) FROM (${writeSql(select)})`);
  try {
    const result = await prepared.stream();
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) return;
      const rows = chunk.getRows() as ({ readonly bytes: Uint8Array } | null)[][];
      await take(rows.map((row) => row.map((value) => value && Buffer.from(value.bytes).toString())));
    }
  } finally {
    prepared.destroySync();
  }
}
