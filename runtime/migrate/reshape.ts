import type { Resource, Table } from "../resource.ts";
import { quoteName } from "../destinations/identifiers.ts";
import { type Alignment, alignColumns } from "./align-columns.ts";
import { identify } from "./identity.ts";
import type { Migratable } from "./migratable.ts";
import type { Mark } from "./migrations-table.ts";
import type { Detachment } from "./dependents.ts";
import { isReshaped } from "./orphans.ts";
import { hasOtherKey, type KeyedTable, rebuildKey } from "./rebuild-key.ts";
import type { MigrationSession } from "./session.ts";
import { findTwin, nameAside, takes } from "./set-aside.ts";
import { listRequired, type TableShape } from "./table-shapes.ts";

/** The state and the tools of a migration. */
export interface ReshapeContext {
  readonly session: MigrationSession;
  /** What the last migration recorded. */
  readonly before: Mark;
  /** Tables by name, updated as they change. */
  readonly actual: Map<string, TableShape>;
  readonly wanted: ReadonlyMap<string, TableShape>;
  /** Runs a statement and records it for the report. */
  readonly alter: (sql: string) => Promise<void>;
  readonly rebuild: boolean;
  /** Users' objects on the tables. */
  readonly detachment: Detachment;
}

/** The changes of a resource's tables. */
export interface Reshaped {
  readonly resource: Resource;
  /** Existing tables, by name. */
  readonly alignments: ReadonlyMap<string, Alignment>;
  /** New tables. */
  readonly added: readonly Table[];
  /** Whether only a full refresh can fill what is new. */
  readonly reread: boolean;
}

/** Gives a resource its tables, columns and key. Their contents follow: see `fillGained`. */
export async function reshape({ resource, create }: Migratable, context: ReshapeContext): Promise<Reshaped> {
  const { session, before, actual, wanted, alter, rebuild, detachment } = context;
  const alignments = new Map<string, Alignment>();
  const kept: KeyedTable[] = [];
  const added: Table[] = [];
  const recordedKey = findKey(resource, context);
  for (const [index, table] of resource.tables.entries()) {
    const [found, shape] = [actual.get(table.name), wanted.get(table.name)!];
    if (!found) {
      added.push(table);
      continue;
    }
    const orphans = before.orphans.flatMap((place) => (place.startsWith(`${table.name}.`) ? [place.slice(table.name.length + 1)] : []));
    alignments.set(table.name, await alignColumns({ session, actual: found, wanted: shape, renames: listRenames(resource, table), orphans, detach: detachment.detach, alter }));
    // The root comes first, so that the changes of its key columns are known here.
    const key = recordedKey.map((name) => alignments.get(resource.name)!.renamed.get(name) ?? name);
    const identity = { actual: identify(resource, table, found, key), wanted: identify(resource, table, shape, resource.primaryKey) };
    kept.push({ actual: found, wanted: shape, identity, create: create[index]! });
  }
  const isTaken = (name: string) => takes(actual, name) || takes(wanted, name);
  const asides = kept.some(hasOtherKey) ? await rebuildKey({ session, tables: kept, isTaken, rebuild, alter, detach: detachment.detach }) : [];
  for (const name of asides) actual.set(name, { name, columns: new Map() });
  for (const table of added) await alter(create[resource.tables.indexOf(table)]!);
  const gained = [...added.map(({ name }) => name), ...[...alignments].flatMap(([table, { added: names }]) => names.map((name) => `${table}.${name}`))];
  const reread =
    asides.length > 0 ||
    [...alignments.values()].some(({ aside }) => aside.length > 0) ||
    listPlaces(resource).some((place) => before.orphans.includes(place)) ||
    isReshaped(gained, resource, actual, wanted);
  return { resource, alignments, added, reread };
}

/** For a table whose name differs from an existing one only in case. */
export async function makeRoom(name: string, { actual, wanted, alter, detachment }: ReshapeContext): Promise<void> {
  const twin = actual.has(name) ? undefined : findTwin(name, actual.keys());
  if (twin === undefined) return;
  await detachment.detach(twin);
  const aside = nameAside(twin, "", (candidate) => takes(actual, candidate) || takes(wanted, candidate));
  await alter(`ALTER TABLE ${quoteName(twin)} RENAME TO ${quoteName(aside)}`);
  actual.set(aside, { ...actual.get(twin)!, name: aside });
  actual.delete(twin);
}

/** The key that the resource's tables were created for. Without a record, and if a key may be null, it counts as unchanged. */
function findKey({ name, primaryKey, tables: [root] }: Resource, { before, actual, wanted }: ReshapeContext): readonly string[] {
  const [is, should] = [listRequired(actual.get(name)!), listRequired(wanted.get(name)!)];
  return before.keys[name] ?? before.keys[root.renamedFrom ?? ""] ?? (is.length + should.length > 0 ? is : primaryKey);
}

/** New name → former name, also of the columns in which child tables keep a renamed key. */
function listRenames({ tables: [root], primaryKey }: Resource, table: Table): Map<string, string> {
  const renamed = ({ columns }: Table) => columns.flatMap(({ name, renamedFrom }): [string, string][] => (renamedFrom === undefined ? [] : [[name, renamedFrom]]));
  const keys = table === root ? [] : renamed(root).filter(([name]) => primaryKey.includes(name));
  return new Map([...renamed(table), ...keys.map(([name, former]): [string, string] => [`_root_${name}`, `_root_${former}`])]);
}

/** In the form of orphans: every `table` and `table.column`. */
function listPlaces({ tables }: Resource): string[] {
  return tables.flatMap(({ name, columns }) => [name, ...columns.map((column) => `${name}.${column.name}`)]);
}
