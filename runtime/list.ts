import type { Filters, Lago, ListOptions, Values } from "./lago.ts";
import { crawl } from "./paging/paginate.ts";
import type { Resource, ResourceTypes } from "./resource.ts";
import { type Page, pickMeta } from "./rows/page.ts";
import { parseAnswer, pickRecords } from "./rows/parse-answer.ts";

export type { Filters, ListOptions };

/** The records of each page, parsed by JavaScript. */
export async function* listPages<T extends ResourceTypes>(
  lago: Lago,
  resource: Resource<T>,
  [query, { path, signal } = {}]: readonly [query?: T["query"] | undefined, options?: ListOptions<T>],
): AsyncGenerator<readonly T["record"][], void> {
  const read = (body: Buffer) => readRecords(body, resource);
  const pages = crawl(lago, resource, { read, query: { ...(query as Values) }, path: { ...(path as Values) }, ...(signal && { signal }) });
  for await (const { records } of pages) yield records;
}

interface RecordsPage extends Page {
  readonly records: readonly unknown[];
}

function readRecords(body: Buffer, resource: Resource): RecordsPage {
  const answer = parseAnswer(body);
  const records = pickRecords(answer, resource);
  const meta = pickMeta(answer["meta"]);
  return { rows: records.length, records, size: body.length, ...(meta && { meta }) };
}
