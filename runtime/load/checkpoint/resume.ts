import type { ListReader, ListRequest } from "../list-request.ts";
import { parseAnswer, pickRecords } from "../../rows/parse-answer.ts";
import { unwrapPage } from "../../rows/unwrap-page.ts";
import type { SavedList } from "./checkpoint.ts";

/**
 * Decides whether an interrupted pass can be resumed. Its last page is requested again. If the page's first record has moved up, later
 * records have slipped onto pages that were already read, and the list is read from its start. If it has moved down, some records
 * arrive twice, as in any pass.
 */
export async function recallList({ lago, resource, tally, signal }: ListReader, { path, query }: ListRequest, saved: SavedList): Promise<void> {
  // A single page is simply requested again.
  if (saved.pages.size < 2) return saved.forget();
  const row = [...saved.pages.keys()].at(-1)!;
  const { size } = saved.pages.get(row)!;
  // Each record as text, for comparison.
  const accept = (body: Buffer) => pickRecords(parseAnswer(body), resource).map((record) => JSON.stringify(record));
  const now = await lago.get(resource.path, {
    path,
    query: { ...resource.query, ...query, page: row / size + 1, per_page: size },
    traffic: tally,
    signal,
    accept: (body) => accept(unwrapPage(body, resource)),
  });
  const [first] = await saved.body(row).then(accept).catch(() => []);
  if (first !== undefined && now.includes(first)) saved.drop(row);
  else await saved.forget();
}
