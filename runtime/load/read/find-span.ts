import { LagoError } from "../../errors.ts";
import { parseAnswer, pickRecords } from "../../rows/parse-answer.ts";
import { readValue } from "../../rows/read-value.ts";
import { unwrapPage } from "../../rows/unwrap-page.ts";
import { PageError } from "../../transport/page-error.ts";
import type { ListReader } from "../list-request.ts";
import { END_SECONDS, type Stretch, toQuery, toSeconds } from "../plan/stretch.ts";
import type { CountStretch, Span } from "./slices.ts";

/**
 * Estimates between which times the records of a stretch lie, from the time of its first record and from counts of what is later than some
 * time before that. Lists come newest first or oldest first. The estimate only decides where a list is cut first, so a wrong one costs
 * requests and no records. The last record would tell more, and be the most expensive of all pages. `records`: Lago's count. `first`: the
 * time of the first record. Undefined if it has none.
 */
export async function findSpan(stretch: Stretch, records: number, now: Date, first: Promise<number | undefined>, count: CountStretch): Promise<Span | undefined> {
  const present = Math.min(stretch.to ?? END_SECONDS, toSeconds(now));
  // A window begins where there are records of every day.
  if (stretch.from !== undefined) return stretch.from < present ? { oldest: stretch.from, newest: present } : undefined;
  const countBefore = (anchor: number) => Promise.all(BEFORE.map(async (seconds) => ({ seconds, records: (await count({ ...stretch, from: Math.max(0, anchor - seconds) })) ?? 0 })));
  // Most lists have records of these days, so these are counted while the first one comes.
  const [time, recent] = await Promise.all([first, countBefore(findAnchor(present))]);
  if (time === undefined) return undefined;
  const newest = Math.min(time, present);
  const anchor = findAnchor(newest);
  const isPast = anchor < findAnchor(present);
  const later = isPast && recent[0]!.records === 0 ? await countBefore(anchor) : recent;
  const all = later.findIndex((part) => part.records >= records);
  // Oldest first, or all records are from the last days.
  if ((isPast && later === recent) || all === 0) return newest < present - BEFORE[0] ? { oldest: newest, newest: present } : { oldest: anchor - BEFORE[0], newest: present };
  const inner = later.at(all < 0 ? -1 : all - 1)!;
  const density = inner.records / (inner.seconds - (anchor - newest));
  const reach = Math.min(inner.seconds + (records - inner.records) / density, all < 0 ? anchor : later[all]!.seconds);
  return { oldest: Math.max(0, Math.floor(anchor - reach)), newest };
}

/** 24 days, 3 months, a year: with the other counts of a list as many as six requests at a time. */
const BEFORE = [2 ** 21, 2 ** 23, 2 ** 25] as const;

/** The same for some days, for a load that resumes. */
const findAnchor = (time: number) => Math.ceil(time / BEFORE[0]) * BEFORE[0];

/** The time of the first record of a stretch, in seconds since 1970. Undefined if it has none, or is not read at once: the list can do without. */
export async function findFirstTime({ lago, resource, tally, signal }: Pick<ListReader, "lago" | "resource" | "tally" | "signal">, stretch: Stretch): Promise<number | undefined> {
  const path = resource.tables[0].columns.find(({ name }) => name === stretch.filter.column)?.path;
  if (!path) return undefined;
  const accept = (body: Buffer) => {
    const [record] = pickRecords(parseAnswer(unwrapPage(body, resource)), resource);
    const time = Date.parse(String(readValue(record, path)));
    return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
  };
  try {
    return await lago.get(resource.path, { query: { ...resource.query, ...toQuery(stretch), page: 1, per_page: 1 }, traffic: tally, signal, attempts: 1, accept });
  } catch (error) {
    if (!(error instanceof LagoError || error instanceof PageError)) throw error;
    return undefined;
  }
}
