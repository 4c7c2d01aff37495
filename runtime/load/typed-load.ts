import { load as loadAny, type LoadOptions as AnyOptions, type LoadReport } from "../load.ts";
import type { Resource } from "../resource.ts";

/** How much a load reads. Default: everything in the first load, then incrementally. Mutually exclusive options do not compile together. */
type Extent =
  | {
      /** Full-refresh every resource. */
      readonly full?: boolean;
      /** Full-refresh, and write every row again with its child rows, even unchanged ones. */
      readonly rewrite?: boolean;
      readonly since?: never;
      readonly until?: never;
      readonly changes?: never;
    }
  | {
      /** Read only rows from this time on, of resources that have a filter by time. Their cursors stay unchanged. */
      readonly since?: Date;
      /** Read only rows up to this time. */
      readonly until?: Date;
      readonly full?: never;
      readonly rewrite?: never;
      readonly changes?: never;
    }
  | {
      /** Read only what Lago's activity logs report as changed (premium). Falls back to a normal load without them. */
      readonly changes?: boolean;
      readonly full?: never;
      readonly rewrite?: never;
      readonly since?: never;
      readonly until?: never;
    };

/** Options of `load`: the client, the database, how much to read, and callbacks. */
export type LoadOptions = Omit<AnyOptions, "full" | "rewrite" | "since" | "until" | "changes"> & Extent;

/**
 * Loads resources into a database. The first load is full, later ones are incremental. Each resource is committed in one transaction. One
 * that fails does not stop the others: its status in the report is `failed`, `incomplete` or `skipped`, with the reason in `error`.
 *
 * Rejects only with what concerns all of them, after cleaning up: a `LagoError` if the key is refused or Lago cannot be reached, a
 * `DestinationError` if the database fails or another load is running, a `ConfigurationError` if an option is invalid, and the signal's
 * reason if it aborts. `exitCodeOf` returns the exit code of the command line for any of them.
 */
export const load: (resources: readonly Resource[], options: LoadOptions) => Promise<LoadReport> = loadAny;
