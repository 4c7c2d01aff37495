import { readScheme } from "../open-store.ts";
import type { Warehouse } from "./warehouse.ts";

/** Whether an address names a warehouse, not a store of files. */
export function isWarehouse(address: string): boolean {
  return Object.hasOwn(OPENERS, readScheme(address));
}

/** Opens a warehouse by its address, as in `bigquery://project/dataset`. Throws if the client is not installed. Sends no request: the first statement connects, and `check` says whether there are credentials. */
export async function openWarehouse(address: string, options: { readonly signal?: AbortSignal } = {}): Promise<Warehouse> {
  return OPENERS[readScheme(address)]!(address, options);
}

type Opener = (address: string, options: { readonly signal?: AbortSignal }) => Promise<Warehouse>;

const OPENERS: Readonly<Record<string, Opener>> = {
  bigquery: async (address, options) => (await import("./bigquery.ts")).openBigQuery(address, options),
  databricks: async (address, options) => (await import("./databricks.ts")).openDatabricks(address, options),
  redshift: async (address) => (await import("./redshift.ts")).openRedshift(address),
  snowflake: async (address, options) => (await import("./snowflake.ts")).openSnowflake(address, options),
};
