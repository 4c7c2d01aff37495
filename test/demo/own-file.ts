import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { holdsDemo } from "../../runtime/cli/load/demo-loads.ts";
import { openDuckDB } from "../../runtime/destinations/duckdb/duckdb.ts";
import { ConfigurationError } from "../../runtime/errors.ts";

/** Removes the database of an earlier demo. One that holds anything else is somebody's data: it stays, and the demo ends. */
export async function removeOwnFile(file: string): Promise<void> {
  if (!existsSync(file)) return;
  const destination = await openDuckDB(file, { readOnly: true });
  const own = await holdsDemo(destination).finally(() => destination.close());
  if (!own) throw new ConfigurationError(`${file} holds data that is not the demo's, so the demo leaves it alone. Move it away to run the demo.`);
  await removeFile(file);
}

/** With what DuckDB had not yet moved into it, where a process was killed. */
export async function removeFile(file: string): Promise<void> {
  for (const path of [file, `${file}.wal`]) await rm(path, { force: true });
}
