import type { Organization } from "../lago.ts";
import type { MigrateOptions, Migration } from "../migrate/migration.ts";
import type { Page, Stamp } from "../rows/page.ts";
import type { Parent, Resource } from "../resource.ts";
import type { FitReport } from "../rows/shape.ts";
import type { Rejections } from "./rejections.ts";
import type { Sql, SqlValue } from "./sql.ts";

export type { Stamp };

/** An open database to load into. It knows no resource by name. */
export interface Destination {
  readonly dialect: "duckdb" | "postgres";
  /** The database for people, without secrets: `lago.duckdb`, `postgres://db.example.com/billing`. */
  readonly name: string;
  /** True if resources must be loaded one after another, because overlapping commits would conflict. Default false. */
  readonly oneAtATime?: boolean;
  /** Local folder for checkpoints, from which the next load resumes if one is killed. Undefined if this system has no state folder. */
  readonly stateFolder: string | undefined;
  /**
   * Reserves the schema for one load. If another load is running, it rejects with a `DestinationError` that says which, or waits. Once a
   * reservation is lost, nothing of this destination commits any more.
   */
  reserve(options: { readonly wait: boolean; readonly signal?: AbortSignal }): Promise<Reservation>;
  /**
   * Upgrades the tables of an earlier version to this version's schema, with their data, one transaction per resource. `resources`: all
   * known ones, loaded or not. Tables that do not exist are created by the first stage.
   */
  migrate(resources: readonly Resource[], options?: MigrateOptions): Promise<Migration>;
  /**
   * Creates the resource's tables if they are missing, and an empty staging area. One stage per resource at a time. `seen`: for details, the
   * requested rows, also those that Lago no longer has; only the tables and columns of details are filled. Without it, those of the list.
   */
  stage(resource: Resource, stamp: Stamp, seen?: readonly ChangedRow[]): Promise<Stage>;
  /** The parent's rows for a nested list: the bound columns as text, in the order of `parent.bind`, distinct, without deleted rows. For a watched parent, the values of its watched columns follow. */
  parents(parent: Parent): Promise<readonly (readonly string[])[]>;
  /** The first `most` rows after the key `after` whose details are missing, or whose list columns have changed since. Needs the tables. */
  changed(resource: Resource, after: string, most: number): Promise<readonly ChangedRow[]>;
  /** A 64-bit hash of a text, which `bit_xor` combines over any number of rows. The same only within one database, until it is upgraded. */
  hashOf(text: Sql): Sql;
  /** Adds a row to `_loads` outside of a stage: for resources that were skipped or failed. */
  record(entry: LoadEntry): Promise<void>;
  /**
   * Runs any SQL. Values are passed as parameters: by the tag `sql`, or as `values` of a text (`$1` is the first). With parameters it must
   * be one statement. Values are returned as text, exactly as the database prints them; NULL as null.
   */
  query(statement: string | Sql, values?: readonly SqlValue[]): Promise<Answer>;
  /** Passes the rows of a SELECT without parameters to `take`, some at a time and as text like `query`. The database must be open for reading. The next rows follow when `take` has resolved. */
  scan(select: Sql, take: TakeRows): Promise<void>;
  /** Discards what is staged, and closes the file or the connections. Idempotent. */
  close(): Promise<void>;
  /** As `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

export type TakeRows = (rows: Answer["rows"]) => Promise<void>;

/** The right of one load to write into a schema. */
export interface Reservation {
  /** Aborted with a `DestinationError` if the database has revoked it: the load must end. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** The rows of one load of one resource on their way into its tables. Nothing is visible before `commit`. */
export interface Stage {
  /** What did not fit, counted over all added pages: for `_loads`. */
  readonly report: FitReport;
  /** Records of all added pages that no table could hold. `commit` keeps them in `_rejected`. */
  readonly rejected: Pick<Rejections, "count" | "describe">;
  /**
   * Parses a page as Lago sent it: the number of records, `meta`, and the rows in the form for this database. Touches no table. Throws a
   * `PageError` if the body is not a page of this list. `keys` are the parent's values for the table's parent columns, in the order
   * of its columns; empty for a top-level list.
   */
  read(body: Buffer, keys: readonly string[]): Promise<Page>;
  /** Moves pages into staging. Calls must not overlap. `left`: records that are still to come, as far as Lago has counted. */
  add(pages: readonly Page[], left?: number): Promise<void>;
  /** Removes duplicates, keeping the last; returns the number of distinct records that are staged or rejected now. */
  deduplicate(): Promise<number>;
  /** Number of distinct records that were added since the deduplication before the last: what one more pass returned, known or not. */
  countLatest(): Promise<number>;
  /** How many rows `commit` would mark as deleted with this sweep, and among how many. All pages must have been added. */
  measure(sweep: Sweep): Promise<SweepSize>;
  /** The keys of the rows that this sweep would mark, to ask for each of them (`single`). Undefined if the resource has no single records by its key. */
  listGone(sweep: Sweep): Promise<readonly string[] | undefined>;
  /** Merges what is staged, and marks what is not, as `sweep` says, in one transaction with the row of `_loads`. */
  commit(options: CommitOptions): Promise<Committed>;
  /** Discards what was staged and releases its resources. Must be called in any case, also after `commit`; safe at any time. */
  discard(): Promise<void>;
}

/** The rows that a sweep would mark as deleted, and the undeleted rows that it covers, including those, without new ones. */
export interface SweepSize {
  readonly gone: number;
  /** Of `gone`, those that the last load has withheld. */
  readonly again: number;
  readonly covered: number;
}

export interface CommitOptions {
  /** Marks rows that this load did not stage with `_deleted_at`. Only after a complete read of what it covers. */
  readonly sweep: Sweep;
  /** A sweep that is withheld: the rows that it would mark replace those withheld before, for the next load to compare. Without it, these stay. */
  readonly withhold?: Sweep | undefined;
  /** Moves the resource's cursor to the latest staged row that is not in the future, and never back behind this one. */
  readonly cursor?: CursorState;
  /** The parents that the nested list was read below; they replace those recorded before. */
  readonly marks?: Iterable<ParentMark>;
  /** Whether the rejected records of earlier loads are removed, because this load has read them again, or everything. Default true. */
  readonly supersedes?: boolean;
  /** The organisation to record, if the database has none yet. */
  readonly organization?: Organization | undefined;
  /** Completes the row of `_loads` with the figures of this commit. Without it, or if it returns undefined, no row is added, as for details, which are committed in portions. */
  readonly entry?: (committed: Committed) => LoadEntry | undefined;
}

/** A row whose single record is to be read. */
export interface ChangedRow {
  /** Its key, as text. */
  readonly key: string;
  /** A hash of all its list columns. */
  readonly fingerprint: string;
  /** The values to request the record by: the columns that `single.bind` names. */
  readonly values: readonly string[];
}

/**
 * Which rows are marked as deleted if they did not arrive: `none`; `all`; those from a time on, in the format of Lago's filter; those from
 * the oldest arrived row on, for a list whose older rows Lago drops by itself; or those that satisfy a condition.
 */
export type Sweep = "none" | "all" | { readonly since: string; readonly where?: undefined } | "since oldest" | { readonly where: Sql; readonly since?: undefined };

/** The cursor of a resource that is not read in full each time: a row of `_cursors`. */
export interface CursorState {
  /** The time of the latest known row, in the format of Lago's filter; null if there is none, or no such filter. */
  readonly reached: string | null;
  /** Start of the last full refresh. */
  readonly lastFullAt: Date;
  /** Why only a full refresh can be trusted now, e.g. after a load whose clock was ahead; usually absent. */
  readonly distrust?: string;
  /** Start of the last load that brought it up to date with the change feed; absent if none did. */
  readonly followed?: Date | undefined;
}

/** A parent that a nested list was read below: a row of `_parents`. */
export interface ParentMark {
  /** Its values, as JSON. */
  readonly parent: string;
  /** The values of its watched columns. */
  readonly mark: string;
  /** Start of the load that found them changed; null if none did. */
  readonly changedAt: Date | null;
}

export interface Committed {
  readonly inserted: number;
  /** Rows that had changed or came back. Unchanged rows are not counted. */
  readonly updated: number;
  /** Rows that were marked as deleted. */
  readonly deleted: number;
}

/**
 * What a load read of a resource: everything (`full`), a window of time up to now, the requested range of time (`range`), the lists below
 * some parents, what the change feed or webhooks announced, a snapshot, or single-record details.
 */
export type Scope = "full" | "window" | "range" | "parents" | "changes" | "webhooks" | "snapshot" | "details";

/** The figures of a resource in one load: in `_loads`, and in the report of `load`. */
export interface LoadFigures extends Committed {
  /** Rows that were not marked as deleted because they are suspiciously many. */
  readonly withheld: number;
  /** Distinct records read. */
  readonly rows: number;
  readonly pages: number;
  readonly requests: number;
  readonly retries: number;
  /** Milliseconds of waiting for Lago's rate limit and for backoff, added up over requests in flight. */
  readonly waits_ms: number;
  /** Number of passes over the list: more than one if it changed while it was read. For nested lists, that of the list with most passes. */
  readonly passes: number;
  /** Pages, included in `pages`, that an interrupted load had read. */
  readonly resumed: number;
  /** Lago's last count of the list, or the sum over nested lists; null if Lago gives none. */
  readonly total_count: number | null;
  /** Records that no table could hold, kept in `_rejected`. */
  readonly rejected: number;
  /** `table.column` → number of values kept in `_extra` because they did not fit; JSON in the database. */
  readonly misfits: Readonly<Record<string, number>>;
  /** `table.key` of each undocumented field, kept in `_extra`; JSON in the database. */
  readonly unknown: readonly string[];
}

/** A row of `_loads`: one resource in one load. */
export interface LoadEntry extends LoadFigures {
  readonly load_id: string;
  readonly resource: string;
  readonly started_at: Date;
  readonly finished_at: Date;
  readonly status: "loaded" | "incomplete" | "skipped" | "failed";
  /** Why it is not `loaded`, in one sentence. */
  readonly reason: string | null;
  /** The extent read, for people: `window from 2026-11-15, last full refresh 2 days ago`; null if nothing was. */
  readonly extent: string | null;
  /** The extent read, for programs; null if nothing was. */
  readonly scope: Scope | null;
  /** Records a page that Lago has sent in time, for the next load to start with; null if its pages have not shown that. */
  readonly page_size: number | null;
  /** Version of Lago's OpenAPI spec that the tables are generated from. */
  readonly document_version: string | null;
  readonly loader_version: string;
  /** The number of the load in this database, from 1 on, the same for all its rows. It orders loads without a clock. */
  readonly sequence: number;
}

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}
