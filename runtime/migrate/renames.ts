import { quoteName } from "../destinations/identifiers.ts";
import type { Resource } from "../resource.ts";
import type { MigrationSession } from "./session.ts";
import type { TableShape } from "./table-shapes.ts";

/** Renames a resource's tables that a database still has under their former name from the overlay. `actual` is updated. */
export async function renameTables({ tables }: Resource, actual: Map<string, TableShape>, alter: (sql: string) => Promise<void>): Promise<void> {
  for (const { name, renamedFrom } of tables) {
    const found = renamedFrom === undefined ? undefined : actual.get(renamedFrom);
    if (!found || actual.has(name)) continue;
    await alter(`ALTER TABLE ${quoteName(found.name)} RENAME TO ${quoteName(name)}`);
    actual.delete(found.name);
    actual.set(name, { ...found, name });
  }
}

/** Without a cursor, the next load of the resource is a full refresh. */
export async function forgetCursor({ run }: Pick<MigrationSession, "run">, resource: string): Promise<void> {
  await run("DELETE FROM _cursors WHERE resource = $1", [resource]);
}
