import type { ListReader, ListRequest } from "../list-request.ts";
import { pickMeta } from "../../rows/page.ts";
import { parseAnswer } from "../../rows/parse-answer.ts";
import { unwrapPage } from "../../rows/unwrap-page.ts";

/**
 * Counts the records of a list without reading it; null if Lago gives no count. For `/invoices` and `/fees`, `total_count` may be 30
 * minutes old. Lago counts anew only for a page at or after the end (lago-api, concerns/pagination.rb), so that page is requested.
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
