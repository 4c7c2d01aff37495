import { END_SECONDS, halve, type Stretch } from "../plan/stretch.ts";

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
 * taken; until there is one, two cuts ahead, since nothing else is to do. `records`: what the stretch has in all.
 */
export async function* cutIntoSlices(list: Slice, most: number, count: CountStretch): AsyncGenerator<Slice, void> {
  const ahead = new Map<string, Promise<number | null>>();
  let found = false;
  yield* cut(list);

  async function* cut({ stretch, records }: Slice): AsyncGenerator<Slice, void> {
    const halves = halve(stretch);
    // A single second cannot be cut, whatever it holds.
    if (!halves) return yield { stretch, records };
    const counting = halves.map((half) => ahead.get(nameOf(half)) ?? count(half));
    if (!found) halves.flatMap((half) => halve(half) ?? []).forEach(countAhead);
    const counts = await Promise.all(counting);
    for (const [index, half] of halves.entries()) {
      const slice = { stretch: half, records: counts[index] ?? 0 };
      if (slice.records > most) yield* cut(slice);
      else if (slice.records > 0) {
        found = true;
        yield slice;
      }
    }
  }

  function countAhead(part: Stretch): void {
    const counting = count(part);
    // Seen by whoever needs it.
    counting.catch(() => {});
    ahead.set(nameOf(part), counting);
  }
}

function nameOf({ from, to }: Stretch): string {
  return `${from} ${to}`;
}

/**
 * Whether the filter hides records of the list because they have no time: no slice would have them. Counts are repeated
 * where the list changed between them. `records`: what the list had a moment ago.
 */
export async function hidesRecords(list: Stretch, records: number, count: CountStretch): Promise<boolean> {
  let before = records;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const timed = await count({ ...list, from: 0 });
    if (timed === before) return false;
    const after = await count(list);
    if (timed === null || after === null) return true;
    if (timed === after) return false;
    if (before === after) return true;
    before = after;
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
