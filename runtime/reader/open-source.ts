import type { DuckDBConnection } from "@duckdb/node-api";
import { isLakeAddress } from "../destinations/ducklake/address.ts";
import { openFile, SETTINGS } from "./duckdb-file.ts";

/** Opens what DuckDB reads: a file by its path, or a lake by its address. Throws a `BusyError` while another process writes it. */
export async function openSource(source: string, schema: string): Promise<{ readonly session: DuckDBConnection; readonly close: () => void }> {
  if (!isLakeAddress(source)) return openFile(source, schema);
  const { openLake } = await import("./lake-file.ts");
  const { access_mode: _, ...settings } = SETTINGS;
  return openLake(source, schema, settings);
}
