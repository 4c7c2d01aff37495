import type { Document, Schema } from "../spec/types.ts";

/**
 * The document as openapi-typescript 7.13 can write it, and how to read its text. It asks objects of the document for their
 * `hasOwnProperty`, so a property of that name gets another; and TypeScript takes no type that is one of its own choices
 * (TS2502), so such a choice is anything.
 */
export function makeTypeable(document: Document): { document: Document; restore: (text: string) => string } {
  const copy = rename(document) as Document;
  for (const [name, schema] of Object.entries(copy.components?.schemas ?? {})) cutCircles(copy, schema, name);
  return { document: copy, restore: (text) => text.replaceAll(new RegExp(`${MARK}(\\w+)`, "g"), "$1") };
}

const MARK = "lago_loader_own_";
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

function rename(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((each) => (typeof each === "string" && INHERITED.has(each) ? `${MARK}${each}` : rename(each)));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [INHERITED.has(key) ? `${MARK}${key}` : key, rename(value)]));
}

/** Replaces by `{}` each reference through which a component would be a part of itself, without a property in between. */
function cutCircles(document: Document, root: Schema, name: string): void {
  const reaches = (schema: Schema, seen: string[]): boolean => {
    if (typeof schema !== "object" || schema === null) return false;
    if (schema.$ref?.startsWith(COMPONENT)) {
      const next = schema.$ref.slice(COMPONENT.length);
      if (next === name) return true;
      const target = document.components?.schemas?.[next];
      if (target !== undefined && !seen.includes(next) && reaches(target, [...seen, next])) return true;
    }
    return choicesOf(schema).some((each) => reaches(each, seen));
  };
  const cut = (schema: Schema): void => {
    if (typeof schema !== "object" || schema === null) return;
    for (const keyword of KEYWORDS) {
      const value = (schema as Record<string, unknown>)[keyword];
      if (Array.isArray(value)) {
        (schema as Record<string, unknown>)[keyword] = value.map((each: Schema) => (each.$ref !== undefined && reaches(each, []) ? {} : (cut(each), each)));
      } else if (typeof value === "object" && value !== null) {
        if ((value as Schema).$ref !== undefined && reaches(value as Schema, [])) (schema as Record<string, unknown>)[keyword] = {};
        else cut(value as Schema);
      }
    }
  };
  cut(root);
}

const COMPONENT = "#/components/schemas/";

/** What a type is put together of: its own text would name itself through them. */
const KEYWORDS = ["allOf", "anyOf", "oneOf", "items", "additionalProperties"];

function choicesOf(schema: Schema): Schema[] {
  return KEYWORDS.flatMap((keyword) => (schema as Record<string, unknown>)[keyword] ?? []).filter((each): each is Schema => typeof each === "object" && each !== null);
}
