import { ConfigurationError, DestinationError } from "../../errors.ts";
import type { KnownError } from "./known-error.ts";
import { LAKE_ERRORS } from "./lake-errors.ts";
import { STORE_ERRORS } from "./store-errors.ts";

const WITHOUT_MEMORY = /Out of Memory|failed to (pin|allocate|offload)|could not allocate block/i;

/** DuckDB's errors are plain `Error`s; only their messages (as of 1.5.6) distinguish them. */
const KNOWN: readonly KnownError[] = [
  ...STORE_ERRORS,
  [/mkdtemp/, (_, { input }) => `No temporary folder can be made: ${input}. Name one that can be written with TMPDIR.`],
  [/Is a directory/, (file) => `${file} is a directory. Name a file in it, as in ${file.replace(/\/+$/, "")}/lago.duckdb.`],
  [
    /Conflicting lock is held in (.+?) \(PID (\d+)\)/,
    (file, [, program, id]) => `${file} is in use by process ${id} (${program}). Wait until it has ended, or stop it.`,
  ],
  [/not a valid DuckDB database/, (file) => `${file} is not a DuckDB database. Name another file; one that is missing will be made.`],
  [
    /with version number|serialization version|newer version of DuckDB/i,
    (file) => `${file} was written by another version of DuckDB that this one cannot read. Update lago-loader, or name another file.`,
  ],
  [/Corrupt database file/, (file) => `${file} is damaged: its checksums do not match. Restore a copy, or load into another file.`],
  [/database does not exist/, explainMissing],
  [/No catalog \+ schema named "lago_file\.(.*)" found/s, (file, [, schema]) => `${file} has no schema ${schema}. Name the one that was loaded into.`],
  [
    /permission denied|EACCES|EPERM/i,
    (file) => `There is no permission to open ${file}, or to make files beside it, as DuckDB and the loader do. Change the rights of the file and its folder, or name another file.`,
  ],
  [/Read-only file system/, (file) => `${file} is on a read-only file system. Name another file.`],
  [/Cannot open file .*No such file or directory/, (file) => `The folder of ${file} does not exist. Make it first.`],
  [
    /no space left on device|max_temp_directory_size/i,
    (file) => `The disk of ${file} is full. Nothing of what was being loaded is kept; make room and load again.`,
  ],
  [
    WITHOUT_MEMORY,
    (file) => `DuckDB needs more memory for ${file} than it was given. Nothing of what was being written is kept. Give it more, as in --memory-limit 512MB (in a program: memoryLimit), and run the command again.`,
  ],
];

/** Whether what DuckDB refused might be possible in a way that takes less memory. */
export function isWithoutMemory(error: unknown): boolean {
  return error instanceof DestinationError && error.cause instanceof Error && WITHOUT_MEMORY.test(error.cause.message);
}

/** What to do about a file that should exist. */
export function explainMissing(file: string): string {
  return `${file} does not exist. Load something into it first.`;
}

export function isHeldByAnother(error: unknown): boolean {
  return error instanceof Error && error.message.includes("Conflicting lock is held");
}

/** One sentence about what went wrong with the file, and what to do. */
export function explainDuckDB(error: unknown, file: string): DestinationError {
  if (error instanceof DestinationError) return error;
  const text = error instanceof Error ? error.message : String(error);
  for (const [pattern, explain, concerns] of /^ducklake:/.test(file) ? [...LAKE_ERRORS, ...KNOWN] : KNOWN) {
    const found = pattern.exec(text);
    if (found) return new DestinationError(explain(file, found), { cause: error, ...(concerns && { concerns }) });
  }
  return new DestinationError(`DuckDB refused on ${file}: ${OF_VALUES.test(text) ? text.replace(QUOTED, "…") : text}`, { cause: error, concerns: OF_ONE_RESOURCE.test(text) ? "resource" : "all" });
}

/** Explains the failure of a user's query: a mistake in the SQL. DuckDB shows where it is. */
export function explainQuery(error: unknown, file: string): Error {
  const text = String(error instanceof Error ? error.message : error).replace(/^Failed to extract statements: /, "");
  if (error instanceof ConfigurationError) return error;
  if (/read-only/i.test(text) && /^Invalid Input Error/.test(text)) return new ConfigurationError("query only reads: no statement that writes is run.", { cause: error });
  return /^(Parser|Binder|Catalog) Error/.test(text) ? new ConfigurationError(`The SQL cannot be run: ${text}`, { cause: error }) : explainDuckDB(error, file);
}

/** These messages quote the value, which may be a customer's name. */
const OF_VALUES = /^(Constraint|Conversion|Invalid Input|Out of Range) Error/;
const QUOTED = /"[^"]*"|'[^']*'/g;

/** Beginnings of messages about values, tables or columns. */
const OF_ONE_RESOURCE = /^(Binder|Catalog|Constraint|Conversion|Dependency|Invalid Input|Mismatch Type|Not implemented|Out of Range|Parser) Error/;
