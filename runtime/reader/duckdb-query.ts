import { duckdb, toText } from "./duckdb-file.ts";
import { openSource } from "./open-source.ts";
import type { BoundedAnswer, Limits } from "./reader.ts";

/** What the process that runs people's SQL is asked. */
export interface QueryRequest {
  /** The path of a DuckDB file, or the address of a lake. */
  readonly source: string;
  readonly schema: string;
  readonly sql: string;
  readonly limits: Limits;
}

/**
 * Runs SQL that a person wrote: one SELECT or EXPLAIN, read until a limit is met. Only in a process that can be killed:
 * DuckDB does not hear an interrupt inside one scalar function (1.5.6: `repeat('x', 1500000000)` ran for 31 s).
 */
export async function runQuery({ source, schema, sql, limits }: QueryRequest): Promise<BoundedAnswer> {
  const startedAt = performance.now();
  const { session, close } = await openSource(source, schema);
  try {
    const statements = await session.extractStatements(sql);
    if (statements.count !== 1) throw new Error(statements.count === 0 ? "There is no SQL statement." : "There is more than one statement. Ask one at a time (PIVOT needs IN (…) to be one).");
    const prepared = await statements.prepare(0);
    const { SELECT, EXPLAIN } = duckdb.StatementType;
    if (prepared.statementType !== SELECT && prepared.statementType !== EXPLAIN) throw new Error("Only SELECT and EXPLAIN are allowed: this only reads.");
    if (prepared.parameterCount > 0) throw new Error("The statement has parameters. Write their values into it.");
    const columns = Array.from({ length: prepared.columnCount }, (_, index) => ({ name: prepared.columnName(index), type: String(prepared.columnType(index)) }));
    const explains = prepared.statementType === EXPLAIN;
    prepared.destroySync();
    // As a variable, so that it is no text inside another text.
    await session.run("SET VARIABLE question = $1", [sql]);
    const result = await session.stream(explains ? sql : "SELECT encode(COLUMNS(*)::VARCHAR) FROM query(getvariable('question'))");
    const rows: (string | null)[][] = [];
    let bytes = 0;
    let truncated: BoundedAnswer["truncated"] = null;
    reading: for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const values of chunk.getRows()) {
        if (rows.length === limits.rows) {
          truncated = "rows";
          break reading;
        }
        const row = values.map((value) => (explains ? (value === null ? null : String(value)) : toText(value)));
        bytes += row.reduce((sum, value) => sum + (value === null ? 0 : Buffer.byteLength(value)), 0);
        if (bytes > limits.bytes) {
          truncated = "bytes";
          break reading;
        }
        rows.push(row);
      }
    }
    return { columns, rows, truncated, milliseconds: Math.round(performance.now() - startedAt) };
  } finally {
    close();
  }
}
