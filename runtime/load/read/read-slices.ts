import { newJudge, type Reading } from "../judge/completeness.ts";
import type { Stamp } from "../../destinations/destination.ts";
import { countRecords } from "./count-records.ts";
import { inParallel } from "./in-parallel.ts";
import { type ListReader, NO_PARENT, type SentPage } from "../list-request.ts";
import { nameReading, readList, sizeOfPass } from "./read-lists.ts";
import { FIRST_SIZE } from "../../paging/page-size.ts";
import { cutIntoSlices, hidesRecords, obeysFilter, type Slice } from "./slices.ts";
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
  /** Maximum number of records in a slice. */
  readonly most: number;
  /** Lago's count of the whole part. */
  readonly first: number;
}

/** At deeper offsets, Lago takes noticeably longer for a page. */
const MOST_PAGES = 100;
/** A reserve for records that arrive between counting a slice and reading it. */
const SPARE_PAGES = 10;
/** Slices in parallel: the next one is running when this one ends. */
const AT_ONCE = 2;
/** Pages per slice beyond its share of the requests, since one slow response delays those after it. Without a limit they would take 20 MB more. */
const SPARE_REQUESTS = 1;

/** Decides how to read a long list in slices; undefined if it is short, cannot be cut, or has records that no slice would contain. */
export async function findSlices(reader: SliceReader, stretch: Stretch): Promise<Sliced | undefined> {
  const { lago, resource } = reader;
  if (!canBeCut(stretch) || resource.primaryKey.length === 0 || resource.paginator !== "page_number") return undefined;
  const most = (MOST_PAGES - SPARE_PAGES) * (lago.perPage === "auto" ? FIRST_SIZE : lago.perPage);
  const first = await count(reader, stretch);
  if (first === null || first <= most) return undefined;
  const countPart = (part: Stretch) => count(reader, part);
  // Only the whole list can have rows without a time.
  const whole = stretch.from === undefined && stretch.to === undefined;
  const [obeyed, hidden] = await Promise.all([obeysFilter(stretch, countPart), whole && hidesRecords(stretch, first, countPart)]);
  return obeyed && !hidden ? { stretch, most, first } : undefined;
}

/**
 * Reads the slices of a list. A slice that changed while it was read is read again by itself. The caller judges by the distinct records
 * whether the slices are the whole list. Records beyond the first count are not requested, since new ones keep arriving in slices that
 * were already read.
 */
export async function readSlices(reader: SliceReader, { stretch, most, first }: Sliced, pass: number): Promise<Reading> {
  const { signal } = reader;
  const slices = cutIntoSlices({ stretch, records: first }, { most, now: reader.stamp.loadedAt, exact: reader.resource.count === "exact" }, (part) => count(reader, part));
  let [rows, pages] = [0, 0];
  let doubt: string | undefined;
  const onPage = (page: SentPage) => {
    pages++;
    reader.onPage(page, first);
  };
  await inParallel(slices, () => AT_ONCE, signal, async (slice, signal) => {
    const outcome = await readSlice({ ...reader, signal, onPage }, slice, pass);
    rows += outcome.rows;
    doubt ??= outcome.doubt;
  });
  const last = await count(reader, stretch);
  return { rows, pages, first, last: last && Math.min(first, last), fell: false, cut: doubt, overlapping: true };
}

async function readSlice(reader: SliceReader, { stretch, records }: Slice, pass: number): Promise<{ rows: number; doubt: string | undefined }> {
  const query = toQuery(stretch);
  const judge = newJudge(reader.resource);
  const parallel = () => Math.ceil(reader.lago.concurrency / AT_ONCE) + SPARE_REQUESTS;
  for (let attempt = 1; ; attempt++) {
    const saved = reader.checkpoint.list(nameReading(pass, [...Object.entries(query).flat(), String(attempt)]));
    // Its count is from a moment ago, when it was cut.
    const reading = await readList(reader, { ...NO_PARENT, query, parallel, perPage: sizeOfPass(reader.lago.perPage, pass + attempt - 1), ...(attempt === 1 && { counted: records }) }, saved);
    if (!saved.finished) await saved.finish(reading);
    // Duplicates are found when all slices are merged.
    const doubt = judge(reading, { all: reading.rows, latest: reading.rows });
    if (!doubt || attempt >= reader.maxPasses) return { rows: reading.rows, doubt: doubt && `${Object.values(query).join(" to ")}: ${doubt}` };
  }
}

function count(reader: SliceReader, stretch: Stretch): Promise<number | null> {
  return countRecords(reader, { ...NO_PARENT, query: toQuery(stretch) });
}
