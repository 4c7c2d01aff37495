import type { ListOperation } from "./operations.ts";
import type { Paginator } from "./types.ts";

/** Told by `meta` in the response: two lists are paged by the server though they document no parameter for it. */
export function findPaginator({ body }: ListOperation): Paginator {
  return "meta" in body.properties ? "page_number" : "single_page";
}
