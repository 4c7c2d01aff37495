import { CREATE_SYSTEM_TABLES, planSystemTables } from "../destinations/system-tables.ts";
import type { Resource } from "../resource.ts";
import { loaderVersion, readDocumentVersion } from "../version.ts";
import { alignColumns } from "./align-columns.ts";
import { type Migratable, readMigratables } from "./migratable.ts";
import { migrateResource } from "./migrate-resource.ts";
import type { MigrateOptions, Migration } from "./migration.ts";
import { addToMark, isMarkOf, leaveMark, type Mark, readLastMark } from "./migrations-table.ts";
import { findOrphans, labelOrphans } from "./orphans.ts";
import { refuseForeign, refuseNewer } from "./refusals.ts";
import type { MigrationSession } from "./session.ts";
import { findTwin } from "./set-aside.ts";
import type { TableShape } from "./table-shapes.ts";

/**
 * Upgrades the tables of an earlier version to this version's schema, with one transaction per resource, so that a failure of one resource does not
 * affect the others. The tables of a resource that was never loaded are created by its first load.
 */
export async function migrateTables(session: MigrationSession, resources: readonly Resource[], options: MigrateOptions = {}): Promise<Migration> {
  const { dryRun = false, rebuild = false, rewrite = [], onFailed, trustMark = false } = options;
  const last = trustMark ? await session.attempt(() => readLastMark(session)) : undefined;
  if (last && isMarkOf(last, resources)) return { from: last.version, to: loaderVersion, statements: [], orphans: last.orphans, moved: {}, reread: [], brokenViews: [] };
  let actual = byName(await session.readActual());
  refuseForeign(session.name, actual, resources);
  let gained = false;
  const before = await session.attempt(prepare);
  // Includes new columns of the loader's own tables.
  if (gained) actual = byName(await session.readActual());
  const spec = resources[0] ? await readDocumentVersion(resources[0]) : null;
  const now = { version: loaderVersion, spec: spec ?? before.spec };
  refuseNewer(session.name, before, now);
  const there = resources.filter(({ tables }) => tables.some(({ name, renamedFrom = name }) => [name, renamedFrom].some((each) => actual.has(each)) || findTwin(name, actual.keys())));
  const present = await readMigratables(there, session.dialect);
  const wanted = byName(await session.readWanted([...CREATE_SYSTEM_TABLES, ...present.flatMap(({ create }) => create)]));
  const dependents = present.length === 0 ? [] : await session.readDependents();
  const own: string[] = [];
  const statements: string[] = [];
  const moved = new Map<string, number>();
  const reread: string[] = [];
  const failed = new Set<string>();
  let mark: Mark = { ...before, ...now };

  await session.attempt(reshapeOwn);
  for (const each of present) {
    try {
      await session.attempt(() => migrateOne(each));
    } catch (error) {
      const reason = session.explain(error);
      if (!onFailed) throw reason;
      failed.add(each.resource.name);
      onFailed(each.resource.name, `its tables could not be upgraded, and are unchanged: ${reason.message}`);
      actual = byName(await session.readActual());
    }
  }
  const orphans = findOrphans(actual, wanted, resources);
  if (!dryRun) {
    const all = resources.filter(({ name }) => !failed.has(name)).reduce((done, resource) => addToMark(done, resource, orphans), mark);
    await session.attempt(() => leaveMark(session, before.version, statements.length === own.length ? before : mark, all, own));
    // A comment must not fail a load: only the owner of a table may set one.
    await session.attempt(() => labelOrphans(session, all.orphans, before.orphans)).catch(() => {});
  }
  const brokenViews = dryRun || statements.length === own.length ? [] : await session.mendViews();
  return { from: before.version, to: loaderVersion, statements, orphans, moved: Object.fromEntries(moved), reread, brokenViews };

  /** First of all: columns that a later version added to the loader's own tables are NULL in old rows. */
  async function prepare(): Promise<Mark> {
    const missing = await planSystemTables(session.read);
    for (const sql of missing) await session.run(sql);
    gained = missing.length > 0;
    return readLastMark(session);
  }

  async function reshapeOwn(): Promise<void> {
    const alter = async (sql: string) => {
      await session.run(sql);
      own.push(sql);
      statements.push(sql);
    };
    for (const shape of wanted.values()) {
      const found = actual.get(shape.name);
      if (shape.name.startsWith("_") && found) await alignColumns({ session, actual: found, wanted: shape, renames: new Map(), alter });
    }
  }

  async function migrateOne(each: Migratable): Promise<void> {
    const { resource } = each;
    const done = await migrateResource(each, { session, before, actual, wanted, dependents, rebuild, rewrite: rewrite.includes(resource.name) });
    const next = addToMark(mark, resource, findOrphans(actual, wanted, resources));
    if (done.statements.length > 0 && !dryRun) await leaveMark(session, before.version, mark, next, done.statements);
    if (done.statements.length > 0) mark = next;
    statements.push(...done.statements);
    for (const [place, count] of done.moved) moved.set(place, (moved.get(place) ?? 0) + count);
    if (done.reread) reread.push(resource.name);
  }
}

function byName(tables: readonly TableShape[]): Map<string, TableShape> {
  return new Map(tables.map((table) => [table.name, table]));
}
