import { type Dependent, newDetachment } from "./dependents.ts";
import { fillGained, liftKeys } from "./fill-gained.ts";
import type { Migratable } from "./migratable.ts";
import { isShapeOf, type Mark } from "./migrations-table.ts";
import { forgetCursor, renameTables } from "./renames.ts";
import { makeRoom, type Reshaped, type ReshapeContext, reshape } from "./reshape.ts";
import type { MigrationSession } from "./session.ts";
import type { TableShape } from "./table-shapes.ts";

export interface MigrateResourceOptions {
  readonly session: MigrationSession;
  readonly before: Mark;
  /** Tables by name, updated as they change. */
  readonly actual: Map<string, TableShape>;
  readonly wanted: ReadonlyMap<string, TableShape>;
  readonly dependents: readonly Dependent[];
  readonly rebuild: boolean;
  /** Whether the next load writes every row again. */
  readonly rewrite: boolean;
}

/** The changes of a resource's tables. */
export interface MigratedResource {
  readonly statements: readonly string[];
  readonly moved: ReadonlyMap<string, number>;
  readonly reread: boolean;
}

/** First the schema, then the contents: DuckDB refuses to commit a table that is altered after its rows were changed. */
export async function migrateResource(migratable: Migratable, options: MigrateResourceOptions): Promise<MigratedResource> {
  const { session, actual, dependents, rewrite } = options;
  const { resource } = migratable;
  const statements: string[] = [];
  const moved = new Map<string, number>();
  const alter = async (sql: string) => {
    await session.run(sql);
    statements.push(sql);
  };
  const detachment = newDetachment({ session, dependents, actual, alter });
  const context: ReshapeContext = { ...options, detachment, alter };
  await renameTables(resource, actual, alter);
  for (const { name } of resource.tables) await makeRoom(name, context);
  // Its first load creates the table; until then there is nothing to move.
  if (!actual.has(resource.name)) return { statements, moved, reread: false };
  const reshaped = await reshape(migratable, context);
  if (rewrite || isOtherThanFilled(reshaped, options)) await forgetHashes(context, resource.name);
  await fillGained(reshaped, moved, context);
  await liftKeys(reshaped, migratable.lift, alter);
  if (reshaped.reread || rewrite) await forgetCursor(session, resource.name);
  await detachment.reattach();
  return { statements, moved, reread: reshaped.reread };
}

/**
 * Whether even unchanged rows must be written, because a column is now empty. If the spec or the loader has changed, hashes differ anyway.
 */
function isOtherThanFilled({ resource, alignments, added }: Reshaped, { before }: MigrateResourceOptions): boolean {
  const isFilled = (table: string, column: string) => resource.tables.some(({ name, details, columns }) => name === table && !details && columns.some((own) => own.name === column && !own.details));
  const gained = [...alignments].some(([table, { added: names }]) => names.some((name) => isFilled(table, name)));
  return (gained || added.some(({ details }) => !details)) && isShapeOf(before, resource) !== false;
}

/** Not reported: it changes nothing visible. */
async function forgetHashes({ session, actual, detachment }: ReshapeContext, table: string): Promise<void> {
  const hash = actual.get(table)?.columns.get("_hash");
  if (!hash) return;
  if (session.inPieces) await detachment.detach(table);
  for (const sql of session.empty(table, "_hash", hash.type)) await session.run(sql);
}
