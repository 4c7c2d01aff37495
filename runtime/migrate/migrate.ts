import { CREATE_SYSTEM_TABLES } from "../destinations/journal.ts";
import { DestinationError } from "../errors.ts";
import type { Resource, Table } from "../resource.ts";
import { loaderVersion } from "../version.ts";
import { type Alignment, alignColumns } from "./align-columns.ts";
import { CREATE_MIGRATIONS, insertMigration, isNewer, type Keys, readLastMigration } from "./migrations-table.ts";
import type { Migratable } from "./migratable.ts";
import type { Migration, MigrateOptions } from "./migration.ts";
import { identify } from "./identity.ts";
import { moveExtra } from "./move-extra.ts";
import { findOrphans, isOrphaned } from "./orphans.ts";
import { hasOtherKey, type KeyedTable, rebuildKey } from "./rebuild-key.ts";
import { forgetCursor, renameResources } from "./renames.ts";
import type { MigrationSession } from "./session.ts";
import { listRequired, type TableShape } from "./table-shapes.ts";

/**
 * Brings the tables of an earlier version of the loader to their present shape, within the session's transaction. Shapes first and
 * contents behind: DuckDB refuses to commit a table that is altered after its rows were changed. A resource that was
 * never loaded is left to its first load.
 */
export async function migrateTables(session: MigrationSession, known: readonly Migratable[], options: MigrateOptions = {}): Promise<Migration> {
  await session.run(CREATE_MIGRATIONS);
  const { version: from, keys: oldKeys } = await readLastMigration(session);
  if (from !== null && isNewer(from, loaderVersion)) throw tooNew(session.name, from);
  const statements: string[] = [];
  const alter = async (sql: string) => {
    await session.run(sql);
    statements.push(sql);
  };

  const actual = new Map((await session.readActual()).map((table) => [table.name, table]));
  await renameResources(known.map(({ resource }) => resource), actual, alter);
  const present = known.filter(({ resource }) => actual.has(resource.name));
  const wanted = new Map((await session.readWanted([...CREATE_SYSTEM_TABLES, ...present.flatMap(({ create }) => create)])).map((table) => [table.name, table]));

  for (const shape of wanted.values()) await reshapeOwn(shape);
  const plans = [];
  for (const { resource, create } of present) plans.push(await reshape(resource, create));
  const moved = new Map<string, number>();
  for (const { resource, alignments, added } of plans) await fill(resource, alignments, added, moved);
  const reread = plans.filter(({ reread }) => reread).map(({ resource }) => resource.name);
  for (const name of reread) await forgetCursor(session, name);
  const keys: Keys = { ...oldKeys, ...Object.fromEntries(known.map(({ resource }) => [resource.name, resource.primaryKey])) };
  if (from !== loaderVersion || statements.length > 0 || JSON.stringify(keys) !== JSON.stringify(oldKeys)) {
    await insertMigration(session, { from, to: loaderVersion, statements, keys });
  }
  const orphans = findOrphans(actual, wanted, known.map(({ resource }) => resource));
  return { from, to: loaderVersion, statements, orphans, moved: Object.fromEntries(moved), reread };

  /** A table of the loader itself: what a later version added to it is NULL in old rows. */
  async function reshapeOwn(shape: TableShape): Promise<void> {
    const found = actual.get(shape.name);
    if (shape.name.startsWith("_") && found) await alignColumns({ session, actual: found, wanted: shape, renames: new Map(), alter });
  }

  /** Tables, columns and key of a resource. */
  async function reshape(resource: Resource, create: readonly string[]): Promise<Plan> {
    const alignments = new Map<string, Alignment>();
    const old: KeyedTable[] = [];
    const added: Table[] = [];
    const recorded = oldKeys[resource.name] ?? oldKeys[resource.tables[0].renamedFrom ?? ""] ?? listRequired(actual.get(resource.name)!);
    for (const [index, table] of resource.tables.entries()) {
      const [found, shape] = [actual.get(table.name), wanted.get(table.name)!];
      if (!found) {
        added.push(table);
        continue;
      }
      alignments.set(table.name, await alignColumns({ session, actual: found, wanted: shape, renames: listRenames(resource, table), alter }));
      // The root comes first, so that it is known by now what became of the columns of its key.
      const oldKey = recorded.map((name) => alignments.get(resource.name)!.renamed.get(name) ?? name);
      const identity = { actual: identify(resource, table, found, oldKey), wanted: identify(resource, table, shape, resource.primaryKey) };
      old.push({ actual: found, wanted: shape, identity, create: create[index]! });
    }
    const asides = old.some(hasOtherKey) ? await rebuildKey({ session, tables: old, isTaken: (name) => actual.has(name) || wanted.has(name), rebuild: options.rebuild ?? false, alter }) : [];
    for (const table of added) await alter(create[resource.tables.indexOf(table)]!);
    for (const name of asides) actual.set(name, { name, columns: new Map() });
    const changes = [...alignments.values()];
    const hasGained = added.length > 0 || resource.tables.some(({ name, columns }) => columns.some((column) => alignments.get(name)?.added.includes(column.name)));
    // What is new may be what was elsewhere, as a value that became an object: only Lago can tell.
    const reread = asides.length > 0 || changes.some(({ aside }) => aside.length > 0) || (hasGained && isOrphaned(resource, actual, wanted));
    return { resource, alignments, added, reread };
  }

  async function fill(resource: Resource, alignments: ReadonlyMap<string, Alignment>, added: readonly Table[], moved: Map<string, number>): Promise<void> {
    for (const table of resource.tables) {
      const done = alignments.get(table.name);
      if (!done) continue;
      const pick = (names: readonly string[]) => table.columns.filter(({ name, path }) => path !== undefined && names.includes(name));
      const children = added.filter((child) => findHome(child, resource, added) === table);
      const facts = { session, table, shapes: wanted, identify: (each: Table) => identify(resource, each, wanted.get(each.name)!, resource.primaryKey), alter, moved };
      if (pick(done.added).length + children.length > 0) await moveExtra({ ...facts, columns: pick(done.added), children });
      for (const column of pick(done.converted)) await moveExtra({ ...facts, columns: [column], children: [] });
    }
  }
}

