import type { DuckDBConnection } from "@duckdb/node-api";
import type { Reservation } from "../destination.ts";
import type { Claim } from "./file.ts";

/** Where a DuckDB destination has its tables: all that a file and a lake do differently. */
export interface Home {
  /** What a person calls it, without secrets. */
  readonly name: string;
  /** For the checkpoints of loads, as of `Destination`. */
  readonly stateFolder: string | undefined;
  /** The folder for what exceeds DuckDB's memory, and for rows that wait; undefined: one of the system's temporary ones. */
  readonly spillFolder: string | undefined;
  /** Settings of the DuckDB instance, besides those of all. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether two resources that load at the same time would collide when they commit. */
  readonly oneAtATime: boolean;
  /** Whether columns only become wider, so that a migration copies a column whose type changes. */
  readonly onlyWidens: boolean;
  /** The statement that writes what is committed from memory to disk; absent where a commit does. */
  readonly flush?: string;
  /** Takes it for this process; throws where it is open there already. */
  claim(): Claim;
  /** Attaches it as `CATALOG`. Throws where it cannot be, and where it should be there and is not. */
  attach(session: DuckDBConnection, options: AttachOptions): Promise<void>;
  /** Reserves the tables against loads of other processes; absent where what is attached is locked against them. */
  reserve?(options: { readonly wait: boolean; readonly signal?: AbortSignal }): Promise<Reservation>;
  /** Throws where the reservation is lost: the last thing before a commit. */
  fence?(): Promise<void>;
  /** What is to be done from time to time while nobody else loads. */
  maintain?(session: DuckDBConnection): Promise<void>;
  close?(): Promise<void>;
}

export interface AttachOptions {
  readonly schema: string;
  readonly readOnly: boolean;
  /** False: it has to be there. */
  readonly create: boolean;
  /** For another process that has it open. */
  readonly wait?: boolean;
  readonly signal?: AbortSignal;
}

/** The catalog goes by a fixed name: one called like the schema inside it would be ambiguous to DuckDB. */
export const CATALOG = "lago_file";
