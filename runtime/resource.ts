/**
 * The contract between generated modules and the runtime: types only.
 *
 * A generated module claims "this path, this selector, this key, these columns"; the compiler checks the claim
 * against Lago's own types (`List` below), and the runtime executes it without knowing any resource by name.
 */

import type { Table } from "./table.ts";

export type { Column, ColumnType, Dialect, Table, Unit } from "./table.ts";

/** A resource: a list endpoint of Lago's API, and the tables that its records fill. The resources are exported by name, e.g. `invoices`. */
export interface Resource<Types extends ResourceTypes = ResourceTypes> {
  /** Name of the resource and of its root table, e.g. `invoices`. */
  readonly name: string;
  /** The operation of Lago's OpenAPI spec. */
  readonly operationId: string;
  /** Path below `/api/v1`, with `{parameters}`. */
  readonly path: Types["at"];
  /** Other paths that return a part of the same records, for `lago.list`. */
  readonly scopes: readonly Types["scope"][];
  /** The property of a response that holds the records. */
  readonly selector: Types["selector"];
  /** Where the records are instead: `["data", "orders"]` inside of another property, `[]` if the response itself is the array. */
  readonly recordsAt?: readonly string[];
  readonly paginator: Paginator;
  /**
   * Set if each response is one record with the state at that time: the column with the time. Loads only add rows. Loaded only by
   * name, since it costs a request for each parent and a computation in Lago.
   */
  readonly snapshot?: string;
  /** Columns that identify a record. Empty if Lago has no stable key: each load then replaces the table. */
  readonly primaryKey: readonly string[];
  /** Key columns that can be null. Null equals null then. */
  readonly nullableKey?: readonly string[];
  /** For a nested resource: the resource whose rows fill the path's parameters. */
  readonly parent?: Parent;
  /** The operation that returns one record of the list. */
  readonly single?: Types["single"];
  /** Filters sent with every request, against defaults of the server that would hide records. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** The column, and its filters, by which incremental loads read a window of time. */
  readonly cursor?: Cursor;
  /** Set on the list of activities, which announces changes of other lists. */
  readonly feed?: Feed;
  /** Activities after which rows of this list may have changed. Without it, no activity announces its changes. */
  readonly changes?: readonly Change[];
  /** Webhooks, by the type of their object, after which rows of this list may have changed. Without it, no webhook announces its changes. */
  readonly webhooks?: readonly Change[];
  /** How reliable `meta.total_count` is. `cached`: up to 30 minutes old (`/invoices`, `/fees`). `none`: absent. */
  readonly count: "exact" | "cached" | "none";
  /** Set if records can change places while the list is read: an edit changes the order (`moves`), or several records are equal in it (`ties`). */
  readonly loose?: "moves" | "ties";
  /** True if Lago can list the same record more than once. */
  readonly repeats?: true;
  /** Set if a Lago installation can lack what this resource needs. */
  readonly optional?: Optional;
  /** True if another resource already has these rows: loaded only by name or with `--all`. */
  readonly reslice: boolean;
  /** The root table first, then its child tables, each after its parent table. */
  readonly tables: readonly [Table, ...Table[]];
  /** URL of the generated module; its SQL files are beside it. */
  readonly source: string;
  /** Never set. Carries the types of records and filters from the module to `lago.list`. */
  readonly types?: Types;
}

/**
 * How a list is read. `page_number`: pages of `?page=N&per_page=M` until an empty one. `single_page`: one response with all records.
 * `single_record`: one response with one record, not in an array.
 */
export type Paginator = "page_number" | "single_page" | "single_record";

/** How Lago responds if it lacks what a resource needs. */
export interface Optional {
  /** HTTP status of the response, which has the format of Lago's own errors. */
  readonly status: number;
  /** What Lago lacks, in one sentence. */
  readonly why: string;
}

/** The parent of a nested resource: its rows fill the parameters of the path. */
export interface Parent {
  /** Name of the parent resource. */
  readonly resource: string;
  readonly bind: readonly Binding[];
  /** Only parent rows with this value have such a list. */
  readonly where?: { readonly column: string; readonly equals: string };
  /** Set if there can be too many parents to read below all of them in each load. */
  readonly watch?: Watch;
}

