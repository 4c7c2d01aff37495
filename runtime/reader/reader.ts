import type { Answer } from "../destinations/destination.ts";
import type { Sql } from "../destinations/sql.ts";
import type { Dialect } from "../resource.ts";

/**
 * A loaded database, opened for reading: by pages, agents and free SQL. It writes nothing, and does not block loads: a DuckDB file is open
 * only during a query.
 */
export interface Reader {
  readonly dialect: Dialect;
  /** The database for people, without secrets. */
  readonly name: string;
  /** Runs the program's own queries, all on one opening. Values are text, exactly as the database prints them. */
  read<Result>(work: (ask: Ask) => Promise<Result>): Promise<Result>;
  /**
   * Runs free SQL of a person or an agent: one read-only statement, bounded in rows, bytes, memory and time. Throws a `ConfigurationError` if it is
   * something else, or if the database refuses it.
   */
  query(sql: string, limits?: Partial<Limits>): Promise<BoundedAnswer>;
  /**
   * Writes the rows of a statement to a new file: of free SQL, under the same rules, or of the program's own statement, which has values. `truncated`:
   * the result exceeds the limits, and the file is incomplete.
   */
  save(statement: string | Sql, target: { readonly file: string; readonly format: SavedFormat }, limits?: Partial<Limits>): Promise<Saved>;
  /** Changes when the data may have changed; for caches. */
  version(): Promise<string>;
  /** Starts what free SQL needs, before the first query. */
  prepare(): void;
  close(): Promise<void>;
}

/** Runs one query with its parameters, `$1` first. `Destination.query` is one. */
export type Ask = (statement: string | Sql, values?: readonly (string | null)[]) => Promise<Answer>;

/** The limits of a result. */
export interface Limits {
  readonly rows: number;
  /** Of all values together, in UTF-8. */
  readonly bytes: number;
  readonly milliseconds: number;
}

export const DEFAULT_LIMITS: Limits = { rows: 1000, bytes: 2_000_000, milliseconds: 15_000 };

/** Limits for downloads. A DuckDB file is open during that time, so it is no longer than for any other query. */
export const SAVE_LIMITS: Limits = { rows: 100_000, bytes: 100_000_000, milliseconds: 15_000 };

export type SavedFormat = "csv" | "jsonl" | "parquet";

export interface Saved {
  readonly rows: number;
  readonly truncated: "rows" | "bytes" | null;
}

export interface BoundedAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** The limit that cut the result; null if it is complete. */
  readonly truncated: "rows" | "bytes" | null;
  readonly milliseconds: number;
}

/** A load has the DuckDB file open. The caller may show cached results, and try again later. */
export class BusyError extends Error {
  override readonly name = "BusyError";
}
