import type { Lago, Values } from "../client.ts";
import type { Resource } from "../resource.ts";
import { pickMeta } from "../rows/page.ts";
import { parseAnswer, pickRecords } from "../rows/parse-answer.ts";
import { unwrapPage } from "../rows/unwrap-page.ts";

/** The first records of a list. */
export interface Sample {
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** Lago's count of the list; for a list without pages, the number of its records. */
  readonly total: number;
}

/** Reads the first `size` records of a list, with one request. */
export function readSample(lago: Lago, resource: Resource, size: number, { path, query }: { path: Values; query: Values } = { path: {}, query: {} }): Promise<Sample> {
  const paging = resource.paginator === "page_number" ? { page: 1, per_page: size } : {};
  return lago.get(resource.path, {
    path,
    query: { ...resource.query, ...query, ...paging },
    optional: resource.optional,
    accept: (body) => readRecords(body, resource),
  });
}

function readRecords(body: Buffer, resource: Resource): Sample {
  const answer = parseAnswer(unwrapPage(body, resource));
  const records = pickRecords(answer, resource) as Sample["records"];
  return { records, total: pickMeta(answer["meta"])?.total_count ?? records.length };
}
