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

/** Times between which the records of a list lie, in seconds since 1970. If some lie elsewhere, the list takes more counts. */
export interface Span {
  readonly oldest: number;
  readonly newest: number;
}

export interface CutOptions {
  /** Maximum number of records in the next slice. */
  readonly most: () => number | Promise<number>;
  /** Start of the load: few records are later. */
  readonly now: Date;
  /** Undefined if it is not known: the records are then searched half by half. */
  readonly span?: Span | undefined;
}

/**
 * Cuts a stretch until no part has more than `most` records, and yields each part that is not empty: for Lago, a page deep in a list
 * costs as much as all pages before it. Parts are as long as `most` records take at the density so far, and one that has more is halved.
 * The next parts are counted while one is read. `list.records`: Lago's count of the stretch.
 */
export async function* cutIntoSlices(list: Slice, options: CutOptions, count: CountStretch): AsyncGenerator<Slice, void> {
  const { most, span } = options;
  if (!span || span.oldest >= span.newest) return yield* halveIntoSlices(list, options, count);
  const { stretch } = list;
  let at = stretch.from;
  /** Records a second. */
  let density = list.records / (span.newest - span.oldest);
  let ended = false;
  const counting: Counting[] = [];
  for (;;) {
    while (!ended && counting.length <= AHEAD) counting.push(countNext(await most()));
    const next = counting.shift();
    if (!next) return;
    const slice = await next.slice;
    const limit = await most();
    if (slice.records > limit || slice.records < SPARSE * next.expected) density = Math.min(8 * density, Math.max(density / 8, slice.records / next.seconds));
    if (slice.records > limit) yield* halveIntoSlices(slice, options, count);
    else if (slice.records > 0) yield slice;
  }

  /** The last part has no end, so that it holds whatever is later. */
  function countNext(limit: number): Counting {
    const start = at ?? span!.oldest;
    const border = findBorder(start, (FILL * limit) / density);
    ended = border >= Math.min(span!.newest, stretch.to ?? Infinity);
    const slice = countSlice({ ...stretch, ...(at !== undefined && { from: at }), ...(!ended && { to: border }) }, count);
    // Thrown when its result is awaited.
    slice.catch(() => {});
    at = border;
    return { slice, seconds: border - start, expected: density * (border - start) };
  }
}

interface Counting {
  readonly slice: Promise<Slice>;
  /** How long it is. */
  readonly seconds: number;
  /** As many records as it has if it is like the ones before. */
  readonly expected: number;
}

/** Parts that are counted while the ones before are read: two of these may end at once. */
const AHEAD = 2;
/** Of what a slice may have, the part that is aimed at; of what is expected, the part below which the next ones are made longer. */
const FILL = 0.9;
const SPARSE = 0.6;

/**
 * The next multiple of a round length: a load that resumes cuts at the same seconds, although more records have come and the estimates are
 * a little different.
 */
function findBorder(start: number, seconds: number): number {
  const unit = 2 ** Math.floor(Math.log2(seconds / 4));
  const length = Math.max(1, Math.floor(Math.floor(seconds / unit) * unit));
  return (Math.floor(start / length) + 1) * length;
}

/**
 * Halves a stretch until no part has more than `most` records. Counting continues as parts are taken; at the start of a whole list, two
 * cuts ahead, since nothing else runs.
 */
async function* halveIntoSlices(list: Slice, { most, now }: CutOptions, count: CountStretch): AsyncGenerator<Slice, void> {
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
    return countSlice(stretch, (part) => ahead.get(nameOf(part)) ?? count(part));
  }

  function countAhead(part: Stretch): void {
    const counting = count(part);
    // Thrown when its result is awaited.
    counting.catch(() => {});
    ahead.set(nameOf(part), counting);
  }
}

async function countSlice(stretch: Stretch, count: CountStretch): Promise<Slice> {
  return { stretch, records: (await count(stretch)) ?? 0 };
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
