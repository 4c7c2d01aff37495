import type { Resource } from "../resource.ts";

export { detailsName } from "../destinations/details.ts";

/**
 * How a resource is kept up to date. `full`: every load reads the list and marks missing rows as deleted. `window`: incremental
 * loads read the rows of a window of time. `watch`: incremental loads read below parents that are new or changed. `replace`: rows
 * have no lasting key, and each load replaces all of them. `details`: beside a list, the single records of its rows that are new or
 * changed. `snapshot`: each load adds one record for each parent.
 */
export type Strategy = "full" | "window" | "watch" | "replace" | "details" | "snapshot";

/** With no more parents than this, every load reads a nested list below all of them. */
export const FEW_PARENTS = 100;

export function strategyOf({ primaryKey, cursor, parent, snapshot }: Pick<Resource, "primaryKey" | "cursor" | "parent" | "snapshot">): Strategy {
  if (snapshot !== undefined) return "snapshot";
  if (primaryKey.length === 0) return "replace";
  if (cursor) return "window";
  return parent?.watch ? "watch" : "full";
}

/**
 * The changes that incremental loads miss until the next full refresh; undefined if each load reads all. Nothing else may
 * differ from Lago: test/incremental/simulation holds loads to it.
 */
export function describeUnseen({ cursor, parent }: Pick<Resource, "cursor" | "parent">): string | undefined {
  if (cursor) {
    const changes = cursor.also?.map(({ column }) => column) ?? [];
    const atOnce = cursor.also?.every(({ lookbackDays }) => lookbackDays !== undefined);
    const but = changes.length > 0 ? `, unless they set ${changes.join(" or ")}${atOnce ? "" : " within these days"}` : "";
    return `changes of rows whose ${cursor.column} is more than ${days(cursor.lookbackDays)} before the latest known one${but}`;
  }
  if (!parent?.watch) return undefined;
  const { columns, lookbackDays, shownBy } = parent.watch;
  const changed = columns.length > 0 ? ` or changed in ${columns.join(", ")}` : "";
  if (shownBy) return `changes that ${shownBy.resource} do not show, below ${parent.resource} that have not been new${changed} within ${days(lookbackDays)} and since ${shownBy.resource} last showed a change, if there are more than ${FEW_PARENTS} of them`;
  return `changes below ${parent.resource} that have not been new${changed} within ${days(lookbackDays)}, if there are more than ${FEW_PARENTS} of them`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
