import { join, resolve } from "node:path";
import { addExtensions, isFileLake, parseLakeAddress } from "../destinations/ducklake/address.ts";
import { findLake } from "../destinations/ducklake/ducklake.ts";
import { findRealPath } from "../destinations/duckdb/file.ts";
import { ConfigurationError } from "../errors.ts";
import { findHome } from "../home-folder.ts";
import { openEmbeddedReader, versionOfFiles } from "./duckdb-reader.ts";
import { isLocal } from "./lake-file.ts";
import { openSource } from "./open-source.ts";
import type { Reader } from "./reader.ts";

/** Opens a DuckLake for reading, for each question. */
export async function openLakeReader(given: string, schema: string): Promise<Reader> {
  const lake = parseLakeAddress(given);
  const { name, close } = await findLake(lake, { schema });
  await close?.();
  // The process for free SQL has no home folder.
  const address = addExtensions(given, resolve(lake.extensionDirectory ?? EXTENSIONS));
  const reader = await openEmbeddedReader({ name, source: address, version: isFileLake(lake) ? () => versionOfFiles(name, findRealPath(lake.catalog.file)) : () => readSnapshot(address, schema) }, schema);
  return isLocal(lake) ? reader : { ...reader, query: refuse, save: refuse };
}

/** DuckDB's default folder for extensions. */
const EXTENSIONS = join(findHome() ?? "/", ".duckdb", "extensions");

async function readSnapshot(address: string, schema: string): Promise<string> {
  const { sessions, close } = await openSource(address, schema);
  try {
    const [[snapshot]] = (await sessions[0]!.runAndReadAll("SELECT id::VARCHAR FROM ducklake_current_snapshot('lago_file')")).getRows() as [[string]];
    return snapshot;
  } finally {
    close();
  }
}

/** Free SQL runs in a process without credentials, since it could use them to reach anything. */
async function refuse(): Promise<never> {
  throw new ConfigurationError("Free SQL is answered here only for a lake with catalog and data on this machine. Run it with `lago-loader query`, or in DuckDB.");
}
