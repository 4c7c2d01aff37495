import type { DuckDBConnection, DuckDBExtractedStatements } from "@duckdb/node-api";
import { DestinationError } from "../../errors.ts";
import type { Parent } from "../../resource.ts";
import type { Answer } from "../destination.ts";
import { quoteText } from "../identifiers.ts";
import { parentsQuery } from "../parents.ts";

/** The rows of a parent's table; none where it was never loaded. */
export async function readParents(session: DuckDBConnection, parent: Parent): Promise<string[][]> {
  try {
    return (await readTexts(session, parentsQuery(parent))) as string[][];
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Catalog Error: Table with name")) return [];
    throw error;
  }
}

/** What a person asked. Of several statements the last one answers. `values`: of its parameters `$1`, …. `select`: how DuckDB numbers that kind of statement. */
export async function readAnswer(session: DuckDBConnection, sql: string, values: readonly string[], select: number): Promise<Answer> {
  const statements = await extractStatements(session, sql);
  for (let index = 0; index < statements.count - 1; index++) {
    const statement = await statements.prepare(index);
    await statement.run().finally(() => statement.destroySync());
  }
  const last = await statements.prepare(statements.count - 1);
  try {
    const columns = Array.from({ length: last.columnCount }, (_, index) => last.columnName(index));
    if (values.length > 0) return { columns, rows: await readTexts(session, sql, Object.fromEntries(values.map((value, index) => [index + 1, value]))) };
    const texts = statements.count === 1 && last.statementType === select ? await readPrinted(session, sql) : undefined;
    if (texts) return { columns, rows: texts };
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
    // What the driver (1.5.6) says of blanks and comments.
    if (error instanceof Error && error.message === "Error in native callback") throw new DestinationError("There is no SQL statement to run. Write one, as in: SELECT count(*) FROM invoices");
    throw error;
  }
}

/** Cast by the engine, values look as DuckDB prints them; the driver prints floats and times in its own way. Undefined for a PRAGMA, which cannot be selected from. */
async function readPrinted(session: DuckDBConnection, sql: string): Promise<(string | null)[][] | undefined> {
  try {
    return await readTexts(session, `FROM query(${quoteText(sql)})`);
  } catch (error) {
    if (error instanceof Error && error.message.includes("Expected a single SELECT statement")) return undefined;
    throw error;
  }
}

/** What a SELECT answers with, as text. From its bytes: the driver's own way loses a byte order mark at the beginning, which a key may have. */
export async function readTexts(session: DuckDBConnection, select: string, values?: Record<string, string>): Promise<(string | null)[][]> {
  const reader = await session.runAndReadAll(`SELECT encode(COLUMNS(*)::VARCHAR) FROM (${select})`, values);
  return (reader.getRows() as ({ readonly bytes: Uint8Array } | null)[][]).map((row) => row.map((value) => value && Buffer.from(value.bytes).toString()));
}
