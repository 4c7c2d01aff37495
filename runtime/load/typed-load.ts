import { load as loadAny, type LoadOptions as AnyOptions, type LoadReport } from "../load.ts";
import type { Resource } from "../resource.ts";

/** How much of the resources a load reads: by itself it decides what, the first time all. Options that exclude one another do not compile together. */
type Extent =
  | {
      /** Read every resource as a whole. */
      readonly full?: boolean;
      /** The same, and write every row again, with its child rows. */
      readonly rewrite?: boolean;
      readonly since?: never;
      readonly until?: never;
      readonly changes?: never;
    }
  | {
      /** Read rows from here on, of resources that can be read by time. Their cursors stay where they are. */
      readonly since?: Date;
      /** Read rows up to here. */
      readonly until?: Date;
      readonly full?: never;
      readonly rewrite?: never;
      readonly changes?: never;
    }
  | {
      /** Read what Lago's activity logs report as changed (premium). Falls back to a normal load. */
      readonly changes?: boolean;
      readonly full?: never;
      readonly rewrite?: never;
      readonly since?: never;
      readonly until?: never;
    };

export type LoadOptions = Omit<AnyOptions, "full" | "rewrite" | "since" | "until" | "changes"> & Extent;

/**
 * Loads resources into a database, in full the first time, then incrementally. Each resource commits at once or not at all, and one that
 * fails does not stop the others: its status in the report is `failed`, `incomplete` or `skipped`, with the reason in `error`.
 *
 * Throws what concerns all of them, after it has cleaned up: a `LagoError` where the key is refused or Lago cannot be reached, a
 * `DestinationError` where the database fails or another load runs, a `ConfigurationError` where an option cannot be meant, the signal's
 * reason where it aborts. `exitCodeOf` turns any of them into the exit code of the command line.
 */
export const load: (resources: readonly Resource[], options: LoadOptions) => Promise<LoadReport> = loadAny;
