import type { Resource } from "../resource.ts";
import type { Page } from "../rows/page.ts";
import type { FragileRecord, Rejection } from "../rows/rejection.ts";
import type { FitReport } from "../rows/shape.ts";
import type { ChangedRow, Stage, Stamp } from "./destination.ts";
import type { Sql } from "./sql.ts";
import type { Turns } from "./turns.ts";

/** What each database does in its own way while a resource is staged. */
export interface StageEngine<P extends StagedPage> {
  readonly read: Stage["read"];
  /** Moves pages to a waiting area beside the tables, also while others are merged. Returns how many bytes wait there now. */
  hold(pages: readonly P[]): Promise<number>;
  /** Whether the tables are empty. */
  readonly isEmpty?: () => Promise<boolean>;
  /** Tests each record that the database may refuse. Returns the pages without the refused records, and these. */
  readonly sift?: (pages: readonly P[]) => Promise<{ readonly pages: readonly P[]; readonly rejected: readonly Rejection[] }>;
  /** Runs `write` for the exposed rows, without records that a user's constraint or trigger refuses, and returns these. */
  readonly isolate?: (write: Write, count: number) => Promise<Written>;
  /** Writes pages directly into the tables. False: one of the records is already there, and none was written. `left`: records still to come. */
  readonly insert?: (pages: readonly P[], left: number) => Promise<boolean>;
  /** Called before the transaction begins, and before it is committed. */
  readonly beforeBegin?: () => Promise<void>;
  readonly beforeCommit?: () => Promise<void>;
  /** Exposes waiting rows under the names that the generated SQL uses, and nothing else. Returns the number of records. */
  show(): Promise<number>;
  /** Removes the exposed rows. */
  forget(): Promise<void>;
  /** Runs the generated statements of a name; there are none if the resource does not need them. `where` adds a condition on the rows. */
  run(name: string, values?: Values, where?: Sql): Promise<readonly Result[]>;
  /** Runs a statement on the loader's own tables. */
  write(sql: string, values?: readonly (string | null)[]): Promise<void>;
  /** Throws if another load may have begun. Must be called last before a commit. */
  readonly fence?: () => Promise<void>;
  /** Takes the resource and its marks as JSON. */
  readonly insertMarks: string;
  readonly inTurn: Turns;
}

export interface StagedPage extends Page {
  readonly fit: FitReport;
  readonly fragile?: readonly FragileRecord[];
}

/** Writes this many records. Returns the number of new rows. */
export type Write = (count: number) => Promise<number>;

export interface Written {
  readonly inserted: number;
  readonly refused: readonly Rejection[];
}

/** Parameters by name, besides those of the stamp. */
export type Values = Readonly<Record<string, string | null>>;

export interface Result {
  /** Number of written rows. */
  readonly changed: number;
  /** The first row of the result. */
  readonly row: Readonly<Record<string, unknown>> | undefined;
}

export interface StagedResource {
  readonly resource: Resource;
  readonly stamp: Stamp;
  /** For a stage of details: the requested rows. */
  readonly seen?: readonly ChangedRow[] | undefined;
  /** Whether rows have a hash of their record (`isHashed`). */
  readonly hashed: boolean;
  /** Bytes of rows that are merged at a time. Default 24 MB. */
  readonly mergeBytes?: number | undefined;
}
