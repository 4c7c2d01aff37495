import { quoteName } from "../destinations/identifiers.ts";
import type { ColumnType } from "../resource.ts";
import type { MigrationSession } from "./session.ts";
import { nameAside } from "./set-aside.ts";
import { kindOf, type TableShape } from "./table-shapes.ts";

/** What became of a table's columns. */
export interface Alignment {
  /** New, and empty. */
  readonly added: string[];
  /** Converted in place: what did not fit before may do so now. */
  readonly converted: string[];
  /** Kept under these names because not every value converts; a new column is in their place. */
  readonly aside: string[];
  /** Former name → name, also of what was set aside. */
  readonly renamed: Map<string, string>;
}

export interface AlignOptions {
  readonly session: Pick<MigrationSession, "convertsExactly">;
  /** As it is; changed here as the statements change it. */
  readonly actual: TableShape;
  readonly wanted: TableShape;
  /** New name → the name that a database may still have. */
  readonly renames: ReadonlyMap<string, string>;
  /** Runs a statement that changes the shape. */
  readonly alter: (sql: string) => Promise<void>;
}

/** Gives a table the columns that it should have, without losing one that it has. NOT NULL is left to `rebuildKey`. */
export async function alignColumns({ session, actual, wanted, renames, alter }: AlignOptions): Promise<Alignment> {
  const done: Alignment = { added: [], converted: [], aside: [], renamed: new Map() };
  const table = quoteName(actual.name);
  for (const [name, { type }] of wanted.columns) {
    const former = renames.get(name);
    if (!actual.columns.has(name) && former !== undefined && actual.columns.has(former) && !wanted.columns.has(former)) await rename(former, name);
    const found = actual.columns.get(name);
    if (!found) await add(name, type);
    else if (found.type !== type) await retype(name, found.type, type);
  }
  return done;

  async function rename(from: string, to: string): Promise<void> {
    await alter(`ALTER TABLE ${table} RENAME COLUMN ${quoteName(from)} TO ${quoteName(to)}`);
    done.renamed.set(from, to);
    const columns = [...actual.columns];
    actual.columns.clear();
    for (const [name, column] of columns) actual.columns.set(name === from ? to : name, column);
  }

  async function add(name: string, type: string): Promise<void> {
    await alter(`ALTER TABLE ${table} ADD COLUMN ${quoteName(name)} ${type}`);
    actual.columns.set(name, { type, isRequired: false });
    done.added.push(name);
  }

  async function retype(name: string, from: string, to: string): Promise<void> {
    if (CONVERTIBLE[kindOf(from)]?.includes(kindOf(to) as ColumnType) && (await session.convertsExactly(actual.name, name, { from, to }))) {
      await alter(`ALTER TABLE ${table} ALTER COLUMN ${quoteName(name)} TYPE ${to} USING ${quoteName(name)}::${to}`);
      actual.columns.set(name, { ...actual.columns.get(name)!, type: to });
      done.converted.push(name);
      return;
    }
    const aside = nameAside(name, kindOf(from), (candidate) => actual.columns.has(candidate) || wanted.columns.has(candidate));
    await rename(name, aside);
    done.aside.push(aside);
    await add(name, to);
  }
}

/**
 * Types whose values may convert in place, if all of them do so exactly. Where a database prints a value otherwise than
 * Lago sends it (`1.500000000000000`, `2024-05-01 12:00:00+00`, a string in quotes), the text would not be what a load brings.
 */
const CONVERTIBLE: Readonly<Record<string, readonly ColumnType[]>> = {
  integer: ["decimal", "number", "text"],
  decimal: ["decimal", "integer", "number"],
  number: ["integer", "decimal"],
  boolean: ["text"],
  uuid: ["text"],
  date: ["text", "timestamp"],
  timestamp: ["date"],
  text: ["integer", "decimal", "number", "boolean", "uuid", "date"],
};
