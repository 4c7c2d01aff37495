import type { Organization } from "../lago.ts";
import type { MigrateOptions, Migration } from "../migrate/migration.ts";
import type { Page, Stamp } from "../rows/page.ts";
import type { Parent, Resource } from "../resource.ts";
import type { FitReport } from "../rows/shape.ts";
import type { Rejections } from "./rejections.ts";
import type { Sql, SqlValue } from "./sql.ts";

export type { Stamp };

/** An open database that loads go into. All that a load needs of one; nothing of it knows a resource by name. */
export interface Destination {
  readonly dialect: "duckdb" | "postgres";
  /** What a person calls this database, without secrets: `lago.duckdb`, `postgres://db.example.com/billing`. */
  readonly name: string;
  /** Whether resources are loaded one after the other, since commits of two that overlap would collide. Default false. */
  readonly oneAtATime?: boolean;
  /** A folder of this machine for the checkpoints of loads, from which the next one resumes if a load is killed. Undefined where this system names none. */
  readonly stateFolder: string | undefined;
  /**
   * Reserves the schema for one load. Where another load runs, it is refused with who that is, or waited for. From the moment
   * that a reservation is lost, nothing of this destination commits.
   */
  reserve(options: { readonly wait: boolean; readonly signal?: AbortSignal }): Promise<Reservation>;
  /**
   * Brings the tables that an earlier version of the loader made to their present shape, with all that they hold, at once or not at
   * all. `resources`: every one that is known, loaded or not; what is missing altogether is left to its first stage.
   */
  migrate(resources: readonly Resource[], options?: MigrateOptions): Promise<Migration>;
  /**
   * Makes the resource's tables where they are missing, and an empty staging area beside them. One per resource at a time. `seen`: the rows
   * whose single records are asked for, also where Lago has none; what these have goes into its own tables and columns. Without it, what the list has.
   */
  stage(resource: Resource, stamp: Stamp, seen?: readonly ChangedRow[]): Promise<Stage>;
  /** The parent's rows that a nested list walks: the bound columns as text, in the order of `parent.bind`, distinct, deleted rows left out; behind them, of a watched parent, what its watched columns say. */
  parents(parent: Parent): Promise<readonly (readonly string[])[]>;
  /** The first rows behind the key `after` whose details are missing, or were read when the list said something else of them. Needs the tables. */
  changed(resource: Resource, after: string, most: number): Promise<readonly ChangedRow[]>;
  /** Appends to the journal `_loads` outside of any stage: for what was skipped or failed. */
  record(entry: LoadEntry): Promise<void>;
  /**
   * Runs any SQL. What it speaks of goes in as parameters: by the tag `sql`, or as `values` of a text (`$1` is the first). With
   * parameters it must be one statement. Values come as text, exactly as the database prints them; NULL as null.
   */
  query(statement: string | Sql, values?: readonly SqlValue[]): Promise<Answer>;
  /** Hands on the rows of a SELECT without parameters, some at a time and in text like `query`: of a database that is opened for reading. The next ones come when `take` has ended. */
  scan(select: Sql, take: TakeRows): Promise<void>;
  /** Ends what is staged, and gives back the file or the connections. Idempotent. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

export type TakeRows = (rows: Answer["rows"]) => Promise<void>;

/** The right of one load to write into a schema. */
export interface Reservation {
  /** Aborted, with a `DestinationError`, where the database has taken it away: the load has to end. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** The rows of one load of one resource on their way into its tables. Nothing is visible before `commit`. */
export interface Stage {
  /** What did not fit, counted over all pages added: for the journal. */
  readonly report: FitReport;
  /** The records of all pages added that no table could hold. `commit` keeps them in `_rejected`. */
  readonly rejected: Pick<Rejections, "count" | "describe">;
  /**
   * Reads a page as Lago sent it: how many records, what `meta` says, and the form in which this database takes it. Touches
   * no table; throws `PageError` where the body is not a page of this list.
   * `keys` are the parent's values for the table's parent columns, in the order of its columns; empty for a top-level list.
   */
  read(body: Buffer, keys: readonly string[]): Promise<Page>;
  /** Moves pages into staging. Calls must not overlap. */
  add(pages: readonly Page[]): Promise<void>;
  /** Removes rows that came twice, keeping the last; answers how many distinct records are staged or rejected now. */
  deduplicate(): Promise<number>;
  /** Of the distinct records, those that were added since the deduplication before the last: what one more reading brought, known or not. */
  countLatest(): Promise<number>;
  /** How many rows `commit` would mark as deleted with this sweep, and among how many. All pages must have been added. */
  measure(sweep: Sweep): Promise<SweepSize>;
  /** What the rows are asked for by (`single`) that this sweep would mark: the first `most`, of a resource whose cursor moves. */
  listGone(sweep: Sweep, most: number): Promise<readonly string[]>;
  /** Merges what is staged (and marks what is not, as `sweep` says) in one transaction with the journal entry. */
  commit(options: CommitOptions): Promise<Committed>;
  /** Forgets what was staged and gives back what it took. Owed at the end in any case, also after `commit`; safe at any time. */
  discard(): Promise<void>;
}

/** Rows that a sweep would mark as deleted, and the living rows that it covers, those included, new ones not. */
export interface SweepSize {
  readonly gone: number;
  /** Among `gone`, those that the load before has withheld. */
  readonly again: number;
  readonly covered: number;
}

export interface CommitOptions {
  /** Mark rows of the table that this load did not see with `_deleted_at`. Only after a complete crawl of what it covers. */
  readonly sweep: Sweep;
  /** The sweep that is withheld, for the next load to compare with: which rows it would mark, in place of those withheld before. Without it, these stay. */
  readonly withhold?: Sweep | undefined;
  /** Moves the resource's cursor to the latest staged row that is not of the future, and never back from where this one is. */
  readonly cursor?: CursorState;
  /** Of the parents that the resource was asked for below, in place of those known before. */
  readonly marks?: readonly ParentMark[];
  /** Whether records that an earlier load has rejected are forgotten: this one looked at them again, or at all that there is. Default true. */
  readonly supersedes?: boolean;
  /** Whose rows these are, if the database does not say so yet. */
  readonly organization?: Organization | undefined;
  /** Completes the journal entry with the figures of this commit. Without it, or where it answers none, there is none, as for details, which are committed in portions. */
  readonly entry?: (committed: Committed) => LoadEntry | undefined;
}

/** A row whose single record is to be read. */
export interface ChangedRow {
  /** Of its key, as text. */
  readonly key: string;
  /** Stands for all that the list says of it. */
  readonly fingerprint: string;
  /** What the record is asked by: the columns that `single.bind` names. */
  readonly values: readonly string[];
}

/**
 * Which rows are gone when they did not come: `none`; `all`; those from a time on, in the form that Lago's filter takes; or
 * those from the oldest on that did come, of a list whose older rows Lago drops by itself; or those that fulfil a condition.
 */
export type Sweep = "none" | "all" | { readonly since: string; readonly where?: undefined } | "since oldest" | { readonly where: Sql; readonly since?: undefined };

/** How far a resource was read whose loads read less than all: a row of `_cursors`. */
export interface CursorState {
  /** The latest row that was seen, in the form that Lago's filter takes; null where there was none, or where there is no such filter. */
  readonly reached: string | null;
  /** When the last load began that read the whole list. */
  readonly lastFullAt: Date;
  /** Why only a full refresh can be trusted now, as after a load whose clock was ahead; absent mostly. */
  readonly distrust?: string;
  /** When the last load began that brought it up to date with the change feed; absent where none did. */
  readonly followed?: Date | undefined;
}

/** A parent that a nested list was asked for below: a row of `_parents`. */
export interface ParentMark {
  /** Its values, as JSON. */
  readonly parent: string;
  /** What its watched columns said. */
  readonly mark: string;
  /** When the load began that found them changed; null where none did. */
  readonly changedAt: Date | null;
}

export interface Committed {
  readonly inserted: number;
  /** Rows that had changed, or are there again; not those that are as they were. */
  readonly updated: number;
  /** Rows that are no longer there. */
  readonly deleted: number;
}

/**
 * How much of a resource a load looked at: all of it (`full`), a window of time up to now, the borders that were asked for (`range`),
 * the lists below some parents, what the change feed or webhooks told of, a snapshot, or single records of its rows.
 */
export type Scope = "full" | "window" | "range" | "parents" | "changes" | "webhooks" | "snapshot" | "details";

/** What the load of a resource came to: in the journal, and in the report to whoever called `load`. */
export interface LoadFigures extends Committed {
  /** Rows that would have been marked as deleted, and were not since they are too many to be believed at first sight. */
  readonly withheld: number;
  /** Distinct records read. */
  readonly rows: number;
  readonly pages: number;
  readonly requests: number;
  readonly retries: number;
  /** Milliseconds that requests were held back by Lago's rate limit, or by the wait before another try; they add up over requests in flight. */
  readonly waits_ms: number;
  /** How often the list was read: more than once where it moved meanwhile. Below parents, how often the one was that was read most. */
  readonly passes: number;
  /** Pages, among `pages`, that an interrupted load had read. */
  readonly resumed: number;
  /** What Lago said at last that the list, or the lists together, hold; null where it does not say. */
  readonly total_count: number | null;
  /** Records that no table could hold, kept in `_rejected`. */
  readonly rejected: number;
  /** `table.column` → number of values kept in `_extra` because they did not fit; JSON in the database. */
  readonly misfits: Readonly<Record<string, number>>;
  /** `table.key`: what Lago sent and its document does not know, kept in `_extra`; JSON in the database. */
  readonly unknown: readonly string[];
}

/** A row of the journal `_loads`: one resource in one load. */
export interface LoadEntry extends LoadFigures {
  readonly load_id: string;
  readonly resource: string;
  readonly started_at: Date;
  readonly finished_at: Date;
  readonly status: "loaded" | "incomplete" | "skipped" | "failed";
  /** Why it is not `loaded`, in one sentence. */
  readonly reason: string | null;
  /** What of the list was looked at, as in `window from 2026-11-15, last full refresh 2 days ago`; null where nothing was. */
  readonly extent: string | null;
  /** The same as data; null where nothing was looked at. */
  readonly scope: Scope | null;
  /** Version of Lago's document that the tables are made from. */
  readonly document_version: string | null;
  readonly loader_version: string;
  /** The number of the load in this database: 1 for the first, one more than the greatest so far for each later one, the same for all its entries. Orders loads without a clock. */
  readonly sequence: number;
}

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}
