import type { GlobalContext } from "openapi-typescript";
import type { Document } from "../spec/types.ts";
import { requireQuickly } from "./require-quickly.ts";
import { makeTypeable } from "./typeable.ts";

/**
 * TypeScript types of a document. Enums stay open, since the server is ahead of its document: they complete in an editor
 * and still take any string. It is what openapi-typescript makes after it has linted and bundled a document. Ours is checked and in
 * one piece, and the packages for that take longer to load than the types to make.
 */
export function emitApi(document: Document): string {
  const transform = requireQuickly("openapi-typescript/dist/transform/index.cjs") as OpenapiTypescript["transformSchema"];
  const { scanDiscriminators, resolveRef } = requireQuickly("openapi-typescript/dist/lib/utils.cjs") as OpenapiTypescript;
  const { astToString } = requireQuickly("openapi-typescript/dist/lib/ts.cjs") as OpenapiTypescript;
  const typeable = makeTypeable(document);
  const schema = typeable.document as unknown as Parameters<typeof transform>[0];
  const options = buildApiOptions();
  const context: Partial<GlobalContext> = { ...options, injectFooter: [], discriminators: scanDiscriminators(schema, options), resolve: (ref) => resolveRef(schema, ref, options) };
  return typeable.restore(astToString(transform(schema, context as GlobalContext)));
}

/** What openapi-typescript is told, whichever of its functions is called. */
export function buildApiOptions() {
  const ts = requireQuickly("typescript") as typeof import("typescript");
  const { factory } = ts;
  const literal = (value: string) => factory.createLiteralTypeNode(factory.createStringLiteral(value));
  const anyString = factory.createParenthesizedType(
    factory.createIntersectionTypeNode([factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword), factory.createTypeLiteralNode([])]),
  );
  return {
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
  };
}

type OpenapiTypescript = typeof import("openapi-typescript");
