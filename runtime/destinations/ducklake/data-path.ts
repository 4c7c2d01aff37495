import { resolve } from "node:path";
import { makeFolder } from "../../make-folder.ts";
import { expandHome } from "../duckdb/file.ts";

/** Whether the data of a lake is in an object store. */
export function isRemote(data: string | undefined): data is string {
  return /^[a-z0-9]{2,}:\/\//i.test(data ?? "");
}

/** The place of the data. A folder becomes an absolute path, since the catalog stores it. */
export function resolveData(data: string | undefined): string | undefined {
  return data === undefined || isRemote(data) ? data : resolve(expandHome(data));
}

/** Creates the folder of a new lake. Its files have customers' names and addresses, and DuckDB would make them readable by all users. */
export async function makePrivateFolder(data: string | undefined): Promise<void> {
  if (data !== undefined && !isRemote(data)) await makeFolder(data, { mode: 0o700 });
}
