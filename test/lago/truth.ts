import { LISTS } from "./lists.ts";
import { Refusal } from "./refusal.ts";
import { fillPath, makeRoutes } from "./routes.ts";
import type { Select } from "./selection.ts";
import type { Store } from "./store.ts";

const routes = makeRoutes(LISTS);

/** The texts that a complete crawl of a list delivers. Parents that are gone or refuse have none. */
export function listTruth(select: Select, pathAndQuery: string): string[] {
  const [path, query] = pathAndQuery.split("?");
  const route = routes(path!);
  if (!route) throw new Error(`No list at ${path}. Parameters must be percent-encoded, dots too: lago.paths(template) does it.`);
  try {
    return select({ list: route.target, segments: route.segments, query: new URLSearchParams(query) }, true).rows.map((row) => row.text);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The concrete paths of a list, one for every parent there is; the path itself where it has none. */
export function listPaths(store: Store, template: string): string[] {
  const list = LISTS.find(({ path }) => path === template);
  if (!list) throw new Error(`No list has the path ${template}. LISTS in lists.ts has them all.`);
  if (!list.parent) return [list.path];
  return list.parent.all(store).map(({ segments, query }) => fillPath(list.path, segments) + (query ? `?${query}` : ""));
}
