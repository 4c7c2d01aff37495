import { createRequire } from "node:module";
import type { Document } from "../spec/types.ts";

/**
 * TypeScript types of a document. Enums stay open, since the server is ahead of its document: they complete in an editor
 * and still take any string.
 */
export async function emitApi(document: Document): Promise<string> {
  const { default: openapiTS, astToString } = require("openapi-typescript") as typeof import("openapi-typescript");
  const ts = require("typescript") as typeof import("typescript");
  const { factory } = ts;
  const literal = (value: string) => factory.createLiteralTypeNode(factory.createStringLiteral(value));
  const anyString = factory.createParenthesizedType(
    factory.createIntersectionTypeNode([factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword), factory.createTypeLiteralNode([])]),
  );
  const nodes = await openapiTS(structuredClone(document) as Parameters<typeof openapiTS>[0], {
    silent: true,
    // A default says what the server assumes in a request, not that a response has the property.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform({ enum: values, type }: { enum?: unknown[]; type?: string | string[] }) {
      if (values === undefined || ![type].flat().includes("string")) return undefined;
      const isNullable = [type].flat().includes("null") || values.includes(null);
      return factory.createUnionTypeNode([
        ...values.filter((value) => typeof value === "string").map(literal),
        anyString,
        ...(isNullable ? [factory.createLiteralTypeNode(factory.createNull())] : []),
      ]);
    },
  });
  return astToString(nodes);
}

/** The compiler by `require`, and only when it is needed: as an import it takes three times as long, half a second. */
const require = createRequire(import.meta.url);
