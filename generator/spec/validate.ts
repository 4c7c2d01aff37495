import { DocumentError } from "./document-error.ts";
import { childPath } from "./json-path.ts";
import { findRef } from "./resolve.ts";
import type { Document } from "./types.ts";

/** Throws if the spec has a dangling reference or is not valid OpenAPI. `source` is its file or URL. */
export async function validateDocument(document: Document, source: string): Promise<void> {
  const [dangling] = findDanglingRefs(document);
  if (dangling !== undefined) {
    throw new DocumentError(`${source} refers at ${dangling.where} to ${dangling.ref}, which ${dangling.isThere ? "is no schema or other object" : "the document does not have"}.`);
  }
  // Only here, because it takes longer to import than `generate` has for everything.
  const { default: SwaggerParser } = await import("@apidevtools/swagger-parser");
  try {
    // A copy, because validating replaces the references by what they point at.
    await SwaggerParser.validate(withoutExamples(document) as never);
  } catch (error) {
    throw new DocumentError(`${source} is not valid OpenAPI:\n${replacePointers((error as Error).message)}`, { cause: error });
  }
}

interface DanglingRef {
  ref: string;
  /** As something that cannot be referred to. */
  isThere: boolean;
  where: string;
}

function findDanglingRefs(document: Document): DanglingRef[] {
  const visit = (node: unknown, where: string): DanglingRef[] => {
    if (typeof node !== "object" || node === null) return [];
    return Object.entries(node).flatMap(([key, value]) => {
      if (key !== "$ref" || typeof value !== "string") return visit(value, childPath(where, key));
      const target = findRef(document, value);
      // true and false are schemas.
      return typeof target === "boolean" || (typeof target === "object" && target !== null) ? [] : [{ ref: value, isThere: target !== undefined, where }];
    });
  };
  return visit(withoutExamples(document), "$");
}

/**
 * A copy without what is data and no part of the document: a `$ref` in an example is text. A property may be called
 * `example` or `default`, so what stands in `properties` is kept.
 */
function withoutExamples(node: unknown, isNames = false): unknown {
  if (Array.isArray(node)) return node.map((each) => withoutExamples(each));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => isNames || !(EXAMPLES.has(key) && typeof value === "object"))
      .map(([key, value]) => [key, withoutExamples(value, !isNames && NAMED.has(key))]),
  );
}

const EXAMPLES = new Set(["example", "examples", "default", "const"]);
/** Objects whose keys are Lago's own names. */
const NAMED = new Set(["properties", "patternProperties", "schemas", "parameters", "responses", "headers", "paths", "webhooks", "securitySchemes", "pathItems", "requestBodies"]);

/** `#/paths/~1invoices/get` of swagger-parser's messages as `$.paths['/invoices'].get`, as all our messages have it. */
function replacePointers(message: string): string {
  return message.replace(/#((?:\/[^\s/]+)+)/g, (_, pointer: string) =>
    pointer
      .slice(1)
      .split("/")
      .map((key) => (/^\d+$/.test(key) ? Number(key) : key.replaceAll("~1", "/").replaceAll("~0", "~")))
      .reduce<string>(childPath, "$"),
  );
}
