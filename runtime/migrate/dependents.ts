import { DestinationError } from "../errors.ts";
import type { TableShape } from "./table-shapes.ts";

/** Something of a person's that keeps the database from changing one of the loader's tables: a view, an index, a policy. */
export interface Dependent {
  /** The loader's table. */
  readonly table: string;
  /** What a person calls it: `the view reports.revenue`. */
  readonly what: string;
  /** Whether only a table that is made anew is in its way, and not a column of another type. */
  readonly ofRebuilt: boolean;
  /** The column that it is, where it is one. */
  readonly column: string | null;
  /** Statements; what others stand on comes later here, and earlier below. */
  readonly drop: readonly string[];
  readonly create: readonly string[];
}

/** Takes away what stands in the way of a migration, and puts it back when that is done, in the same transaction. */
export interface Detachment {
  /** Before a column of the table gets another type or name (`rebuilt`: before the table is made anew). */
  readonly detach: (table: string, rebuilt?: boolean) => Promise<void>;
  readonly reattach: () => Promise<void>;
}

export interface DetachmentOptions {
  /** The open database: what a person calls it, and is told about an error of it. */
  readonly session: { readonly name: string; readonly explain: (error: unknown) => Error };
  /** In the order in which they are made. */
  readonly dependents: readonly Dependent[];
  readonly actual: ReadonlyMap<string, TableShape>;
  readonly alter: (sql: string) => Promise<void>;
}

export function newDetachment({ session, dependents, actual, alter }: DetachmentOptions): Detachment {
  const taken: Dependent[] = [];
  return { detach, reattach };

  async function detach(table: string, rebuilt = false): Promise<void> {
    // What stands on several tables is listed with each of them.
    const present = dependents.filter((one) => one.table === table && (rebuilt || !one.ofRebuilt) && !taken.some(({ what }) => what === one.what));
    for (const one of present.toReversed()) {
      for (const sql of one.drop) await run(one, sql, `cannot be taken away to change the table ${table}`);
      if (one.column !== null) actual.get(table)?.columns.delete(one.column);
      taken.push(one);
    }
  }

  async function reattach(): Promise<void> {
    // As they were made: what was taken away last stands lowest.
    const order = dependents.filter((one) => taken.includes(one));
    for (const one of order) for (const sql of one.create) await run(one, sql, `does not fit the table ${one.table} any more`);
  }

  async function run({ what, table }: Dependent, sql: string, problem: string): Promise<void> {
    try {
      await alter(sql);
    } catch (error) {
      throw new DestinationError(
        `In ${session.name}, ${what} ${problem}: ${session.explain(error).message.replace(/\.?$/, ".")} Drop ${what}, run \`lago-loader migrate\`, and make it anew for the new columns of ${table}.`,
        { cause: error },
      );
    }
  }
}
