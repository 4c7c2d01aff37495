import { END_SECONDS, halve, splitAtPresent, type Stretch } from "../plan/stretch.ts";

/** Counts the records of a stretch; null if Lago gives no count. */
export type CountStretch = (stretch: Stretch) => Promise<number | null>;

/** A part of a list that is read by itself. */
export interface Slice {
  readonly stretch: Stretch;
  /** Number of its records. */
  readonly records: number;
}

export interface CutOptions {
  /** Maximum number of records in a slice. */
  readonly most: number;
  /** Start of the load: few records are later. */
  readonly now: Date;
  /** Whether counts are exact, so that one half has what the other does not. */
  readonly exact: boolean;
}

/**
 * Cuts a stretch until no part has more than `most` records, and yields each part that has any: pages far behind in a list
 * cost Lago as much as all those before them. An empty part is done with: it was looked at. Counting goes on as parts are
 * taken; of a whole list until there is one, two cuts ahead, since nothing else is to do. `records`: what the stretch has in all.
 */
export async function* cutIntoSlices(list: Slice, { most, now, exact }: CutOptions, count: CountStretch): AsyncGenerator<Slice, void> {
  const ahead = new Map<string, Promise<number | null>>();
  let found = list.stretch.from !== undefined;
  yield* cut(list, splitAtPresent(list.stretch, now));

  async function* cut({ stretch, records }: Slice, halves = halve(stretch)): AsyncGenerator<Slice, void> {
    // A single second cannot be cut, whatever it holds.
    if (!halves) return yield { stretch, records };
    const counts = found && exact ? await countFirst(halves, records) : await countBoth(halves);
    for (const [index, half] of halves.entries()) {
      const slice = { stretch: half, records: counts[index] ?? 0 };
      if (slice.records > most) yield* cut(slice);
      else if (slice.records > 0) {
        found = true;
        yield slice;
      }
    }
  }

  async function countBoth(halves: readonly [Stretch, Stretch]): Promise<readonly (number | null)[]> {
    const counting = halves.map((half) => ahead.get(nameOf(half)) ?? count(half));
    if (!found) halves.flatMap((half) => halve(half) ?? []).forEach(countAhead);
    return Promise.all(counting);
  }

  /** The rest is in the second half, plus the records of the second that both halves contain. Only Lago's own count proves that nothing is left. */
  async function countFirst([before, after]: readonly [Stretch, Stretch], records: number): Promise<readonly (number | null)[]> {
    const first = await (ahead.get(nameOf(before)) ?? count(before));
    const left = records - (first ?? records);
    return [first, left > 0 && Number.isFinite(left) ? left : await (ahead.get(nameOf(after)) ?? count(after))];
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
