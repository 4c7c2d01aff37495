import type { Resource } from "../resource.ts";
import type { Page } from "../rows/page.ts";
import type { FragileRecord, Rejection } from "../rows/rejection.ts";
import type { FitReport } from "../rows/shape.ts";
import type { ChangedRow, Stage, Stamp } from "./destination.ts";
import type { Sql } from "./sql.ts";
import type { Turns } from "./turns.ts";

/** What a database does its own way while a resource is staged. */
export interface StageEngine<P extends StagedPage> {
  readonly read: Stage["read"];
  /** Takes pages to where they wait beside the tables, also while others are merged. Answers how many bytes wait there now. */
  hold(pages: readonly P[]): Promise<number>;
  /** Whether the tables have no rows. */
  readonly isEmpty?: () => Promise<boolean>;
  /** Tries the records that the database may refuse, each by itself. Answers the pages without those that it did, and these. */
  readonly sift?: (pages: readonly P[]) => Promise<{ readonly pages: readonly P[]; readonly rejected: readonly Rejection[] }>;
  /** Runs `write` for what is shown, without the records that a constraint or trigger of people's own refuses, which it answers. */
  readonly isolate?: (write: Write, count: number) => Promise<Written>;
  /** Takes pages right into the tables. False: a record is there already, and none of them was taken. */
  readonly insert?: (pages: readonly P[]) => Promise<boolean>;
  /** Shows what waits, from then on as all there is, under the names that the generated SQL has for it. Answers how many records that are. */
  show(): Promise<number>;
  /** Empties what was shown. */
  forget(): Promise<void>;
  /** Runs the generated statements of a name, which is none where the resource has no need of it. `where` is one more condition on the rows. */
  run(name: string, values?: Values, where?: Sql): Promise<readonly Result[]>;
  /** Runs a statement on the loader's own tables. */
  write(sql: string, values?: readonly (string | null)[]): Promise<void>;
  /** Throws where another load may have begun: the last thing before a commit. */
  readonly fence?: () => Promise<void>;
  /** Takes the resource and JSON of its marks. */
  readonly insertMarks: string;
  readonly inTurn: Turns;
}

export interface StagedPage extends Page {
  readonly fit: FitReport;
  readonly fragile?: readonly FragileRecord[];
}

/** Writes so many records. Answers how many rows are new. */
export type Write = (count: number) => Promise<number>;

export interface Written {
  readonly inserted: number;
  readonly refused: readonly Rejection[];
}

/** By the names that statements have for them, besides those of the stamp. */
export type Values = Readonly<Record<string, string | null>>;

export interface Result {
  /** Rows that were written. */
  readonly changed: number;
  /** The first row that it answers with. */
  readonly row: Readonly<Record<string, unknown>> | undefined;
}

export interface StagedResource {
  readonly resource: Resource;
  readonly stamp: Stamp;
  /** Of a stage of details: the rows that are asked for. */
  readonly seen?: readonly ChangedRow[] | undefined;
  /** Whether rows have a hash of their record (`isHashed`). */
  readonly hashed: boolean;
  /** So many bytes of rows are merged at a time: 24 MB, if not given. */
  readonly mergeBytes?: number | undefined;
}
