import type { ListReader, ListRequest } from "../list-request.ts";
import { parseAnswer, pickRecords } from "../../rows/parse-answer.ts";
import { unwrapPage } from "../../rows/unwrap-page.ts";
import type { SavedList } from "./checkpoint.ts";

/**
 * Decides whether an interrupted reading can be resumed. Its last page is asked for again: if the first record of it
 * has moved up meanwhile, records behind it have slipped onto pages that were read, and the list is read from its
 * beginning. Where it has moved down, some come twice, as in any reading.
 */
export async function recallList({ lago, resource, tally, signal }: ListReader, { path, query }: ListRequest, saved: SavedList): Promise<void> {
  // A single page is asked for anew with less ado.
  if (saved.pages.size < 2) return saved.forget();
  const row = [...saved.pages.keys()].at(-1)!;
  const { size } = saved.pages.get(row)!;
  // Each record as text, to be told apart.
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
