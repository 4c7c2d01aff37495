import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../destinations/identifiers.ts";
import { quoteText } from "../destinations/duckdb/literals.ts";
import type { Statement } from "../destinations/sql.ts";
import { duckdb, toText } from "./duckdb-file.ts";
import type { Limits, Saved, SavedFormat } from "./reader.ts";
import { makeUnique, type Portions, writeRows } from "./row-file.ts";

export interface SaveTarget {
  /** A path that does not exist yet. */
  readonly file: string;
  readonly format: SavedFormat;
}

/** Runs a SELECT and writes its rows to a file, by way of a temporary table: if the result is too large, no partial file is left. */
export async function saveAnswer(session: DuckDBConnection, { text, values }: Statement, { file, format }: SaveTarget, limits: Limits): Promise<Saved> {
  const parameters = Object.fromEntries([...values, String(limits.rows + 1)].map((value, index) => [index + 1, value as string | null]));
  await session.run(`CREATE TEMP TABLE answer AS SELECT * FROM (${text}\n) AS question LIMIT CAST(${place(values.length)} AS bigint)`, parameters);
  if (format === "parquet") return writeParquet(session, await selectExact(session), file, limits);
  const result = await session.stream("SELECT encode(COLUMNS(*)::VARCHAR) FROM answer");
  return writeRows(file, format, result.deduplicatedColumnNames(), readPortions(result), limits);
}

/** Converts JSON lines with text values to a typed Parquet file, for rows that do not come from DuckDB. */
export async function convertToParquet(session: DuckDBConnection, from: string, columns: readonly { readonly name: string; readonly type: string }[], file: string, limits: Limits): Promise<Saved> {
  const names = makeUnique(columns.map(({ name }) => name));
  const texts = names.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(", ");
  const typed = names.map((name, index) => `CAST(${quoteName(name)} AS ${TYPES[columns[index]!.type] ?? "VARCHAR"}) AS ${quoteName(name)}`).join(", ");
  return writeParquet(session, `SELECT ${typed} FROM read_json(${quoteText(from)}, format = 'newline_delimited', maximum_object_size = 100000000, columns = {${texts}})`, file, limits);
}

/** By the names of Postgres's types. Decimals without a size, and types that are missing here, stay exact text. */
const TYPES: Readonly<Record<string, string>> = {
  smallint: "SMALLINT",
  integer: "INTEGER",
  bigint: "BIGINT",
  boolean: "BOOLEAN",
  date: "DATE",
  "double precision": "DOUBLE",
  "timestamp with time zone": "TIMESTAMPTZ",
  "timestamp without time zone": "TIMESTAMP",
};

async function writeParquet(session: DuckDBConnection, select: string, file: string, limits: Limits): Promise<Saved> {
  const [[count]] = (await session.runAndReadAll(`COPY (${select}) TO ${quoteText(file)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`)).getRows() as [[bigint]];
  const rows = Number(count);
  return rows > limits.rows ? { rows: limits.rows, truncated: "rows" } : { rows, truncated: null };
}

/** Parquet has no 128-bit integers, the type of sums of integers: DuckDB would round them to floating point. */
async function selectExact(session: DuckDBConnection): Promise<string> {
  const result = await session.runAndReadAll("SELECT * FROM answer LIMIT 0");
  const { HUGEINT, UHUGEINT } = duckdb.DuckDBTypeId;
  const columns = result.columnNames().map((name, index) => ([HUGEINT, UHUGEINT].includes(result.columnTypeId(index)) ? `CAST(${quoteName(name)} AS DECIMAL(38, 0)) AS ${quoteName(name)}` : quoteName(name)));
  return `SELECT ${columns.join(", ")} FROM answer`;
}

const place = (index: number) => `$${index + 1}`;

async function* readPortions(result: Awaited<ReturnType<DuckDBConnection["stream"]>>): Portions {
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) yield chunk.getRows().map((row) => row.map(toText));
}
