import { resolve } from "../spec/resolve.ts";
import type { Document } from "../spec/types.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./read-operation.ts";
import type { Paginator } from "./types.ts";

/**
 * Told by `meta` in the response: two lists are paged by the server though they document no parameter for it. Or by both
 * parameters, since documents up to 1.26.0 forgot the `meta` of credit notes.
 */
export function findPaginator({ operation, around, parameters }: ListOperation): Paginator {
  if (readExtensions(operation).snapshot !== undefined) return "single_record";
  const isPaged = around.some(({ properties }) => "meta" in properties) || PAGING.every((name) => parameters.some((parameter) => parameter.in === "query" && parameter.name === name));
  return isPaged ? "page_number" : "single_page";
}

/** The query parameters for paging. */
export const PAGING = ["page", "per_page"];

/** Other documented ways of paging a list without `page`: an offset or a cursor. Lago has none today. */
export function findOtherPaging(document: Document, { parameters, around }: Pick<ListOperation, "parameters" | "around">): string | undefined {
  const names = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  if (names.includes("page")) return undefined;
  const said = around.flatMap(({ properties: { meta, ...others } }) => [...Object.keys(others), ...Object.keys(meta ? resolve(document, meta).properties : {})]);
  if (said.some((name) => PAGES.test(name))) return undefined;
  return names.find((name) => PARAMETERS.test(name)) ?? said.find((name) => TOKENS.test(name));
}

/** Page numbers: beside them, a parameter named `after` is a filter. */
const PAGES = /^(current_page|next_page|total_pages)$/;
const PARAMETERS = /^(offset|skip|cursor|after|before|starting_after|ending_before|page_?token|next_?token|continuation_?token|start_?index|page\[(offset|cursor|after|before)\])$/i;
const TOKENS = /^(next_?cursor|end_?cursor|cursors?|next_?page_?token|next_?token|has_more|offset)$/i;
