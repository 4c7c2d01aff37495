import type { OpenAPI3 } from "openapi-typescript";
import type { Document } from "../spec/types.ts";

/**
 * TypeScript types of a document. Enums stay open, since the server is ahead of its document: they complete in an editor
 * and still take any string.
 */
export async function emitApi(document: Document): Promise<string> {
  // The compiler takes half a second to load, so only when it is needed.
  const [{ default: openapiTS, astToString }, { default: ts }] = await Promise.all([import("openapi-typescript"), import("typescript")]);
  const { factory } = ts;
  const anyString = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ]);
  const nodes = await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
    silent: true,
    // A default says what the server assumes in a request, not that a response has the property.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform(schema) {
      const { enum: values, type } = schema as { enum?: unknown[]; type?: string | string[] };
      if (values === undefined || ![type].flat().includes("string")) return undefined;
      const literals = values.filter((value) => typeof value === "string").map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value)));
      const isNullable = [type].flat().includes("null") || values.includes(null);
      const none = isNullable ? [factory.createLiteralTypeNode(factory.createNull())] : [];
      return factory.createUnionTypeNode([...literals, factory.createParenthesizedType(anyString), ...none]);
    },
  });
  return astToString(nodes);
}