/** Between full refreshes, a load reads only below parents that are new, or in which one of these columns has changed. */
export interface Watch {
  /** Columns of the parent's table. */
  readonly columns: readonly string[];
  /** For how many days after such a change the nested list is read again, since its records can follow later. */
  readonly lookbackDays: number;
  /** Another list whose rows show that records of the nested list are new or changed. */
  readonly shownBy?: ShownBy;
  /** What the columns show, why the lookback is needed, and what both miss, with the place in Lago's code. */
  readonly why: string;
}

/**
 * A list from whose rows the records of a nested list are made: below a parent, these can only be new or changed if those are. A load that
 * has read it reads below the parents whose rows differ from those of the load before, and no longer waits for what the rows have shown.
 */
export interface ShownBy {
  readonly resource: string;
  /** Its columns with the values of the parent's path, in the order of the bindings. */
  readonly on: readonly string[];
  /** Its column that refers to what a nested record is about. Where it is null, the row has no part in one. */
  readonly about: string;
  /** Its key, and the columns that change in a row when a nested record does. */
  readonly columns: readonly string[];
  /** The column of its window, and the lookback: older rows are not read again either. */
  readonly window: Pick<Cursor, "column" | "lookbackDays">;
}

/** An operation that returns one record, wrapped: `{"invoice": {…}}`. For some resources the record has more fields than in the list. */
export interface Single<Path extends string = string, Selector extends string = string> {
  readonly path: Path;
  /** The property of the response that holds the record. */
  readonly selector: Selector;
  /** The columns of the root table that fill its parameters. They are not always the key: if a code is reused, another record is returned. */
  readonly bind: readonly Binding[];
}

/** One parameter of a nested list: filled from `column` of the parent's table, stored as `as` in the resource's own table. */
export interface Binding {
  readonly parameter: string;
  readonly in: "path" | "query";
  readonly column: string;
  /** Column of the resource's own table with the value, from the request or from the records; absent if the parameter identifies nothing. */
  readonly as?: string;
}

/**
 * A column with a time, by which incremental loads read a window: with the filters on it, or, if there are none, from the first page
 * on, since the list has the newest records first.
 */
export interface Cursor extends Omit<TimeFilter, "from"> {
  /** Absent if the list has no such filter, and is ordered by `column`, newest first. */
  readonly from?: string;
  /** Whether the filters include rows at exactly `from` and `to`. */
  readonly inclusive: boolean;
  /** Precision and format of the filters: `2026-11-15`, or `2026-11-15T08:30:00Z`. */
  readonly granularity: "date" | "second";
  /** Days before the latest known row at which a window starts, since records also appear or change behind the cursor. */
  readonly lookbackDays: number;
  /** True if Lago drops old rows by itself: their absence does not mean that they were deleted. */
  readonly expires?: true;
  /** True if Lago can change a record's time: one that is missing from a window is requested by itself before it is marked as deleted. */
  readonly moves?: true;
  /** Columns with the times of changes that do not touch `column`. Each is read as a window of its own. */
  readonly also?: readonly LaterFilter[];
  /** Why the lookback is needed, and what a window misses, with the place in Lago's code. */
  readonly why?: string;
}

/** A column that holds a time, and the query parameters that filter the list by it. */
export interface TimeFilter {
  readonly column: string;
  readonly from: string;
  readonly to?: string;
}

/** A filter on the time of a change. */
export interface LaterFilter extends TimeFilter {
  /** Days of lookback for this filter, if Lago writes the time when the change happens. Default: the cursor's. */
  readonly lookbackDays?: number;
}

/** The list of activities. Its cursor is the time of each. */
export interface Feed {
  /** Column with the type of the record that was changed. */
  readonly kind: string;
  /** Days for which Lago keeps an activity. */
  readonly retentionDays: number;
}

/** Which rows of a list to read again after an activity or a webhook. SCHEMA.md lists the changes that cause none. */
export interface Change {
  /** Types of record, e.g. `Invoice` (activities) or `invoice` (webhooks). */
  readonly of: readonly string[];
  /** Where the record's key is: a column of the feed, or a key within its JSON. In a webhook: a property of its object, or of an object in it. */
  readonly by: readonly [column: string, key?: string];
  /** True if the webhook can be about another list instead: it then has no value there. */
  readonly optional?: true;
  /** Column with the same value, of the resource's own table or of the parent's. Without it, missing rows are not marked as deleted. */
  readonly column?: string;
  /** The query parameter that selects those rows. Without it, they are read as single records, or below their parents. */
  readonly filter?: string;
}

