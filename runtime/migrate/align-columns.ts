import { quoteName } from "../destinations/identifiers.ts";
import { convertsInPlace } from "./conversions.ts";
import type { MigrationSession } from "./session.ts";
import { findTwin, isAside, nameAside, takes } from "./set-aside.ts";
import { kindOf, type TableShape } from "./table-shapes.ts";

/** The changes of a table's columns. */
export interface Alignment {
  /** New, and empty. */
  readonly added: string[];
  /** Converted in place: values that did not fit may now do so. */
  readonly converted: string[];
  /** Kept under these names because not every value converts; new columns have their names. */
  readonly aside: string[];
  /** Former name → name, also of columns that were set aside. */
  readonly renamed: Map<string, string>;
}

export interface AlignOptions {
  readonly session: Pick<MigrationSession, "convertsExactly" | "convert">;
  /** The existing table. It is updated as statements change it. */
  readonly actual: TableShape;
  readonly wanted: TableShape;
  /** New name → the name that a database may still have. */
  readonly renames: ReadonlyMap<string, string>;
  /** Columns that loads have not filled: columns that were set aside, also if a property has such a name. */
  readonly orphans?: readonly string[];
  /** Removes users' dependent objects from the table, before a column changes its type or name. */
  readonly detach?: (table: string) => Promise<void>;
  /** Runs a statement that changes the schema. */
  readonly alter: (sql: string) => Promise<void>;
}

/** Gives a table its columns, without losing an existing one. NOT NULL is left to `rebuildKey`. */
export async function alignColumns({ session, actual, wanted, renames, orphans = [], detach = async () => {}, alter }: AlignOptions): Promise<Alignment> {
  const done: Alignment = { added: [], converted: [], aside: [], renamed: new Map() };
  const table = quoteName(actual.name);
  for (const [name, { type }] of wanted.columns) {
    const former = renames.get(name);
    if (!actual.columns.has(name) && former !== undefined && actual.columns.has(former) && !wanted.columns.has(former)) await rename(former, name);
    await makeRoom(name);
    const found = actual.columns.get(name);
    if (!found) await add(name, type);
    else if (found.type !== type) await retype(name, found.type, type);
  }
  return done;

  /** For a property that is named like a column that was set aside, or like another property except for case. */
  async function makeRoom(name: string): Promise<void> {
    const twin = actual.columns.has(name) ? undefined : findTwin(name, actual.columns.keys());
    if (twin !== undefined) await setAside(twin, "");
    else if (isAside(name) && orphans.includes(name) && actual.columns.has(name)) await setAside(name, "");
  }

  async function setAside(name: string, was: string): Promise<void> {
    await detach(actual.name);
    const aside = nameAside(name, was, (candidate) => takes(actual.columns, candidate) || takes(wanted.columns, candidate));
    await rename(name, aside);
    done.aside.push(aside);
  }

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
    if (convertsInPlace(kindOf(from), kindOf(to)) && (await session.convertsExactly(actual.name, name, { from, to }))) {
      await detach(actual.name);
      const { statements, keepsRequired } = session.convert(actual.name, name, to);
      for (const sql of statements) await alter(sql);
      actual.columns.set(name, { type: to, isRequired: keepsRequired && actual.columns.get(name)!.isRequired });
      done.converted.push(name);
      return;
    }
    await setAside(name, kindOf(from));
    await add(name, to);
  }
}
