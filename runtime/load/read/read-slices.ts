import { newJudge, type Reading } from "../judge/completeness.ts";
import type { Stamp } from "../../destinations/destination.ts";
import { countRecords } from "./count-records.ts";
import { inParallel } from "./in-parallel.ts";
import { type ListReader, NO_PARENT, type SentPage } from "../list-request.ts";
import { nameReading, readList, sizeOfPass } from "./read-lists.ts";
import { FIRST_SIZE } from "../../paging/page-size.ts";
import { findFirstTime, findSpan } from "./find-span.ts";
import { type CutOptions, cutIntoSlices, hidesRecords, obeysFilter, type Slice, type Span } from "./slices.ts";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { canBeCut, type Stretch, toQuery } from "../plan/stretch.ts";

export interface SliceReader extends ListReader {
  readonly checkpoint: Checkpoint;
  readonly stamp: Stamp;
  readonly maxPasses: number;
}

/** A part of a list that is to be read slice by slice. */
export interface Sliced {
  readonly stretch: Stretch;
  /** Lago's count of the whole part. */
  readonly first: number;
  /** When its records are. */
  readonly span: Span | undefined;
  /** Its slices, if the first ones are being counted already. */
  readonly cutting?: Cutting;
}

/** Slices of a list, of which the first are being counted. */
export interface Cutting {
  readonly slices: AsyncGenerator<Slice, void>;
  /** The most records of the next slice. */
  most: CutOptions["most"];
}

/** What was found out about a list before it is read. */
export interface Counted {
  /** Lago's count; undefined if it was not needed. */
  readonly counted?: number | undefined;
  /** Missing: it is read in one piece. */
  readonly slices?: Sliced;
}

/** A pass whose last page has come. Lago counts once more, while the database takes the last pages. */
export interface Passed {
  readonly reading: Promise<Reading>;
}

/** At deeper offsets, Lago takes noticeably longer for a page. */
const MOST_PAGES = 100;
/** Records of a slice that has shown whether Lago accepts larger pages. */
const ENOUGH = 4 * FIRST_SIZE;
/** A reserve for records that arrive between counting a slice and reading it. */
const SPARE_PAGES = 10;
/** Slices in parallel: the next one is running when this one ends. */
const AT_ONCE = 2;
/** Pages per slice beyond its share of the requests, since one slow response delays those after it; fewer where a page is as large as two of `auto`. */
const SPARE_REQUESTS = 2;
const SPARE_LARGE = 1;
const LARGE = 2_000_000;

/** What a list is counted with. */
export type ListCounter = Pick<ListReader, "lago" | "resource" | "tally" | "signal" | "sizes"> & { readonly stamp: Pick<Stamp, "loadedAt"> };

/** Decides how to read a list: in slices if it is long, can be cut, and has no records that no slice would contain. */
export async function findSlices(reader: ListCounter, stretch: Stretch): Promise<Counted> {
  const { resource } = reader;
  if (!canBeCut(stretch) || resource.primaryKey.length === 0 || resource.paginator !== "page_number") return {};
  const first = await count(reader, stretch);
  if (first === null) return {};
  if (first <= findMost(reader)) return { counted: first };
  const countPart = (part: Stretch) => count(reader, part);
  const isOpen = stretch.from === undefined;
  // Only the whole list can have rows without a time.
  const whole = isOpen && stretch.to === undefined;
  const time = isOpen ? findFirstTime(reader, stretch) : Promise.resolve(undefined);
  const [obeyed, hidden, span] = await Promise.all([
    obeysFilter(stretch, countPart),
    whole && hidesRecords(stretch, first, countPart),
    findSpan(stretch, first, reader.stamp.loadedAt, time, countPart),
  ]);
  return obeyed && !hidden ? { slices: { stretch, first, span } } : { counted: first };
}

/** The records of a slice that has as many pages as it may, of the size that is known. */
function findMost({ lago, sizes }: ListCounter): number {
  return (MOST_PAGES - SPARE_PAGES) * (lago.perPage === "auto" ? (sizes.start() ?? FIRST_SIZE) : lago.perPage);
}

