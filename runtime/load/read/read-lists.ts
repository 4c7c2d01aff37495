import type { Reading } from "../judge/completeness.ts";
import { countRecords } from "./count-records.ts";
import { FIRST_SIZE } from "../../paging/page-size.ts";
import { crawl, type CrawlReport, type Place } from "../../paging/paginate.ts";
import type { ListReader, ListRequest, SentPage } from "../list-request.ts";
import { toPage } from "./read-singles.ts";
import { recallList } from "../checkpoint/resume.ts";
import { findRecord } from "../../rows/find-record.ts";
import { PageError } from "../../transport/page-error.ts";
import type { SavedList } from "../checkpoint/checkpoint.ts";
import { returnBuffer } from "../../transport/buffer-pool.ts";

/**
 * Records a page in one reading of several. What shares a place in the order can be given wrongly at the border of two pages, and
 * wrongly in the same way each time (ClickHouse's logs of one second): with another size the borders are elsewhere.
 */
export function sizeOfPass(perPage: number | "auto", pass: number): number | undefined {
  if (pass === 1) return undefined;
  const usual = perPage === "auto" ? FIRST_SIZE : perPage;
  const sizes = Array.from({ length: usual }, (_, index) => usual - index).filter((size) => divideBoth(size, usual) === 1);
  return sizes[Math.floor((sizes.length * (pass - 1)) / (pass + 1))];
}

/** The greatest common divisor. */
function divideBoth(one: number, other: number): number {
  return other === 0 ? one : divideBoth(other, one % other);
}

/** The same value in the load that resumes. */
export function nameReading(pass: number, values: readonly string[]): string {
  return JSON.stringify([pass, ...values]);
}

/** Reads a list once, into the stage, without the pages that an interrupted load has already read. */
export async function readList(reader: ListReader, request: ListRequest, saved: SavedList): Promise<Reading> {
  const { lago, resource, stage, batches, tally, signal } = reader;
  const { path, query, keys } = request;
  const read = async (body: Buffer, place: Place): Promise<SentPage> => {
    const isSingle = resource.paginator === "single_record";
    const staged = await stage.read(isSingle ? toPage(resource, [findRecord(body, resource.selector)]) : body, keys);
    return { ...staged, rows: staged.rows + (staged.rejected?.length ?? 0), staged, body, place };
  };
  if (saved.finished) return replayList(reader, saved, saved.finished, read).catch(startOver);
  await recallList(reader, request, saved);
  const counted = resource.count === "cached" ? await countAnew(reader, request, saved) : null;
  const recall = { sizeAt: (row: number) => saved.pages.get(row)?.size, body: saved.body };
  // If the first page decides the page size, the others wait for it.
  const startSize = saved.pages.size === 0 ? reader.sizes.start() : undefined;
  const announced = lago.perPage === "auto" && startSize === undefined ? undefined : request.counted;
  const pages = crawl(lago, resource, { path, query, signal, read, recall, announced, startSize, parallel: request.parallel, perPage: request.perPage, attempts: request.attempts });
  const { report } = pages;
  try {
    for await (const page of pages) {
      reader.onPage(page, report.totalFirst);
      const { body, place } = page;
      reader.sizes.learn(page.rows, place.size, body.length);
      // Before the memory of the body is released.
      const isLast = request.until?.(page);
      const done = () => returnBuffer(body);
      if (!saved.pages.has(place.row)) await saved.add(place, body, done);
      else {
        tally.resumed++;
        done();
      }
      await batches.add(page.staged);
      if (isLast) return { ...toReading(report, counted), cut: undefined, stopped: true };
    }
    const reading = toReading(report, counted);
    // If the list is now shorter by more than a page, the last page had the old count, too.
    return counted === null || reading.last === counted ? reading : { ...reading, last: await countRecords(reader, request) };
  } catch (error) {
    return await startOver(error);
  } finally {
    tally.pages += report.pages;
    tally.requests += report.requests;
    tally.retries += report.retries;
    tally.waits += report.waits;
  }

  /** Responses are parsed within the retries, so a malformed page comes from the checkpoint. */
  async function startOver(error: unknown): Promise<Reading> {
    if (!(error instanceof PageError)) throw error;
    await saved.forget();
    return readList(reader, request, saved);
  }
}

/** Nothing of it is requested again. */
async function replayList({ batches, sizes, tally, onPage }: ListReader, { pages, body }: SavedList, reading: Reading, read: (body: Buffer, place: Place) => Promise<SentPage>): Promise<Reading> {
  for (const [row, { size }] of pages) {
    const page = await read(await body(row), { row, size });
    sizes.learn(page.rows, size, page.body.length);
    await batches.add(page.staged);
    onPage(page, reading.first);
  }
  tally.pages += pages.size;
  tally.resumed += pages.size;
  return reading;
}

function toReading({ rows, pages, totalFirst, totalLast, fell, complete, ended }: CrawlReport, counted: number | null): Reading {
  return { rows, pages, first: counted ?? totalFirst, last: totalLast, fell, cut: complete ? undefined : describeEnding(ended, rows) };
}

function describeEnding(ended: CrawlReport["ended"], rows: number): string {
  if (ended === "growth") return `the list grew while it was read: reading ended after ${rows} records, with no end in sight`;
  return `paging ended in ${ended === "empty page" ? "an" : "a"} ${ended}`;
}

/** For a list whose pages have an old count: counts it once, even if an interrupted load already did. */
async function countAnew(reader: ListReader, request: ListRequest, saved: SavedList): Promise<number | null> {
  if (saved.count !== undefined) return saved.count;
  const count = request.counted ?? (await countRecords(reader, request));
  if (count !== null) await saved.addCount(count);
  return count;
}
