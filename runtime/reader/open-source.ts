import { isLakeAddress } from "../destinations/ducklake/address.ts";
import { openFile, type Opened, type OpenOptions, SETTINGS } from "./duckdb-file.ts";

/** Opens a source for DuckDB: a file by its path, or a lake by its address. Throws a `BusyError` while another process writes it. */
export async function openSource(source: string, schema: string, options: OpenOptions = {}): Promise<Opened> {
  if (!isLakeAddress(source)) return openFile(source, schema, options);
  const { openLake } = await import("./lake-file.ts");
  const { access_mode: _, ...settings } = SETTINGS;
  return openLake(source, schema, settings, options);
}
