import { END_SECONDS, halve, type Stretch } from "./stretch.ts";

/** How many records a stretch has; null where Lago does not say. */
export type CountStretch = (stretch: Stretch) => Promise<number | null>;

/** A part of a list that is read by itself. */
export interface Slice {
  readonly stretch: Stretch;
  /** How many records it has. */
  readonly records: number;
}

/**
 * Cuts a stretch until no part has more than `most` records, and yields each part that has any: pages far behind in a list
 * cost Lago as much as all those before them. An empty part is done with: it was looked at. Counting goes on as parts are
 * taken. `records`: what the stretch has in all.
 */
export async function* cutIntoSlices({ stretch, records }: Slice, most: number, count: CountStretch): AsyncGenerator<Slice, void> {
  const halves = halve(stretch);
  // A single second cannot be cut, whatever it holds.
  if (!halves) return yield { stretch, records };
  const counts = await Promise.all(halves.map(count));
  for (const [index, half] of halves.entries()) {
    const slice = { stretch: half, records: counts[index] ?? 0 };
    if (slice.records > most) yield* cutIntoSlices(slice, most, count);
    else if (slice.records > 0) yield slice;
  }
}

/**
 * Whether the filter hides records of the list because they have no time: no slice would have them. Counts are repeated
 * where the list changed between them.
 */
export async function hidesRecords(list: Stretch, count: CountStretch): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = await count(list);
    const timed = await count({ ...list, from: 0 });
    if (before === null || timed === null) return true;
    const after = await count(list);
    if (timed === before || timed === after) return false;
    if (before === after) return true;
  }
  return true;
}

const ATTEMPTS = 3;

/**
 * Whether Lago looks at the filter at all: an older one may not know it, and answers what it does not know with everything,
 * so that every slice would be the whole list. Nothing is as late as the end of time.
 */
export async function obeysFilter(list: Stretch, count: CountStretch): Promise<boolean> {
  return (await count({ ...list, from: END_SECONDS })) === 0;
}
