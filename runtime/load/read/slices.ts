import { END_SECONDS, halve, splitAtPresent, type Stretch } from "../plan/stretch.ts";

/** Counts the records of a stretch; null if Lago gives no count. */
export type CountStretch = (stretch: Stretch) => Promise<number | null>;

/** A part of a list that is read by itself. */
export interface Slice {
  readonly stretch: Stretch;
  /** Number of its records. */
  readonly records: number;
  /** Lago has not counted it: the number is what another slice has left, give or take the second that both contain. */
  readonly derived?: boolean;
}

export interface CutOptions {
  /** Maximum number of records in the next slice. */
  readonly most: () => number | Promise<number>;
  /** Start of the load: few records are later. */
  readonly now: Date;
}

/**
 * Cuts a stretch until no part has more than `most` records, and yields each part that is not empty: for Lago, a page deep in a list
 * costs as much as all pages before it. Counting continues as parts are taken; at the start of a whole list, two cuts ahead, since
 * nothing else runs. `records`: Lago's count of the stretch.
 */
export async function* cutIntoSlices(list: Slice, { most, now }: CutOptions, count: CountStretch): AsyncGenerator<Slice, void> {
  const ahead = new Map<string, Promise<number | null>>();
  let found = list.stretch.from !== undefined;
  yield* cut(list, splitAtPresent(list.stretch, now));

  async function* cut(part: Slice, halves = halve(part.stretch)): AsyncGenerator<Slice, void> {
    // A single second cannot be cut, whatever it holds.
    if (!halves) return yield part;
    for (const slice of found ? await countFirst(halves, part.records) : await countBoth(halves)) {
      if (slice.records > (await most())) yield* cut(slice);
      else if (slice.records > 0) {
        found = true;
        yield slice;
      }
    }
  }

  async function countBoth(halves: readonly [Stretch, Stretch]): Promise<readonly Slice[]> {
    const counting = halves.map(countHalf);
    if (!found) halves.flatMap((half) => halve(half) ?? []).forEach(countAhead);
    return Promise.all(counting);
  }

  /** The rest is in the second half. Only Lago's own count proves that nothing is left. */
  async function countFirst([before, after]: readonly [Stretch, Stretch], records: number): Promise<readonly Slice[]> {
    const first = await countHalf(before);
    const left = records - first.records;
    return [first, left > 0 && Number.isFinite(left) ? { stretch: after, records: left, derived: true } : await countHalf(after)];
  }

  async function countHalf(stretch: Stretch): Promise<Slice> {
    return { stretch, records: (await (ahead.get(nameOf(stretch)) ?? count(stretch))) ?? 0 };
  }

  function countAhead(part: Stretch): void {
    const counting = count(part);
    // Thrown when its result is awaited.
    counting.catch(() => {});
    ahead.set(nameOf(part), counting);
  }
}

function nameOf({ from, to }: Stretch): string {
  return `${from} ${to}`;
}

/**
 * Whether the filter hides records because they have no time: no slice would contain them. Counts are repeated if the list changed
 * between them. `records`: Lago's count of the list a moment ago.
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
 * Whether Lago knows the filter: an older version ignores unknown filters, so that every slice would be the whole list. With the latest
 * possible time, a known filter returns nothing.
 */
export async function obeysFilter(list: Stretch, count: CountStretch): Promise<boolean> {
  return (await count({ ...list, from: END_SECONDS })) === 0;
}