/**
 * Reads the slices of a list. A slice that changed while it was read is read again by itself. The caller judges by the distinct records
 * whether the slices are the whole list. Records beyond the first count are not requested, since new ones keep arriving in slices that
 * were already read.
 *
 * The first slices show how large pages can be, so the others are cut after them: a load that resumes knows the same and cuts the same.
 */
export async function readSlices(reader: SliceReader, sliced: Sliced, pass: number): Promise<Passed> {
  const { stretch, first } = sliced;
  const { signal } = reader;
  let most = reader.lago.perPage === "auto" && reader.sizes.start() === undefined ? undefined : findMost(reader);
  let learning: Promise<void> | undefined;
  const mostOfNext = async () => {
    await learning;
    return most ?? findMost(reader);
  };
  const cutting = sliced.cutting ?? startCutting(reader, sliced);
  cutting.most = mostOfNext;
  let [rows, pages, largest] = [0, 0, 0];
  let doubt: string | undefined;
  const parallel = () => Math.ceil(reader.lago.concurrency / AT_ONCE) + (largest > LARGE ? SPARE_LARGE : SPARE_REQUESTS);
  const onPage = (page: SentPage) => {
    pages++;
    largest = Math.max(largest, page.body.length);
    reader.onPage(page, first);
  };
  await inParallel(cutting.slices, () => AT_ONCE, signal, async (slice, signal) => {
    const reading = readSlice({ ...reader, signal, onPage }, slice, parallel, pass);
    const learn = () => void (most ??= slice.records >= ENOUGH ? findMost(reader) : undefined);
    learning = most === undefined ? reading.then(learn, learn) : undefined;
    const outcome = await reading;
    rows += outcome.rows;
    doubt ??= outcome.doubt;
  });
  return { reading: count(reader, stretch).then((last) => ({ rows, pages, first, last: last && Math.min(first, last), fell: false, cut: doubt, overlapping: true })) };
}

/** Begins to cut: the first slices are counted at once. */
export function startCutting(reader: ListCounter, { stretch, first, span }: Sliced): Cutting {
  const limit: Pick<Cutting, "most"> = { most: () => findMost(reader) };
  const slices = cutIntoSlices({ stretch, records: first }, { most: () => limit.most(), now: reader.stamp.loadedAt, span }, (part) => count(reader, part));
  return Object.assign(limit, { slices: begin(slices) });
}

function begin<Item>(items: AsyncGenerator<Item, void>): AsyncGenerator<Item, void> {
  const first = items.next();
  // Thrown when it is awaited.
  first.catch(() => {});
  return (async function* () {
    const { done, value } = await first;
    if (done) return;
    yield value;
    yield* items;
  })();
}

async function readSlice(reader: SliceReader, { stretch, records, derived }: Slice, parallel: () => number, pass: number): Promise<{ rows: number; doubt: string | undefined }> {
  const query = toQuery(stretch);
  const judge = newJudge(reader.resource);
  for (let attempt = 1; ; attempt++) {
    const saved = reader.checkpoint.list(nameReading(pass, [...Object.entries(query).flat(), String(attempt)]));
    // Its count is from a moment ago, when it was cut. Where pages have an old count, only Lago's own will do.
    const counted = attempt > 1 || (derived && reader.resource.count === "cached") ? undefined : records;
    const reading = await readList(reader, { ...NO_PARENT, query, parallel, perPage: sizeOfPass(reader.lago.perPage, pass + attempt - 1), counted }, saved);
    if (!saved.finished) await saved.finish(reading);
    // Duplicates are found when all slices are merged.
    const doubt = judge(reading, { all: reading.rows, latest: reading.rows });
    if (!doubt || attempt >= reader.maxPasses) return { rows: reading.rows, doubt: doubt && `${Object.values(query).join(" to ")}: ${doubt}` };
  }
}

function count(reader: ListCounter, stretch: Stretch): Promise<number | null> {
  return countRecords(reader, { ...NO_PARENT, query: toQuery(stretch) });
}
