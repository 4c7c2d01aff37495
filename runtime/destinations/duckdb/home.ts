import type { DuckDBConnection } from "@duckdb/node-api";
import type { Reservation } from "../destination.ts";
import type { Claim } from "./file.ts";

/** The place of a DuckDB destination's tables: everything in which a file and a lake differ. */
export interface Home {
  /** Its name for people, without secrets. */
  readonly name: string;
  /** For checkpoints, as in `Destination`. */
  readonly stateFolder: string | undefined;
  /** The folder for what exceeds DuckDB's memory, and for waiting rows; undefined: a temporary folder of the system. */
  readonly spillFolder: string | undefined;
  /** Settings of the DuckDB instance, in addition to the common ones. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether the commits of two resources that load at the same time would conflict. */
  readonly oneAtATime: boolean;
  /** Whether columns can only become wider, so that a migration copies a column whose type changes. */
  readonly onlyWidens: boolean;
  /** The statement that writes committed data from memory to disk; absent if a commit does. */
  readonly flush?: string;
  /** Claims it for this process; throws if it is already open there. */
  claim(): Claim;
  /** Attaches it as `CATALOG`. Throws if that fails, or if it must exist and does not. */
  attach(session: DuckDBConnection, options: AttachOptions): Promise<void>;
  /** Reserves the tables against loads of other processes; absent if attaching locks them. */
  reserve?(options: { readonly wait: boolean; readonly signal?: AbortSignal }): Promise<Reservation>;
  /** Throws if the reservation is lost. Must be called last before a commit. */
  fence?(): Promise<void>;
  /** Maintenance from time to time, while no other load runs. */
  maintain?(session: DuckDBConnection): Promise<void>;
  close?(): Promise<void>;
}

export interface AttachOptions {
  readonly schema: string;
  readonly readOnly: boolean;
  /** False: it must exist. */
  readonly create: boolean;
  /** The place that is published to, for people. What loads commit from now on is not seen. Only with `readOnly`. */
  readonly publishTo?: string;
  /** Wait for another process that has it open. */
  readonly wait?: boolean;
  readonly signal?: AbortSignal;
}

/** The catalog has a fixed name: if it were named like the schema inside it, DuckDB would find names ambiguous. */
export const CATALOG = "lago_file";
