import type { Binding, Change, Column, ColumnType, Cursor, Feed, LaterFilter, Optional, Paginator, Parent, Resource, ShownBy, Single, TimeFilter, Unit, Watch } from "../../runtime/resource.ts";

/** Everything that is decided about one list of Lago's API: all that the templates need, complete when built, printable as JSON. */
export interface ResourceModel {
  name: string;
  operationId: string;
  path: string;
  /** Paths that return a part of the same records. */
  scopes: string[];
  selector: string;
  recordsAt?: readonly string[];
  /** Name of the record's schema; absent if the spec describes it inline. */
  record?: string;
  /** Lago's reference page about it. */
  documentation?: string;
  paginator: Paginator;
  /** The column with the time of a snapshot, if each record is kept. */
  snapshot?: string;
  count: Resource["count"];
  loose?: "moves" | "ties";
  repeats?: true;
  optional?: Optional;
  primaryKey: string[];
  /** Key columns that can be null. Null equals null. */
  nullableKey: string[];
  parent?: Parent;
  single?: Single;
  /** Names of the query parameters that select records. */
  filters: string[];
  /** The values of each, in the spec's terms: `string date`. For people only. */
  filterTypes?: Record<string, string>;
  /** Whether the spec deprecates the operation. For people only. */
  deprecated?: true;
  query?: Record<string, string | string[]>;
  cursor?: Cursor;
  feed?: Feed;
  changes?: Change[];
  /** Changes of rows that leave no activity. For people only. */
  changesMissed?: string;
  webhooks?: Change[];
  /** Changes of rows without a webhook. For people only. */
  webhooksMissed?: string;
  /** Table, and path in it, that has the same rows, e.g. `plans.charges`. */
  partOf?: string;
  /** The former name of the resource: `x-renamed-from`. */
  renamedFrom?: string;
  /** The root table first, then its child tables, each after its parent table. */
  tables: [TableModel, ...TableModel[]];
}

export interface TableModel {
  name: string;
  /** The full name, if it was shortened. */
  fullName?: string;
  /** The former name, if its resource was renamed. */
  renamedFrom?: string;
  /** For a child table: the arrays from the root record down to it, each a path of property names. */
  arrays: string[][];
  /** For a child table, its first columns: the root's key, then the position at each level. */
  identity: IdentityColumn[];
  columns: ColumnModel[];
  /** What a row is. Source: spec/meaning.yaml. */
  description?: string;
  /** Filled by details only. */
  details?: true;
}

/** The meaning of a column, as `findMeaning` adds it. */
export type ColumnMeaning = Pick<Column, "description" | "values" | "unit" | "currency" | "personal" | "finer">;

export interface ColumnModel extends ColumnMeaning {
  name: string;
  fullName?: string;
  type: ColumnType;
  /** Property names from the record to the value; absent for a parent's key. */
  path?: string[];
  references?: string;
  /** The JSON column with the embedded record from which the key is extracted. */
  liftedFrom?: string;
  /** Whether the spec allows null. For people only: the server sends null anyway, so no column relies on it. */
  nullable?: true;
  /** The values that the spec lists. */
  enum?: string[];
  deprecated?: true;
  /** Filled by details only. */
  details?: true;
  /** The former name: `x-renamed-from`. */
  renamedFrom?: string;
}

/** `root`: the value of the root's key column `of`. `index`: the position in an array, from 0. */
export interface IdentityColumn {
  name: string;
  type: ColumnType;
  kind: "root" | "index";
  of?: string;
}

export type { Binding, Change, ColumnType, Cursor, Feed, LaterFilter, Optional, Paginator, Parent, ShownBy, Single, TimeFilter, Unit, Watch };
