import { ConfigurationError } from "../errors.ts";
import type { Destination } from "./destination.ts";
import { loadDriver } from "./duckdb/driver.ts";
import { openDuckDB } from "./duckdb/duckdb.ts";
import type { DuckLakeOptions } from "./ducklake/ducklake.ts";
import { refuseKeyValues } from "./postgres/address.ts";
import type { PostgresOptions } from "./postgres/postgres.ts";

/**
 * Opens the database at an address: a path or `duckdb:FILE`, `postgres://…` or `ducklake:…`. Rejects with a `ConfigurationError` if it
 * is none of these, and otherwise like `openDuckDB` and `openPostgres`.
 */
export async function openDestination(spec: string, options: Pick<DuckLakeOptions, "schema" | "memoryLimit" | "readOnly" | "publishTo" | "create" | "wait" | "fewRows" | "signal" | "mergeBytes" | "onNotice"> & Pick<PostgresOptions, "indexes"> = {}): Promise<Destination> {
  refuseKeyValues(spec);
  // One letter is a drive of Windows, not a scheme.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(spec)?.[1]?.toLowerCase();
  // Imported late: who opens a file is not to wait for the others' modules.
  if (scheme === "postgres" || scheme === "postgresql") return (await import("./postgres/postgres.ts")).openPostgres(spec, options);
  if (scheme === "ducklake") return (await import("./ducklake/ducklake.ts")).openDuckLake(spec, options);
  const path = scheme === "duckdb" ? spec.slice("duckdb:".length) : spec;
  // The address itself is not repeated: it can hold a password.
  if (scheme !== undefined && scheme !== "duckdb") throw refusal(`"${scheme}:" is no destination`);
  if (path.startsWith("//")) throw refusal("A DuckDB file is not written as an address");
  if (path.trim() === "" || path === ":memory:") throw refusal("A destination needs a file or an address");
  if (/^[^/\\]+:[^/\\]*@|^postgres(ql)?\/\//i.test(path)) throw refusal("An address needs its scheme, e.g. postgres://");
  return openDuckDB(path, options);
}

/** Loads the native library that this destination needs, while the caller waits for something else. Opens nothing, and never throws. */
export function prepareDestination(spec: string): void {
  if (/^postgres(ql)?:/i.test(spec)) return;
  try {
    loadDriver();
  } catch {
    // Opening reports what is missing.
  }
}

function refusal(what: string): ConfigurationError {
  return new ConfigurationError(`${what}. Name duckdb:FILE, a path, postgres://user:password@host/database, or ducklake:FILE. Buckets and warehouses are for \`lago-loader publish\`.`);
}
