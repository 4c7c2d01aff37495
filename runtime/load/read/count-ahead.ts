import type { Lago } from "../../client.ts";
import { newKnownSizes } from "../../paging/page-size.ts";
import type { Resource } from "../../resource.ts";
import { wholeList } from "../plan/stretch.ts";
import { newTally, type Tally } from "../tally.ts";
import { type Counted, findSlices, startCutting } from "./read-slices.ts";

/** What is found out about a list before its table is ready. */
export interface CountedAhead {
  /** Has the requests so far. The resource counts its own in it. */
  readonly tally: Tally;
  readonly counted: Promise<Counted>;
}

export interface CountAheadOptions {
  readonly lago: Lago;
  /** Start of the load. */
  readonly loadedAt: Date;
  readonly signal: AbortSignal;
}

/** Counts lists that were never read, while the database prepares their tables: both take as long. By name; without those that have no filter by time. */
export function countAhead(resources: readonly Resource[], { lago, loadedAt, signal }: CountAheadOptions): ReadonlyMap<string, CountedAhead> {
  return new Map(
    resources.flatMap((resource) => {
      const list = wholeList(resource);
      if (!list) return [];
      const tally = newTally();
      const counter = { lago, resource, tally, signal, sizes: newKnownSizes(), stamp: { loadedAt } };
      const counted = findSlices(counter, list).then((found) => (found.slices ? { slices: { ...found.slices, cutting: startCutting(counter, found.slices) } } : found));
      // Thrown where it is awaited.
      counted.catch(() => {});
      return [[resource.name, { tally, counted }] as const];
    }),
  );
}
