import type { Resource } from "../resource.ts";

/**
 * How a resource is kept up to date. `full`: every load reads the list and marks the rows that are gone. `window`: most
 * loads read the rows of a window of time only. `watch`: most loads ask only below parents that are new or changed. `replace`: rows without a lasting identity, all of them anew each time.
 * `details`: beside a list, the single records of its rows that are new or changed.
 */
export type Strategy = "full" | "window" | "watch" | "replace" | "details";

export function strategyOf({ primaryKey, cursor, parent }: Pick<Resource, "primaryKey" | "cursor" | "parent">): Strategy {
  if (primaryKey.length === 0) return "replace";
  if (cursor) return "window";
  return parent?.watch ? "watch" : "full";
}
