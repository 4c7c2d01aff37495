import type { Destination } from "../destination.ts";
import { type DuckDBOptions, openHome } from "../duckdb/duckdb.ts";
import type { Home } from "../duckdb/home.ts";
import { isFileLake, type LakeAddress, parseLakeAddress } from "./address.ts";
import type { OnNotice } from "./extensions.ts";
import { findFileLake } from "./file-lake.ts";

export interface DuckLakeOptions extends DuckDBOptions {
  /** Called before an extension of DuckDB is downloaded. */
  readonly onNotice?: OnNotice;
}

/** Opens a DuckLake by its `ducklake:…` address: a catalog in a DuckDB or SQLite file, which is created if it is missing, or in Postgres, and Parquet files. */
export async function openDuckLake(address: string, options: DuckLakeOptions = {}): Promise<Destination> {
  return openHome(await findLake(parseLakeAddress(address), options), options);
}

/** The home of a lake's tables. It must be closed, even if it was not attached. */
export async function findLake(lake: LakeAddress, options: Pick<DuckLakeOptions, "schema" | "onNotice" | "signal">): Promise<Home> {
  if (isFileLake(lake)) return findFileLake(lake, options);
  const { findPostgresLake } = await import("./postgres-lake.ts");
  return findPostgresLake(lake, options);
}
