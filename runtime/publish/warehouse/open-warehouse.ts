import { readScheme } from "../open-store.ts";
import type { Warehouse } from "./warehouse.ts";

/** Whether an address names a warehouse, not a store of files. */
export function isWarehouse(address: string): boolean {
  return Object.hasOwn(OPENERS, readScheme(address));
}

/** Opens a warehouse by its address, as in `bigquery://project/dataset`. Throws if there are no credentials or the client is not installed. Connects at the first statement. */
export async function openWarehouse(address: string, options: { readonly signal?: AbortSignal } = {}): Promise<Warehouse> {
  return OPENERS[readScheme(address)]!(address, options);
}

type Opener = (address: string, options: { readonly signal?: AbortSignal }) => Promise<Warehouse>;

const OPENERS: Readonly<Record<string, Opener>> = {
  bigquery: async (address, options) => (await import("./bigquery.ts")).openBigQuery(address, options),
  databricks: async (address, options) => (await import("./databricks.ts")).openDatabricks(address, options),
  redshift: async (address) => (await import("./redshift.ts")).openRedshift(address),
  snowflake: async (address) => (await import("./snowflake.ts")).openSnowflake(address),
};
