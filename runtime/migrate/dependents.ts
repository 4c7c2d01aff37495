import { DestinationError } from "../errors.ts";
import type { TableShape } from "./table-shapes.ts";

/** A user's object that keeps the database from changing one of the loader's tables: a view, an index, a policy. */
export interface Dependent {
  /** The loader's table. */
  readonly table: string;
  /** The object, for people: `the view reports.revenue`. */
  readonly what: string;
  /** Whether it only blocks the recreation of a table, and not a change of a column's type. */
  readonly ofRebuilt: boolean;
  /** The column, if it concerns one. */
  readonly column: string | null;
  /** Statements. Objects that others depend on are dropped later and created earlier. */
  readonly drop: readonly string[];
  readonly create: readonly string[];
}

/** Drops what blocks a migration, and creates it again afterwards, in the same transaction. */
export interface Detachment {
  /** Call it before a column of the table changes its type or name (`rebuilt`: before the table is created anew). */
  readonly detach: (table: string, rebuilt?: boolean) => Promise<void>;
  readonly reattach: () => Promise<void>;
}

export interface DetachmentOptions {
  /** The open database: its name for people, and how to explain its errors. */
  readonly session: { readonly name: string; readonly explain: (error: unknown) => Error };
  /** In order of creation. */
  readonly dependents: readonly Dependent[];
  readonly actual: ReadonlyMap<string, TableShape>;
  readonly alter: (sql: string) => Promise<void>;
}

export function newDetachment({ session, dependents, actual, alter }: DetachmentOptions): Detachment {
  const taken: Dependent[] = [];
  return { detach, reattach };

  async function detach(table: string, rebuilt = false): Promise<void> {
    // An object that depends on several tables is listed for each of them.
    const present = dependents.filter((one) => one.table === table && (rebuilt || !one.ofRebuilt) && !taken.some(({ what }) => what === one.what));
    for (const one of present.toReversed()) {
      for (const sql of one.drop) await run(one, sql, `cannot be taken away to change the table ${table}`);
      if (one.column !== null) actual.get(table)?.columns.delete(one.column);
      taken.push(one);
    }
  }

  async function reattach(): Promise<void> {
    // In order of creation: what was dropped last is created first.
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
