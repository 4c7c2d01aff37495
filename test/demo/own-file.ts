import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { openDuckDB } from "../../runtime/destinations/duckdb.ts";
import { ConfigurationError } from "../../runtime/errors.ts";

/** Removes the database of an earlier demo. One that holds anything else is somebody's data: it stays, and the demo ends. */
export async function removeOwnFile(file: string): Promise<void> {
  if (!existsSync(file)) return;
  const destination = await openDuckDB(file, { readOnly: true });
  const own = await isOwn(destination).finally(() => destination.close());
  if (!own) throw new ConfigurationError(`${file} holds data that is not the demo's, so the demo leaves it alone. Move it away to run the demo.`);
  await removeFile(file);
}

/** With what DuckDB had not yet moved into it, where a process was killed. */
export async function removeFile(file: string): Promise<void> {
  for (const path of [file, `${file}.wal`]) await rm(path, { force: true });
}

/** Writes into the database that all it holds came from this load. Another load into it, and it is the demo's no more. */
export async function markOwnFile(destination: Destination, loadId: string): Promise<void> {
  await destination.query(`COMMENT ON TABLE _loads IS '${MARK}${loadId}'`);
}

const MARK = "npm run demo: ";

async function isOwn(destination: Destination): Promise<boolean> {
  const { rows } = await destination.query(`
    SELECT 1 FROM duckdb_tables() WHERE schema_name = current_schema() AND table_name = '_loads'
    AND comment = (SELECT '${MARK}' || string_agg(DISTINCT load_id) FROM _loads)`);
  return rows.length === 1;
}
