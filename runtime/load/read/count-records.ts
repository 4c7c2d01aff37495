import type { ListReader, ListRequest } from "../list-request.ts";
import { pickMeta } from "../../rows/page.ts";
import { parseAnswer } from "../../rows/parse-answer.ts";
import { unwrapPage } from "../../rows/unwrap-page.ts";

/**
 * How many records a list has, without reading it; null where Lago does not say. `/invoices` and `/fees` answer with a
 * `total_count` up to 30 minutes old, which Lago counts anew only for a page at or behind its end (lago-api,
 * concerns/pagination.rb): there, that is the page to ask for.
 */
export async function countRecords({ lago, resource, tally, signal }: Pick<ListReader, "lago" | "resource" | "tally" | "signal">, { path, query }: ListRequest): Promise<number | null> {
  const place = resource.count === "cached" ? { page: BEHIND_ANY_END, per_page: 100 } : { page: 1, per_page: 1 };
  return lago.get(resource.path, {
    path,
    traffic: tally,
    query: { ...resource.query, ...query, ...place },
    signal,
    accept: (body) => pickMeta(parseAnswer(unwrapPage(body, resource))["meta"])?.total_count ?? null,
  });
}

const BEHIND_ANY_END = 10_000_000;