interface Plan {
  readonly resource: Resource;
  /** Of the tables that were there. */
  readonly alignments: ReadonlyMap<string, Alignment>;
  /** The tables that were not. */
  readonly added: readonly Table[];
  /** Whether only a full load can fill what is new. */
  readonly reread: boolean;
}

/** New name → former name, also of the columns in which child tables keep a renamed key. */
function listRenames({ tables: [root], primaryKey }: Resource, table: Table): Map<string, string> {
  const renamed = (columns: Table["columns"]) => columns.flatMap(({ name, renamedFrom }): [string, string][] => (renamedFrom === undefined ? [] : [[name, renamedFrom]]));
  const keys = renamed(root.columns).filter(([name]) => table !== root && primaryKey.includes(name));
  return new Map([...renamed(table.columns), ...keys.map(([name, former]): [string, string] => [`_root_${name}`, `_root_${former}`])]);
}

/** The table that was there in whose `_extra` the records of a new child table were kept: the nearest above it. */
function findHome(child: Table, { tables }: Resource, added: readonly Table[]): Table {
  const isAbove = ({ arrays }: Table) => arrays.length < child.arrays.length && JSON.stringify(child.arrays.slice(0, arrays.length)) === JSON.stringify(arrays);
  return tables.filter((table) => isAbove(table) && !added.includes(table)).at(-1)!;
}

function tooNew(name: string, version: string): DestinationError {
  return new DestinationError(
    `${name} was loaded by lago-loader ${version}, and this is ${loaderVersion}: an older one could undo what the newer one made of the tables. ` +
      "Update lago-loader, or load into another database.",
  );
}
