import { resolve, type FlatSchema } from "../spec/resolve.ts";
import type { Document } from "../spec/types.ts";

/**
 * The property of a response that holds the records: the only one that is an array, with nothing but `meta` beside it.
 * Any array would be too many: three single objects of Lago's document lack their wrapper and show one of their own.
 */
export function findSelector(document: Document, body: FlatSchema): string | undefined {
  const names = Object.keys(body.properties).filter((name) => name !== "meta");
  const [name] = names;
  if (name === undefined || names.length > 1) return undefined;
  const { types } = resolve(document, body.properties[name]!);
  return types.length === 1 && types[0] === "array" ? name : undefined;
}
