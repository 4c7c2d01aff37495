import { CREATE_SYSTEM_TABLES, planSystemTables } from "../destinations/system-tables.ts";
import { DestinationError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { loaderVersion } from "../version.ts";
import { alignColumns } from "./align-columns.ts";
import { fillGained, liftKeys } from "./fill-gained.ts";
import type { Migratable } from "./migratable.ts";
import type { Migration, MigrateOptions } from "./migration.ts";
import { isNewer, leaveMark, type Mark, readLastMark } from "./migrations-table.ts";
import { findOrphans } from "./orphans.ts";
import { forgetCursor, renameResources } from "./renames.ts";
import { type Reshaped, type ReshapeContext, reshape } from "./reshape.ts";
import type { MigrationSession } from "./session.ts";
import type { TableShape } from "./table-shapes.ts";

/**
 * Brings the tables of an earlier version of the loader to their present shape, within the session's transaction. Shapes first and
 * contents behind: DuckDB refuses to commit a table that is altered after its rows were changed. A resource that was
 * never loaded is left to its first load.
 */
export async function migrateTables(session: MigrationSession, known: readonly Migratable[], { rebuild = false }: MigrateOptions = {}): Promise<Migration> {
  const resources = known.map(({ resource }) => resource);
  for (const sql of await planSystemTables(session.read)) await session.run(sql);
  const before = await readLastMark(session);
  if (before.version !== null && isNewer(before.version, loaderVersion)) throw tooNew(session.name, before.version);
  const statements: string[] = [];
  const alter = async (sql: string) => {
    await session.run(sql);
    statements.push(sql);
  };

  const actual = byName(await session.readActual());
  await renameResources(resources, actual, alter);
  const present = known.filter(({ resource }) => actual.has(resource.name));
  const wanted = byName(await session.readWanted([...CREATE_SYSTEM_TABLES, ...present.flatMap(({ create }) => create)]));
  const context: ReshapeContext = { session, before, actual, wanted, alter, rebuild };

  await reshapeOwn(context);
  const reshaped: Reshaped[] = [];
  for (const each of present) reshaped.push(await reshape(each, context));
  const moved = new Map<string, number>();
  for (const [index, each] of reshaped.entries()) {
    await fillGained(each, moved, context);
    await liftKeys(each, present[index]!.lift, alter);
  }
  const reread = reshaped.filter((each) => each.reread).map(({ resource }) => resource.name);
  for (const name of reread) await forgetCursor(session, name);

  const orphans = findOrphans(actual, wanted, resources);
  await leaveMark(session, before, newMark(before, resources, orphans), statements);
  return { from: before.version, to: loaderVersion, statements, orphans, moved: Object.fromEntries(moved), reread };
}

function byName(tables: readonly TableShape[]): Map<string, TableShape> {
  return new Map(tables.map((table) => [table.name, table]));
}

/** The loader's own tables: what a later version added to them is NULL in old rows. */
async function reshapeOwn({ session, actual, wanted, alter }: ReshapeContext): Promise<void> {
  for (const shape of wanted.values()) {
    const found = actual.get(shape.name);
    if (shape.name.startsWith("_") && found) await alignColumns({ session, actual: found, wanted: shape, renames: new Map(), alter });
  }
}

/** Who loads one resource does not know the others, of which the mark stays. */
function newMark(before: Mark, resources: readonly Resource[], orphans: readonly string[]): Mark {
  const isKnown = (place: string) => resources.some(({ name }) => place.startsWith(`${name}.`) || place.startsWith(`${name}__`));
  return {
    version: loaderVersion,
    keys: { ...before.keys, ...Object.fromEntries(resources.map(({ name, primaryKey }) => [name, primaryKey])) },
    orphans: [...before.orphans.filter((place) => !isKnown(place)), ...orphans.filter(isKnown)],
  };
}

function tooNew(name: string, version: string): DestinationError {
  return new DestinationError(
    `${name} was loaded by lago-loader ${version}, and this is ${loaderVersion}: an older one could undo what the newer one made of the tables. ` +
      "Update lago-loader, or load into another database.",
  );
}