/** The types of a resource's records and filters, for the compiler. */
export interface ResourceTypes {
  readonly at: string;
  readonly scope: string;
  readonly selector: string;
  readonly record: unknown;
  readonly query: unknown;
  readonly parameters: unknown;
  readonly single: Single;
}

/** The types of the list at path `At` of an openapi-typescript `paths`. Does not compile if `Selector` is not an array. */
export interface List<
  Paths,
  At extends keyof Paths & string,
  Selector extends SelectorOf<Paths[At]> & string,
  Scope extends keyof Paths & string = never,
> extends ResourceTypes {
  readonly at: At;
  readonly scope: Scope;
  readonly selector: Selector;
  readonly record: Element<NonNullable<Body<Paths[At]>[Selector]>>;
  readonly query: Omit<QueryOf<Paths[At]>, "page" | "per_page">;
  readonly parameters: ParametersOf<Paths[At]> | (Scope extends keyof Paths ? ParametersOf<Paths[Scope]> : never);
  readonly single: SingleOf<Paths>;
}

/** As `List`, if the array is elsewhere in the response: `Place` is `["data", "orders"]`, or `[]` if the response itself is the array. */
export interface ListAt<Paths, At extends keyof Paths & string, Place extends readonly string[], Scope extends keyof Paths & string = never> extends ResourceTypes {
  readonly at: At;
  readonly scope: Scope;
  readonly selector: string;
  readonly record: Element<ValueAt<Body<Paths[At]>, Place>>;
  readonly query: Omit<QueryOf<Paths[At]>, "page" | "per_page">;
  readonly parameters: ParametersOf<Paths[At]> | (Scope extends keyof Paths ? ParametersOf<Paths[Scope]> : never);
  readonly single: SingleOf<Paths>;
}

/** The types of the one record that path `At` returns, under `Selector`. */
export interface Snapshot<Paths, At extends keyof Paths & string, Selector extends keyof Body<Paths[At]> & string> extends ResourceTypes {
  readonly at: At;
  readonly scope: never;
  readonly selector: Selector;
  readonly record: NonNullable<Body<Paths[At]>[Selector]>;
  readonly query: QueryOf<Paths[At]>;
  readonly parameters: ParametersOf<Paths[At]>;
  readonly single: SingleOf<Paths>;
}

/** The record type of a resource, e.g. `RecordOf<typeof invoices>`. */
export type RecordOf<R> = R extends Resource<infer Types> ? Types["record"] : never;

/** A path of the OpenAPI spec with a property of its response. */
type SingleOf<Paths> = { [At in keyof Paths & string]: Single<At, keyof Stated<Body<Paths[At]>> & string> }[keyof Paths & string];
type Body<PathItem> = PathItem extends {
  get: { responses: { 200: { content: { "application/json": infer Json } } } };
}
  ? NonNullable<Json>
  : never;
type SelectorOf<PathItem> = ArraysOf<Stated<Body<PathItem>>>;
type ArraysOf<Json> = { [Key in keyof Json]-?: NonNullable<Json[Key]> extends readonly unknown[] ? Key & string : never }[keyof Json];
/** Only the properties that have names: where others are allowed, any text is a key. */
type Stated<Json> = { [Key in keyof Json as string extends Key ? never : number extends Key ? never : Key]: Json[Key] };
type ValueAt<Value, Place extends readonly string[]> = Place extends readonly [infer Key, ...infer Rest extends readonly string[]]
  ? Key extends keyof NonNullable<Value>
    ? ValueAt<NonNullable<Value>[Key], Rest>
    : never
  : NonNullable<Value>;
type Element<List> = List extends readonly (infer Item)[] ? Item : never;
type QueryOf<PathItem> = PathItem extends { get: { parameters: { query?: infer Query } } } ? NonNullable<Query> : object;
type ParametersOf<PathItem> = PathItem extends { get: { parameters: { path: infer Path } } }
  ? Path
  : Record<never, never>;
