import type { Resource } from "../../resource.ts";

export { detailsName } from "../../destinations/details.ts";

/**
 * How a resource is kept up to date. `full`: every load reads the list and marks the rows that are gone. `window`: most
 * loads read the rows of a window of time only. `watch`: most loads ask only below parents that are new or changed.
 * `replace`: rows without a lasting identity, all of them anew each time. `details`: beside a list, the single records of
 * its rows that are new or changed. `snapshot`: each load adds what holds at its time.
 */
export type Strategy = "full" | "window" | "watch" | "replace" | "details" | "snapshot";

/** A list below no more parents than these is always asked for below all of them. */
export const FEW_PARENTS = 100;

export function strategyOf({ primaryKey, cursor, parent, snapshot }: Pick<Resource, "primaryKey" | "cursor" | "parent" | "snapshot">): Strategy {
  if (snapshot !== undefined) return "snapshot";
  if (primaryKey.length === 0) return "replace";
  if (cursor) return "window";
  return parent?.watch ? "watch" : "full";
}

/**
 * What most loads do not see, so that it shows in the next full read; undefined where each load reads all. Nothing else may
 * differ from Lago: test/incremental/simulation holds loads to it.
 */
export function describeUnseen({ cursor, parent }: Pick<Resource, "cursor" | "parent">): string | undefined {
  if (cursor) {
    const changes = cursor.also?.map(({ column }) => column) ?? [];
    const atOnce = cursor.also?.every(({ lookbackDays }) => lookbackDays !== undefined);
    const but = changes.length > 0 ? `, unless it gives them a ${changes.join(" or ")}${atOnce ? "" : " within these days"}` : "";
    return `what happens to rows whose ${cursor.column} is more than ${days(cursor.lookbackDays)} before the latest one that was seen${but}`;
  }
  if (!parent?.watch) return undefined;
  const { columns, lookbackDays } = parent.watch;
  const changed = columns.length > 0 ? ` or changed in ${columns.join(", ")}` : "";
  return `what happens below ${parent.resource} that have not been new${changed} within ${days(lookbackDays)}, where there are more than ${FEW_PARENTS} of them`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
