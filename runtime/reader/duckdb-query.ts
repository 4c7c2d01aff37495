import type { DuckDBConnection } from "@duckdb/node-api";
import type { Statement } from "../destinations/sql.ts";
import { duckdb, openMemory, toText } from "./duckdb-file.ts";
import { convertToParquet, saveAnswer, type SaveTarget } from "./duckdb-save.ts";
import { openSource } from "./open-source.ts";
import type { BoundedAnswer, Limits, Saved } from "./reader.ts";

/** A request to the process that runs free SQL. */
export interface QueryRequest {
  /** The path of a DuckDB file, or the address of a lake. */
  readonly source: string;
  readonly schema: string;
  readonly sql: string;
  readonly limits: Limits;
}

/** As above, with the result written to a file. The statement may be the program's own, with values. */
export interface SaveRequest extends SaveTarget {
  readonly source: string;
  readonly schema: string;
  readonly statement: Statement;
  readonly limits: Limits;
}

/** Rows of another database, as text, that become a Parquet file. */
export interface ConvertRequest {
  readonly from: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly file: string;
  readonly limits: Limits;
}

export type ProcessRequest = QueryRequest | SaveRequest | ConvertRequest;

export function runRequest(request: ProcessRequest): Promise<BoundedAnswer | Saved> {
  return "sql" in request ? runQuery(request) : "statement" in request ? runSave(request) : runConvert(request);
}

/**
 * Runs free SQL: one SELECT or EXPLAIN, read until a limit is reached. Only in a process that can be killed: DuckDB ignores an interrupt
 * inside a scalar function (1.5.6: `repeat('x', 1500000000)` ran for 31 s).
 */
export async function runQuery({ source, schema, sql, limits }: QueryRequest): Promise<BoundedAnswer> {
  const startedAt = performance.now();
  const { sessions, close } = await openSource(source, schema);
  const [session] = sessions as [DuckDBConnection];
  try {
    const { columns, explains } = await expectReading(session, { text: sql, values: [] });
    const result = await session.stream(explains ? sql : await asText(session, sql));
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

async function runSave({ source, schema, statement, file, format, limits }: SaveRequest): Promise<Saved> {
  const { sessions, close } = await openSource(source, schema, { files: [file] });
  const [session] = sessions as [DuckDBConnection];
  try {
    const { explains } = await expectReading(session, statement);
    if (explains) throw new Error("A plan is no table. Ask a SELECT to save its rows.");
    const own = statement.values.length > 0;
    return await saveAnswer(session, own ? statement : { text: await fromVariable(session, statement.text), values: [] }, { file, format }, limits);
  } finally {
    close();
  }
}

async function runConvert({ from, columns, file, limits }: ConvertRequest): Promise<Saved> {
  const { session, close } = await openMemory([from, file]);
  try {
    return await convertToParquet(session, from, columns, file, limits);
  } finally {
    close();
  }
}

/** Runs a statement. Throws if it is not one SELECT or EXPLAIN with as many parameters as values. */
async function expectReading(session: DuckDBConnection, { text, values }: Statement) {
  const statements = await session.extractStatements(text);
  if (statements.count !== 1) throw new Error(statements.count === 0 ? "There is no SQL statement." : "There is more than one statement. Ask one at a time (PIVOT needs IN (…) to be one).");
  const prepared = await statements.prepare(0);
  const { SELECT, EXPLAIN } = duckdb.StatementType;
  if (prepared.statementType !== SELECT && prepared.statementType !== EXPLAIN) throw new Error("Only SELECT and EXPLAIN are allowed: this only reads.");
  if (prepared.parameterCount !== values.length) throw new Error("The statement has parameters. Write their values into it.");
  const columns = Array.from({ length: prepared.columnCount }, (_, index) => ({ name: prepared.columnName(index), type: String(prepared.columnType(index)) }));
  const explains = prepared.statementType === EXPLAIN;
  prepared.destroySync();
  return { columns, explains };
}

/** Passed as a variable, so that free SQL is never text inside another statement. */
async function fromVariable(session: DuckDBConnection, sql: string): Promise<string> {
  await session.run("SET VARIABLE question = $1", [sql]);
  return "SELECT * FROM query(getvariable('question'))";
}

async function asText(session: DuckDBConnection, sql: string): Promise<string> {
  await fromVariable(session, sql);
  return "SELECT encode(COLUMNS(*)::VARCHAR) FROM query(getvariable('question'))";
}
