import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { expandHome } from "../duckdb/file.ts";

/** Whether the data of a lake is in an object store, and not in a folder. */
export function isRemote(data: string | undefined): data is string {
  return /^[a-z0-9]{2,}:\/\//i.test(data ?? "");
}

/** Where the data is: a folder by its whole path, since the catalog keeps it. */
export function resolveData(data: string | undefined): string | undefined {
  return data === undefined || isRemote(data) ? data : resolve(expandHome(data));
}

/** The folder of a new lake: its files have customers' names and addresses, and DuckDB makes them for all to read. */
export async function makePrivateFolder(data: string | undefined): Promise<void> {
  if (data !== undefined && !isRemote(data)) await mkdir(data, { recursive: true, mode: 0o700 });
}
