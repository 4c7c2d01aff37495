import { resolve, type FlatSchema } from "./resolve.ts";
import type { Document } from "./types.ts";

/** An object in a response: the body itself, or one that wraps the page, as in `{"data": {"orders": […]}}`. */
export interface Wrapper {
  /** Names of the properties that lead to it. */
  path: string[];
  object: FlatSchema;
}

/** Whether a body can be the response of a list: an array, or an object with an array at its top or in a wrapper. An error has none. */
export function hasList(document: Document, body: FlatSchema): boolean {
  return isArray(body) || [{ path: [], object: body }, ...listWrappers(document, body)].some(({ object }) => findArrays(document, object).length > 0);
}

/** The properties of a body that are arrays, `meta` aside. */
export function findArrays(document: Document, body: FlatSchema): string[] {
  return Object.keys(body.properties).filter((name) => name !== "meta" && isArray(resolve(document, body.properties[name]!)));
}

/** Objects that can be wrappers of a page: with a `meta` beside or inside, or named `data`, at any depth. */
export function listWrappers(document: Document, body: FlatSchema, path: string[] = []): Wrapper[] {
  return Object.keys(body.properties).flatMap((name) => {
    const object = resolve(document, body.properties[name]!);
    const isWrapper = name !== "meta" && Object.keys(object.properties).length > 0 && (name === "data" || "meta" in body.properties || "meta" in object.properties);
    if (!isWrapper || path.length === DEEPEST) return [];
    const wrapper = { path: [...path, name], object };
    return [wrapper, ...listWrappers(document, object, wrapper.path)];
  });
}

/** An answer is not wrapped more often; and what contains its own kind has no end. */
const DEEPEST = 3;

export function isArray({ types, alternatives }: FlatSchema): boolean {
  return alternatives.length === 0 && types.length === 1 && types[0] === "array";
}
