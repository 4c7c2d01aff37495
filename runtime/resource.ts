/**
 * The contract between what is generated and what runs: types only.
 *
 * A generated module claims "this path, this selector, this key, these columns"; the compiler checks the claim
 * against Lago's own types (`List` below), and the runtime executes it without knowing any resource by name.
 */

import type { Table } from "./table.ts";

export type { Column, ColumnType, Dialect, Table, Unit } from "./table.ts";

/** A resource: one list of Lago's API together with the tables its records fill. */
export interface Resource<Types extends ResourceTypes = ResourceTypes> {
  /** Name of the resource and of its root table, as in `invoices`. */
  readonly name: string;
  /** The operation of Lago's document this was made from. */
  readonly operationId: string;
  /** Path below `/api/v1`, with `{parameters}`. */
  readonly path: Types["at"];
  /** Other paths of the document that answer with a slice of the same records, for `lago.list`. */
  readonly scopes: readonly Types["scope"][];
  /** The property of a response that holds the records. */
  readonly selector: Types["selector"];
  /** Where the records are if not there: `["data", "orders"]` inside of another property, `[]` where the response is the array itself. */
  readonly recordsAt?: readonly string[];
  readonly paginator: Paginator;
  /**
   * Set where each answer is one record of what holds at that time: the column with the time. Rows are added and never taken for
   * gone. Not loaded unless asked for by name, since it costs a request a parent and a computation in Lago.
   */
  readonly snapshot?: string;
  /** Columns that identify a record. Empty where Lago gives none that is stable: the table is then replaced whole. */
  readonly primaryKey: readonly string[];
  /** Columns among these that Lago may leave null: null is a value of its own then. */
  readonly nullableKey?: readonly string[];
  /** Whose rows are walked to fill the path's parameters. */
  readonly parent?: Parent;
  /** The operation that answers with one record of the list. */
  readonly single?: Types["single"];
  /** Filters sent with every request, against defaults of the server that would hide records. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** The filter that lets a load start where the last one ended. */
  readonly cursor?: Cursor;
  /** Set on the list that tells what was done to records of other lists. */
  readonly feed?: Feed;
  /** After which activities of the feed rows of this list may be others than before. Without it, no activity tells of its changes. */
  readonly changes?: readonly Change[];
  /** After which webhooks, known by the type of their object, they may be so. Without it, no webhook tells of its changes. */
  readonly webhooks?: readonly Change[];
  /** How far `meta.total_count` can be believed: `/invoices` and `/fees` answer with one up to 30 minutes old. */
  readonly count: "exact" | "cached" | "none";
  /** Where records can change places in the list while it is read: it is ordered by what an edit changes (`moves`), or by what several share (`ties`). */
  readonly loose?: "moves" | "ties";
  /** True where Lago can list the same record more than once. */
  readonly repeats?: true;
  /** Set where a Lago can be without what this resource needs. */
  readonly optional?: Optional;
  /** True where another resource already brings these rows: not loaded unless asked for. */
  readonly reslice: boolean;
  /** The root table first, then its child tables, each after the table that it hangs from. */
  readonly tables: readonly [Table, ...Table[]];
  /** Address of the generated module; its SQL lies beside it. */
  readonly source: string;
  /** Never set. Carries the types of records and filters from the module to `lago.list`. */
  readonly types?: Types;
}

/**
 * `page_number`: pages of `?page=N&per_page=M` until an empty one. `single_page`: one answer with everything. `single_record`: one
 * answer with one record, not in an array.
 */
export type Paginator = "page_number" | "single_page" | "single_record";

/** What Lago answers where it lacks what a resource needs. */
export interface Optional {
  /** The HTTP status of such an answer, which has the form of Lago's own errors. */
  readonly status: number;
  /** What it lacks: a sentence for people. */
  readonly why: string;
}

/** Where the values of a nested list's parameters come from. */
export interface Parent {
  readonly resource: string;
  readonly bind: readonly Binding[];
  /** Only parent rows with this value have such a list. */
  readonly where?: { readonly column: string; readonly equals: string };
  /** Where there can be too many parents to ask below all of them each time. */
  readonly watch?: Watch;
}

/** Between full refreshes, a load asks only below parents that are new, or of which one of these columns is not what it was. */
export interface Watch {
  readonly columns: readonly string[];
  /** Days to go on asking below a parent that is new or has changed, since what lies below follows later. */
  readonly lookbackDays: number;
  /** What the columns show, what the look-back is for, and what neither shows: for people, with where Lago's code says so. */
  readonly why: string;
}

/** An operation that answers with one record, wrapped: `{"invoice": {…}}`. For some resources it has more in it than in the list. */
export interface Single<Path extends string = string, Selector extends string = string> {
  readonly path: Path;
  /** The property of the response that holds the record. */
  readonly selector: Selector;
  /** Which columns of the root table fill its parameters. Not always the key: where a code was given anew, another record comes. */
  readonly bind: readonly Binding[];
}

