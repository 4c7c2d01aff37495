import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./operations.ts";
import type { Paginator } from "./types.ts";

/** Told by `meta` in the response: two lists are paged by the server though they document no parameter for it. */
export function findPaginator({ operation, body }: ListOperation): Paginator {
  if (readExtensions(operation).snapshot !== undefined) return "single_record";
  return "meta" in body.properties ? "page_number" : "single_page";
}
