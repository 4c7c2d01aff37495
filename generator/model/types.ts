import type { Binding, Change, Column, ColumnType, Cursor, Feed, LaterFilter, Optional, Paginator, Parent, Resource, Single, TimeFilter, Unit, Watch } from "../../runtime/resource.ts";

/** What is decided about one list of Lago's API: all that the templates need, complete when built, printable as JSON. */
export interface ResourceModel {
  name: string;
  operationId: string;
  path: string;
  /** Lists that answer with a slice of the same records. */
  scopes: string[];
  selector: string;
  recordsAt?: readonly string[];
  /** Name of the record's schema; absent where the document describes it in place. */
  record?: string;
  /** Lago's reference page about it. */
  documentation?: string;
  paginator: Paginator;
  /** The column for the time at which the record was asked for, where each of them is kept. */
  snapshot?: string;
  count: Resource["count"];
  loose?: "moves" | "ties";
  repeats?: true;
  optional?: Optional;
  primaryKey: string[];
  /** Its columns that may be null: two records of which one is are the same in it. */
  nullableKey: string[];
  parent?: Parent;
  single?: Single;
  /** Names of the query parameters that choose records. */
  filters: string[];
  /** What each of them takes, in words of the document: `string date`. For people only. */
  filterTypes?: Record<string, string>;
  /** Whether the document says that the operation will go. For people only. */
  deprecated?: true;
  query?: Record<string, string | string[]>;
  cursor?: Cursor;
  feed?: Feed;
  changes?: Change[];
  /** Changes of rows that leave no activity. For people only. */
  changesMissed?: string;
  webhooks?: Change[];
  /** Changes of rows that no webhook tells of. For people only. */
  webhooksMissed?: string;
  /** Table and path in it where the same rows come too, as in `plans.charges`. */
  partOf?: string;
  /** What the resource was called before: `x-renamed-from`. */
  renamedFrom?: string;
  /** The root table first, then its child tables, each after the table it hangs from. */
  tables: [TableModel, ...TableModel[]];
}

export interface TableModel {
  name: string;
  /** What the name was before it was shortened. */
  fullName?: string;
  /** What a database may still call it, where its resource was renamed. */
  renamedFrom?: string;
  /** For a child table: the arrays that lead to it from the root record, each a path of property names. */
  arrays: string[][];
  /** For a child table, the columns it starts with: the root's key, then the position at each level. */
  identity: IdentityColumn[];
  columns: ColumnModel[];
  /** What a row is: spec/meaning.yaml. */
  description?: string;
  /** Filled by single records only. */
  details?: true;
}

/** What a column means: what `findMeaning` adds to it. */
export type ColumnMeaning = Pick<Column, "description" | "values" | "unit" | "currency" | "personal" | "finer">;

export interface ColumnModel extends ColumnMeaning {
  name: string;
  fullName?: string;
  type: ColumnType;
  /** Property names from the record to the value; absent for a parent's key. */
  path?: string[];
  references?: string;
  /** The JSON column with the embedded record that it is a key of. */
  liftedFrom?: string;
  /** Whether the document lets it be null. For people only: the server does not keep to it, so no column relies on it. */
  nullable?: true;
  /** The values that the document names. */
  enum?: string[];
  deprecated?: true;
  /** Filled by single records only. */
  details?: true;
  /** What a database may still call it: `x-renamed-from`. */
  renamedFrom?: string;
}

/** `root`: the value of the root's key column `of`. `index`: the position in an array, from 0. */
export interface IdentityColumn {
  name: string;
  type: ColumnType;
  kind: "root" | "index";
  of?: string;
}

export type { Binding, Change, ColumnType, Cursor, Feed, LaterFilter, Optional, Paginator, Parent, Single, TimeFilter, Unit, Watch };
