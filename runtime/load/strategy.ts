import type { Resource } from "../resource.ts";

/**
 * How a resource is kept up to date. `full`: every load reads the list and marks the rows that are gone. `window`: most
 * loads read the rows of a window of time only. `replace`: rows without a lasting identity, all of them anew each time.
 */
export type Strategy = "full" | "window" | "replace";

export function strategyOf({ primaryKey, cursor }: Pick<Resource, "primaryKey" | "cursor">): Strategy {
  if (primaryKey.length === 0) return "replace";
  return cursor ? "window" : "full";
}
