import type { DuckDBConnection, DuckDBExtractedStatements, DuckDBPreparedStatement, DuckDBResultReader } from "@duckdb/node-api";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import type { Parent } from "../../resource.ts";
import type { Answer } from "../destination.ts";
import { parentsQuery } from "../parents.ts";
import { NO_STATEMENT, type SqlValue, type Statement, toStatement } from "../sql.ts";
import { bindValues } from "./bind-values.ts";
import { quoteText } from "./literals.ts";

/** The rows of a parent's table; none if it was never loaded. */
export async function readParents(session: DuckDBConnection, parent: Parent): Promise<string[][]> {
  try {
    const { text, values } = toStatement(parentsQuery(parent));
    return (await readTexts(session, text, inOrder(values))) as string[][];
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Catalog Error: Table with name")) return [];
    throw error;
  }
}

/** Runs a user's query. Of several statements, the last result is returned. `select`: DuckDB's number for that kind of statement. `single`: refuse several. */
export async function readAnswer(session: DuckDBConnection, { text: sql, values }: Statement, { select, single }: { readonly select: number; readonly single: boolean }): Promise<Answer> {
  const statements = await extractStatements(session, sql);
  if (single && statements.count > 1) throw new ConfigurationError("query runs one statement. Leave one, and ask for the others by themselves.");
  for (let index = 0; index < statements.count - 1; index++) {
    const statement = await statements.prepare(index);
    await statement.run().finally(() => statement.destroySync());
  }
  const last = await statements.prepare(statements.count - 1);
  try {
    const columns = Array.from({ length: last.columnCount }, (_, index) => last.columnName(index));
    const isSelect = statements.count === 1 && last.statementType === select;
    if (values.length > 0 && isSelect) return { columns, rows: await readTexts(session, sql, inOrder(values)) };
    const texts = isSelect ? await readPrinted(session, sql) : undefined;
    if (texts) return { columns, rows: texts };
    bindValues(last, inOrder(values));
    const reader = await last.runAndReadAll();
    return { columns, rows: reader.getRows().map((row) => row.map((value) => (value === null ? null : String(value)))) };
  } finally {
    last.destroySync();
  }
}

async function extractStatements(session: DuckDBConnection, sql: string): Promise<DuckDBExtractedStatements> {
  try {
    return await session.extractStatements(sql);
  } catch (error) {
    // The driver's message (1.5.6) for blanks and comments.
    if (error instanceof Error && error.message === "Error in native callback") throw new ConfigurationError(NO_STATEMENT);
    throw error;
  }
}

/** Casts values in DuckDB, so that they look as DuckDB prints them; the driver prints floats and times differently. Undefined for a PRAGMA, which cannot be selected from. */
async function readPrinted(session: DuckDBConnection, sql: string): Promise<(string | null)[][] | undefined> {
  try {
    return await readTexts(session, `FROM query(${quoteText(sql)})`);
  } catch (error) {
    if (error instanceof Error && error.message.includes("Expected a single SELECT statement")) return undefined;
    throw error;
  }
}

/** The result of a SELECT, as text, from its bytes: the driver's own conversion loses a leading byte order mark, which a key may have. */
export async function readTexts(session: DuckDBConnection, select: string, valueOf: (name: string) => SqlValue | undefined = () => null): Promise<(string | null)[][]> {
  const prepared = await session.prepare(`SELECT encode(COLUMNS(*)::VARCHAR) FROM (${select})`);
  const reader = await runPrepared(prepared, valueOf);
  return (reader.getRows() as ({ readonly bytes: Uint8Array } | null)[][]).map((row) => row.map((value) => value && Buffer.from(value.bytes).toString()));
}

async function runPrepared(prepared: DuckDBPreparedStatement, valueOf: (name: string) => SqlValue | undefined): Promise<DuckDBResultReader> {
  try {
    bindValues(prepared, valueOf);
    return await prepared.runAndReadAll();
  } finally {
    prepared.destroySync();
  }
}

const inOrder = (values: readonly SqlValue[]) => (name: string) => values[Number(name) - 1];