/** One parameter of a nested list: filled from `column` of the parent's table, found as `as` in the own one. */
export interface Binding {
  readonly parameter: string;
  readonly in: "path" | "query";
  readonly column: string;
  /** Column of the own table that has the value, from the request or from the records themselves; absent where it only chooses and identifies nothing. */
  readonly as?: string;
}

/**
 * A column of times, by which a load reads only a window of them: with the filters on it, or, where it has none, from the first page on,
 * since the list has the newest records first.
 */
export interface Cursor extends Omit<TimeFilter, "from"> {
  /** Absent where the list has no such filter, and is ordered by `column`, newest first. */
  readonly from?: string;
  /** Whether rows at exactly `from` and `to` come. */
  readonly inclusive: boolean;
  /** How fine the filters are, and so what they are sent: `2026-11-15`, or `2026-11-15T08:30:00Z`. */
  readonly granularity: "date" | "second";
  /** Days to reach back behind the last load, since records also appear or change behind the cursor. */
  readonly lookbackDays: number;
  /** True where Lago drops rows by itself when they are old: that such a row does not come says nothing. */
  readonly expires?: true;
  /** True where Lago can give a record another time: one that is no longer in a window is asked for before it is taken for deleted. */
  readonly moves?: true;
  /** Times of changes that leave `column` as it was: each is a reading of its own. */
  readonly also?: readonly LaterFilter[];
  /** What the look-back is for, and what a window never shows: for people, with where Lago's code says so. */
  readonly why?: string;
}

/** A column that holds a time, and the query parameters that ask for a part of the list by it. */
export interface TimeFilter {
  readonly column: string;
  readonly from: string;
  readonly to?: string;
}

/** A filter on the time of a change. */
export interface LaterFilter extends TimeFilter {
  /** Days to reach back by this filter, where Lago writes the time when the change happens. Without it, as many as by the cursor. */
  readonly lookbackDays?: number;
}

/** A list of activities. Its cursor has the time of each. */
export interface Feed {
  /** Column that says to what kind of record something was done. */
  readonly kind: string;
  /** Days for which Lago keeps an activity. */
  readonly retentionDays: number;
}

/** Which rows of a list are to be asked for again after an activity, or a webhook. SCHEMA.md has what none tells of. */
export interface Change {
  /** Kinds of record. */
  readonly of: readonly string[];
  /** Where the activity says which one: a column of the feed, or a key within its JSON. Of a webhook: a property of its object, or one of an object in it. */
  readonly by: readonly [column: string, key?: string];
  /** True where the webhook can be about rows of another list instead: it then has no value there. */
  readonly optional?: true;
  /** Column of the own table, or of the parent's, with the same value. Where there is none, rows that do not come are not taken for deleted. */
  readonly column?: string;
  /** The query parameter that asks for those rows. Without it they are asked for as single records, or below their parents. */
  readonly filter?: string;
}

/** What `Resource` knows about its records and filters at compile time. */
export interface ResourceTypes {
  readonly at: string;
  readonly scope: string;
  readonly selector: string;
  readonly record: unknown;
  readonly query: unknown;
  readonly parameters: unknown;
  readonly single: Single;
}

/** The types of the list at path `At` of an openapi-typescript `paths`; fails to compile where `Selector` holds no array. */
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

/** The same where the array is not a property of the response: `Place` is `["data", "orders"]`, or `[]` where the response is the array. */
export interface ListAt<Paths, At extends keyof Paths & string, Place extends readonly string[], Scope extends keyof Paths & string = never> extends ResourceTypes {
  readonly at: At;
  readonly scope: Scope;
  readonly selector: string;
  readonly record: Element<ValueAt<Body<Paths[At]>, Place>>;
  readonly query: Omit<QueryOf<Paths[At]>, "page" | "per_page">;
  readonly parameters: ParametersOf<Paths[At]> | (Scope extends keyof Paths ? ParametersOf<Paths[Scope]> : never);
  readonly single: SingleOf<Paths>;
}

/** The types of the one record that path `At` answers with, under `Selector`. */
export interface Snapshot<Paths, At extends keyof Paths & string, Selector extends keyof Body<Paths[At]> & string> extends ResourceTypes {
  readonly at: At;
  readonly scope: never;
  readonly selector: Selector;
  readonly record: NonNullable<Body<Paths[At]>[Selector]>;
  readonly query: QueryOf<Paths[At]>;
  readonly parameters: ParametersOf<Paths[At]>;
  readonly single: SingleOf<Paths>;
}

/** The record of a resource, as in `RecordOf<typeof invoices>`. */
export type RecordOf<R> = R extends Resource<infer Types> ? Types["record"] : never;

/** A path of the document with a property of what it answers. */
type SingleOf<Paths> = { [At in keyof Paths & string]: Single<At, keyof Body<Paths[At]> & string> }[keyof Paths & string];
type Body<PathItem> = PathItem extends {
  get: { responses: { 200: { content: { "application/json": infer Json } } } };
}
  ? Json
  : never;
type SelectorOf<PathItem> = {
  [Key in keyof Body<PathItem>]-?: NonNullable<Body<PathItem>[Key]> extends readonly unknown[] ? Key & string : never;
}[keyof Body<PathItem>];
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
