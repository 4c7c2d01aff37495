import { END_SECONDS, halve, type Stretch } from "./stretch.ts";

/** How many records a stretch has; null where Lago does not say. */
export type CountStretch = (stretch: Stretch) => Promise<number | null>;

/**
 * Cuts a stretch until no part has more than `most` records, and yields each part that has any: pages far behind in a list
 * cost Lago as much as all those before them. An empty part is done with: it was looked at. Counting goes on as parts are
 * taken.
 */
export async function* cutIntoSlices(stretch: Stretch, most: number, count: CountStretch): AsyncGenerator<Stretch, void> {
  const halves = halve(stretch);
  // A single second cannot be cut, whatever it holds.
  if (!halves) return yield stretch;
  const counts = await Promise.all(halves.map(count));
  for (const [index, half] of halves.entries()) {
    const records = counts[index] ?? 0;
    if (records > most) yield* cutIntoSlices(half, most, count);
    else if (records > 0) yield half;
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
