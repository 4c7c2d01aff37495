import { existsSync } from "node:fs";
import type { Destination } from "../destinations/destination.ts";
import { DestinationError } from "../errors.ts";
import { say } from "./terminal/messages.ts";
import { type DestinationFlags, findFile, readDestination } from "./settings/settings.ts";

/** Opens the database for reading; undefined if no load has created it yet. */
export async function lookInto(flags: DestinationFlags): Promise<Destination | undefined> {
  const spec = readDestination(flags);
  const file = findFile(spec);
  if (file !== undefined && !existsSync(file)) return undefined;
  const { openDestination } = await import("../destinations/open.ts");
  try {
    return await openDestination(spec, { schema: flags.schema, readOnly: true, onNotice: say });
  } catch (error) {
    // The user's own file, without a schema of the loader.
    if (error instanceof DestinationError && / has no schema /.test(error.message)) return undefined;
    throw error;
  }
}

/** The names of the tables in the loader's schema. */
export async function findTables(destination: Destination): Promise<Set<string>> {
  const { rows } = await destination.query("SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = current_schema()");
  return new Set(rows.map(([name]) => name!));
}
