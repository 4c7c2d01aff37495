import type { Dialect } from "../resource.ts";
import type { Limits } from "../rows/fit.ts";
import type { Dependent } from "./dependents.ts";
import type { Row, TableShape } from "./table-shapes.ts";

/** An open database, as a migration needs it: what the two databases write in the same way is not here. */
export interface MigrationSession {
  /** Runs what is to be done at once or not at all, and takes it back if it fails, or was only tried. */
  readonly attempt: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** What a person is told about an error of the database. */
  readonly explain: (error: unknown) => Error;
  readonly dialect: Dialect;
  /** What a person calls the database. */
  readonly name: string;
  readonly limits: Limits;
  /** SQL for the address of a row within its table, and its type. */
  readonly rowId: { readonly column: string; readonly type: string };
  readonly run: (sql: string, values?: readonly (string | null)[]) => Promise<unknown>;
  /** Every value must be selected as text. */
  readonly read: (sql: string, values?: Row) => Promise<Row[]>;
  /** The tables of the loader's schema. */
  readonly readActual: () => Promise<TableShape[]>;
  /** The tables that these statements make, in a scratch place. */
  readonly readWanted: (create: readonly string[]) => Promise<TableShape[]>;
  /** What people have put on the loader's tables, which keeps the database from changing these. */
  readonly readDependents: () => Promise<Dependent[]>;
  /**
   * Makes views anew that do not fit the tables any more, once these are changed. Answers those that still do not, and why; none where
   * `readDependents` has them.
   */
  readonly mendViews: () => Promise<readonly string[]>;
  /** The statements that make a column NULL in all rows, without holding these in memory. */
  readonly empty: (table: string, column: string, type: string) => readonly string[];
  /** The statements that give a column, all of whose values convert, another type; and whether it is NOT NULL then, if it was. */
  readonly convert: (table: string, column: string, to: string) => { readonly statements: readonly string[]; readonly keepsRequired: boolean };
  /** The statements that bring a table with all it holds under another name, so that one can be made under its own. */
  readonly setAside: (table: string, aside: string) => readonly string[];
  /** Whether every value of the column converts to the other type and back without a change. */
  readonly convertsExactly: (table: string, column: string, types: { readonly from: string; readonly to: string }) => Promise<boolean>;
  /** Writes the rows that `source` has values for: `source` has the address of each as `id`, a text, and the named columns as texts. */
  readonly update: (options: UpdateOptions) => Promise<void>;
  /** Whether what was found in `_extra` is written some thousands of rows at a time, since the database would hold all of it in memory. */
  readonly inPieces: boolean;
  /** The rows' addresses and their `_extra`, some thousands at a time. `mentioning`: only those whose `_extra` contains this text. `width`: how many columns will be filled. */
  readonly extras: (table: string, mentioning: string | null, width: number) => AsyncIterable<readonly (readonly [id: string, extra: string])[]>;
  /** `_extra` as Lago sent it, of what the database has, and the reverse. */
  readonly fromStored: (extra: string) => string;
  readonly toStored: (extra: string) => string;
  /** Fills a table of text columns, given column by column. */
  readonly fill: (table: string, columns: readonly (readonly (string | null)[])[]) => Promise<unknown>;
}

export interface UpdateOptions {
  readonly table: TableShape;
  readonly columns: readonly string[];
  readonly source: string;
  readonly id: string;
  /** Runs a statement that belongs to the migration. */
  readonly alter: (sql: string) => Promise<void>;
}
