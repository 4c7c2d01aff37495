import type { Dialect } from "../resource.ts";
import type { Limits } from "../rows/fit.ts";
import type { Dependent } from "./dependents.ts";
import type { Row, TableShape } from "./table-shapes.ts";

/** An open database for a migration. What both databases do in the same way is not here. */
export interface MigrationSession {
  /** Runs work in a transaction, which is rolled back if it fails, or in a dry run. */
  readonly attempt: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Explains an error of the database to people. */
  readonly explain: (error: unknown) => Error;
  readonly dialect: Dialect;
  /** The database, for people. */
  readonly name: string;
  readonly limits: Limits;
  /** SQL for the address of a row within its table, and its type. */
  readonly rowId: { readonly column: string; readonly type: string };
  readonly run: (sql: string, values?: readonly (string | null)[]) => Promise<unknown>;
  /** Every value must be selected as text. */
  readonly read: (sql: string, values?: Row) => Promise<Row[]>;
  /** The tables of the loader's schema. */
  readonly readActual: () => Promise<TableShape[]>;
  /** The tables that these statements create, in a scratch schema. */
  readonly readWanted: (create: readonly string[]) => Promise<TableShape[]>;
  /** Users' objects on the loader's tables that keep the database from changing them. */
  readonly readDependents: () => Promise<Dependent[]>;
  /**
   * Recreates views that no longer fit the tables, after these have changed. Returns those that cannot be recreated, with the reason; none if
   * `readDependents` handles views.
   */
  readonly mendViews: () => Promise<readonly string[]>;
  /** The statements that set a column to NULL in all rows, without holding these in memory. */
  readonly empty: (table: string, column: string, type: string) => readonly string[];
  /** The statements that change the type of a column whose values all convert; and whether a NOT NULL column stays NOT NULL. */
  readonly convert: (table: string, column: string, to: string) => { readonly statements: readonly string[]; readonly keepsRequired: boolean };
  /** The statements that rename a table with everything it has, so that its name becomes free. */
  readonly setAside: (table: string, aside: string) => readonly string[];
  /** Whether every value of the column converts to the other type and back unchanged. */
  readonly convertsExactly: (table: string, column: string, types: { readonly from: string; readonly to: string }) => Promise<boolean>;
  /** Writes values to rows: `source` has the address of each row as `id`, a text, and the named columns as text. */
  readonly update: (options: UpdateOptions) => Promise<void>;
  /** Whether values from `_extra` are written some thousands of rows at a time, since the database would keep all of them in memory. */
  readonly inPieces: boolean;
  /** The rows' addresses and their `_extra`, some thousands at a time. `mentioning`: only those whose `_extra` contains this text. `width`: number of columns to fill. */
  readonly extras: (table: string, mentioning: string | null, width: number) => AsyncIterable<readonly (readonly [id: string, extra: string])[]>;
  /** Converts the database's `_extra` to Lago's original JSON, and back. */
  readonly fromStored: (extra: string) => string;
  readonly toStored: (extra: string) => string;
  /** Fills a table of text columns, column by column. */
  readonly fill: (table: string, columns: readonly (readonly (string | null)[])[]) => Promise<unknown>;
}

export interface UpdateOptions {
  readonly table: TableShape;
  readonly columns: readonly string[];
  readonly source: string;
  readonly id: string;
  /** Runs a statement of the migration. */
  readonly alter: (sql: string) => Promise<void>;
}
