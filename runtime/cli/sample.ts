import type { Lago, Values } from "../client.ts";
import type { Resource } from "../resource.ts";
import { PageError } from "../rows/page.ts";

/** The beginning of a list. */
export interface Sample {
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** How many the list holds, as Lago counts; of a list that comes in one answer, how many came. */
  readonly total: number;
}

/** Asks for the first `size` records of a list, with one request. */
export function readSample(lago: Lago, resource: Resource, size: number, { path, query }: { path: Values; query: Values } = { path: {}, query: {} }): Promise<Sample> {
  const paging = resource.paginator === "page_number" ? { page: 1, per_page: size } : {};
  return lago.get(resource.path, {
    path,
    query: { ...resource.query, ...query, ...paging },
    traffic: { requests: 0, retries: 0, waits: 0 },
    accept: (body) => readRecords(body, resource),
  });
}

function readRecords(body: Buffer, { selector, paginator }: Resource): Sample {
  const page = parseAnswer(body);
  const records = paginator === "single_record" && page[selector] ? [page[selector]] : page[selector];
  if (!Array.isArray(records)) throw new PageError(`${JSON.stringify(selector)} is not an array`);
  const { total_count: total } = Object(page["meta"]) as { total_count?: unknown };
  return { records, total: typeof total === "number" ? total : records.length };
}

/** The object that Lago answers with; anything else is asked for again. */
export function parseAnswer(body: Buffer): Record<string, unknown> {
  try {
    return Object(JSON.parse(body.toString("utf8"))) as Record<string, unknown>;
  } catch {
    throw new PageError(body[0] === 0x3c ? "the answer is HTML" : "the answer is not valid JSON");
  }
}
