import { resolve } from "../spec/resolve.ts";
import type { Document } from "../spec/types.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation, ReadOperation } from "./read-operation.ts";
import type { Paginator } from "./types.ts";

/**
 * Told by `meta` in the response: two lists are paged by the server though they document no parameter for it. Or by both
 * parameters, since documents up to 1.26.0 forgot the `meta` of credit notes.
 */
export function findPaginator({ operation, body, parameters }: ListOperation): Paginator {
  if (readExtensions(operation).snapshot !== undefined) return "single_record";
  const isPaged = "meta" in body.properties || PAGING.every((name) => parameters.some((parameter) => parameter.in === "query" && parameter.name === name));
  return isPaged ? "page_number" : "single_page";
}

/** The parameters that turn the pages of a list. */
export const PAGING = ["page", "per_page"];

/** By what a list is paged that has no `page`, if that is documented: by an offset or a cursor, of which Lago has none today. */
export function findOtherPaging(document: Document, { parameters, body }: ReadOperation): string | undefined {
  const names = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  if (names.includes("page")) return undefined;
  const meta = body.properties["meta"] && resolve(document, body.properties["meta"]);
  const said = [...Object.keys(body.properties), ...Object.keys(meta?.properties ?? {})];
  return names.find((name) => PARAMETERS.test(name)) ?? said.find((name) => TOKENS.test(name));
}

const PARAMETERS = /^(offset|skip|cursor|after|before|starting_after|ending_before|page_?token|next_?token|continuation_?token|start_?index|page\[(offset|cursor|after|before)\])$/i;
const TOKENS = /^(next_?cursor|end_?cursor|cursors?|next_?page_?token|next_?token|has_more|offset)$/i;
