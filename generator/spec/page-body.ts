import { resolve, type FlatSchema } from "./resolve.ts";
import type { Document } from "./types.ts";

/** Whether a body has an array at its top: what a page of a list has, and an error has not. */
export function hasList(document: Document, body: FlatSchema): boolean {
  return findArrays(document, body).length > 0;
}

/** The properties of a body that are arrays, `meta` aside. */
export function findArrays(document: Document, body: FlatSchema): string[] {
  return Object.keys(body.properties).filter((name) => name !== "meta" && isArray(resolve(document, body.properties[name]!)));
}

export function isArray({ types, alternatives }: FlatSchema): boolean {
  return alternatives.length === 0 && types.length === 1 && types[0] === "array";
}
