import type { Dialect } from "../resource.ts";
import type { Limits } from "../rows/fit.ts";
import type { TableShape } from "./table-shapes.ts";

/** A transaction of an open database, as a migration needs it: what the two databases write in the same way is not here. */
export interface MigrationSession {
  readonly dialect: Dialect;
  /** What a person calls the database. */
  readonly name: string;
  readonly limits: Limits;
  /** SQL for the address of a row within its table, and its type. */
  readonly rowId: { readonly column: string; readonly type: string };
  readonly run: (sql: string, values?: readonly (string | null)[]) => Promise<unknown>;
  /** Every value must be selected as text. */
  readonly read: (sql: string) => Promise<Row[]>;
  /** The tables of the loader's schema. */
  readonly readActual: () => Promise<TableShape[]>;
  /** The tables that these statements make, in a scratch place. */
  readonly readWanted: (create: readonly string[]) => Promise<TableShape[]>;
  /** Whether every value of the column converts to the other type and back without a change. */
  readonly convertsExactly: (table: string, column: string, types: { readonly from: string; readonly to: string }) => Promise<boolean>;
  /** The rows' addresses and their `_extra`, some thousands at a time. `mentioning`: only those whose `_extra` contains this text. */
  readonly extras: (table: string, mentioning: string | null) => AsyncIterable<readonly (readonly [id: string, extra: string])[]>;
  /** Fills a table of text columns, given column by column. */
  readonly fill: (table: string, columns: readonly (readonly (string | null)[])[]) => Promise<unknown>;
}

export type Row = readonly (string | null)[];
